"""At 16:50 the cash book closes to the đồng, in real Chromium and by keyboard alone.

Chị Hạnh begins with 200.000 đ of change, takes the fees of two dossiers of one person in one go, takes one more, takes
a receipt back, counts the drawer note by note, and closes; anh Tuấn counts again and confirms. What comes in at 16:55
stands in the next book.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from apps.payments.models import CashBook
from tests import factories
from tests.browser.conftest import Visitor
from tests.browser.rooms.test_forms import logged_in
from tests.conftest import Clock
from tests.factories import Office
from tests.payments import books, tills

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]
DAY_ENDS = timedelta(hours=7, minutes=50)  # the clock of the tests stands at nine


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_at_ten_to_five_the_cash_book_closes_to_the_dong(
    chromium: Browser, live_server: LiveServer, clock: Clock, width: int
) -> None:
    office = factories.office()
    tills.open_account(office.agency)
    offering = tills.costly(office.agency)
    hanh, neighbour = factories.person(name="Lò Thị Hạnh"), factories.person(name="Páo", phone="+84978333111")
    people = (hanh, hanh, neighbour, neighbour)
    first, second, third, last = (tills.filed(office, offering, person=each, at=clock.at) for each in people)
    desk = logged_in(chromium=chromium, live_server=live_server, width=width, user=office.clerk.user)

    begin_with_change(desk)
    pay_for_both(desk, first.reference, second.reference)
    take_and_take_back(desk, third.reference)
    clock.at += DAY_ENDS
    desk = logged_in(chromium=chromium, live_server=live_server, width=width, user=office.clerk.user)
    count_the_drawer(desk)
    confirm(desk, office, chromium, live_server, width)
    clock.at += timedelta(minutes=5)
    books.taken(last, 8_000, official=office.clerk, at=clock.at)

    closed, anew = CashBook.objects.order_by("pk")
    assert (closed.state, closed.expected, closed.counted, closed.explanation) == ("confirmed", 230_000, 230_000, "")
    assert (anew.state, anew.number, anew.lines.get().amount) == ("open", 2, 8_000)
    desk.go("/thu-tien/so-quy/")
    desk.judge("cash-7-the-next-book")


def begin_with_change(desk: Visitor) -> None:
    desk.go("/thu-tien/")
    desk.judge("cash-1-till")
    desk.page.keyboard.press("F9")
    expect(desk.page.get_by_text("Bạn chưa có sổ nào đang mở")).to_be_visible()
    desk.page.keyboard.press("F9")
    desk.page.get_by_label("Tiền lẻ có sẵn trong két").focus()
    desk.page.keyboard.type("200.000")
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_text("Tiền đầu ca: 200.000")).to_be_visible()


def pay_for_both(desk: Visitor, *references: str) -> None:
    desk.go("/thu-tien/")
    for reference in references:
        desk.page.get_by_role("checkbox", name=reference).focus()
        desk.page.keyboard.press("Space")
    desk.page.keyboard.press("F7")
    expect(desk.page.get_by_label("Tiền người nộp đưa")).to_be_focused()
    desk.page.keyboard.type("50000")
    expect(desk.page.locator("[data-change]")).to_have_text("20.000\N{NO-BREAK SPACE}đ")
    desk.judge("cash-2-change")
    desk.page.keyboard.press("Control+Enter")
    expect(desk.page.get_by_text("Tiền thừa trả lại: 20.000")).to_be_visible()
    desk.judge("cash-3-received")


def take_and_take_back(desk: Visitor, reference: str) -> None:
    desk.go(f"/thu-tien/ho-so/{reference}/thu/")
    expect(desk.page.get_by_label("Tiền người nộp đưa")).to_be_focused()
    desk.page.keyboard.press("Control+Enter")
    expect(desk.page.get_by_text("BL-0000002/2026").first).to_be_visible()
    desk.page.get_by_role("link", name="Hủy biên lai lập nhầm").press("Enter")
    desk.page.get_by_label("Lý do").focus()
    desk.page.keyboard.type("Lập nhầm cho hồ sơ bên cạnh.")
    desk.page.keyboard.press("Control+Enter")
    expect(desk.page.get_by_text("BL-0000003/2026").first).to_be_visible()


def count_the_drawer(desk: Visitor) -> None:
    desk.go("/thu-tien/so-quy/")
    desk.judge("cash-4-the-day")
    desk.page.keyboard.press("F9")
    desk.page.get_by_label("500.000").focus()
    for number in ("", "", "1", "1", "3", "1", "1"):
        desk.page.keyboard.type(number)
        desk.page.keyboard.press("Enter")
    expect(desk.page.locator("[data-difference]")).to_have_text("-5.000\N{NO-BREAK SPACE}đ")
    desk.page.keyboard.type("2")
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.type("1")
    expect(desk.page.locator("[data-difference]")).to_have_text("0\N{NO-BREAK SPACE}đ")
    desk.judge("cash-5-counted")
    desk.page.keyboard.press("Control+Enter")
    expect(desk.page.get_by_text("Đã khóa sổ. Nhờ người khác đếm lại và xác nhận.")).to_be_visible()


def confirm(desk: Visitor, office: Office, chromium: Browser, live_server: LiveServer, width: int) -> None:
    other = logged_in(chromium=chromium, live_server=live_server, width=width, user=office.second_clerk.user)
    other.go("/thu-tien/so-quy/")
    other.page.get_by_role("link", name="Đếm lại, xác nhận").press("Enter")
    other.page.get_by_label("Đúng như người thu tiền đã đếm").focus()
    other.page.keyboard.press("Space")
    other.judge("cash-6-confirm")
    other.page.keyboard.press("Control+Enter")
    expect(other.page.get_by_text("Đã xác nhận. Sổ này không ai sửa được nữa.")).to_be_visible()
    other.judge("cash-6-confirmed")
    desk.page.reload()
    expect(desk.page.get_by_text("khớp từng đồng")).to_be_visible()
