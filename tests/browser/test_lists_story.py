"""Papers change hands and come to rest by keyboard: a list by typed codes, one line confirmed and one left open, a
folder filled by scan. What the pages look like at the desk and on a tablet is judged on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from apps.desk.models import HandOverLine, HandOverList, PaperPlace
from apps.dossiers.domain.status import Status
from tests import factories
from tests.browser.conftest import Visitor
from tests.browser.test_counter_story import Hands, seat
from tests.conftest import Clock
from tests.walking import MONDAY, walk_to


def judge(who: Visitor, name: str) -> None:
    """At the desk and on a tablet."""
    for width in (1440, 768):
        who.page.set_viewport_size({"width": width, "height": 900})
        who.width = width
        who.judge(name)
    who.page.set_viewport_size({"width": 1440, "height": 900})


@pytest.mark.timeout(600)
@pytest.mark.django_db(transaction=True)
def test_papers_go_on_a_list_and_into_a_folder_without_a_mouse(
    chromium: Browser, live_server: LiveServer, clock: Clock
) -> None:
    office = factories.office()
    offering = factories.offering(agency=office.agency)
    first, second, rested = (
        walk_to(status=status, office=office, offering=offering, person=factories.person(name=name))
        for status, name in (
            (Status.PROCESSING, "Lò Thị Mai"),
            (Status.PROCESSING, "Giàng A Páo"),
            (Status.RETURNED, "Tẩn Mẩy"),
        )
    )
    clock.at = MONDAY + timedelta(days=1, hours=1)
    clerk = seat(chromium, live_server, office.clerk)
    page, hands = clerk.page, Hands(clerk.page)

    clerk.go("/quay/ban-giao/")
    for count, dossier in enumerate((first, second), start=1):
        hands.scan(dossier.code)
        expect(page.locator("input[name=chon]:checked")).to_have_count(count)
    judge(clerk, "lists")
    page.get_by_role("button", name="Lập phiếu bàn giao").focus()
    hands.press("Enter")
    expect(page.get_by_text("Đã lập phiếu số 01/BGHS")).to_be_visible()
    hands.tell("a hand-over list of two")

    officer = seat(chromium, live_server, office.officer)
    officer.go(f"/quay/ban-giao/{HandOverList.objects.get().pk}/")
    Hands(officer.page).scan(first.code)
    expect(officer.page.get_by_text("Còn 1 dòng chờ")).to_be_visible()
    officer.page.locator("input[name=chon]").check()
    officer.page.fill("#ly-do", "Không thấy trong túi hồ sơ")
    officer.page.get_by_role("button", name="Chưa nhận được các dòng đánh dấu").click()
    expect(officer.page.get_by_text("Chưa nhận được ·")).to_be_visible()
    judge(officer, "list-one-missing")
    assert list(HandOverLine.objects.order_by("position").values_list("state", flat=True)) == ["received", "missing"]

    clerk.go("/quay/luu-giay/")
    judge(clerk, "shelves-empty")
    page.fill("#id_box", "03")
    page.fill("#id_shelf", "B2")
    hands.press("Control+Enter")
    expect(page.get_by_role("heading", name="Tệp TL-2026-0001")).to_be_visible()
    page.keyboard.type(f"{rested.code}\n{first.code}\n", delay=4)  # a scanner writes into the box, line by line
    hands.press("Control+Enter")
    expect(page.get_by_text("Những mã này chưa xếp được")).to_be_visible()
    expect(page.locator("#ma")).to_have_value(first.code)
    judge(clerk, "folder")
    assert PaperPlace.objects.get().dossier == rested
    for path, name in (
        ("/quay/luu-giay/", "shelves"),
        ("/quay/luu-giay/thoi-han/", "retention"),
        (f"/quay/ho-so/{rested.code}/", "dossier-shelved"),
        (f"/quay/ho-so/{first.code}/hen-lam-viec/", "appointment"),
    ):
        clerk.go(path)
        judge(clerk, name)
