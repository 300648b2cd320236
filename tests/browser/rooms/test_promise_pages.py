"""The pages around a promise in a real browser: its pauses, its letters, the calendar, the words and what is stuck."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, FloatRect, expect
from pytest_django.live_server_helper import LiveServer

from apps.accounts.models import User
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Pause
from apps.messaging.domain.retrying import MessageState
from apps.messaging.models import OutboxMessage
from apps.officials.models import Official
from tests import factories
from tests.architecture import town as towns
from tests.browser.conftest import Visitor, visitor
from tests.conftest import Clock
from tests.sizes import WIDTHS
from tests.walking import REASON, walk

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("width", WIDTHS),
    pytest.mark.timeout(300),
]


def seated(*, chromium: Browser, live_server: LiveServer, width: int, official: Official) -> Visitor:
    """An official, logged in."""
    User.objects.update(is_demo=True)
    guest = visitor(chromium=chromium, live_server=live_server, width=width)
    guest.go("/dang-nhap/")
    guest.page.get_by_role("button", name=official.name).first.click()
    expect(guest.page).not_to_have_url(re.compile("dang-nhap"))
    return guest


@override_settings(DEMO=True, CITIZEN_LOCAL_LOGIN=True)
def test_a_leader_sees_pauses_letters_and_the_changed_calendar_and_confirms_it(
    chromium: Browser, live_server: LiveServer, clock: Clock, width: int
) -> None:
    clock.at = towns.NOW
    town = towns.build()
    guest = seated(chromium=chromium, live_server=live_server, width=width, official=town.office.leader)

    for name, path in {
        "pauses": "/dieu-hanh/tam-dung/",
        "pause-lines": f"/dieu-hanh/tam-dung/danh-sach/?muc=tam-dung&thang={towns.NOW:%Y-%m}",
        "doubts": "/dieu-hanh/nghi-van/",
        "never-signed": "/ky/chua-co-thu/",
        "courtesies": "/ky/chuc-mung-chia-buon/",
        "outages": "/ky/su-co/",
        "calendar-review": "/ky/lich/",
    }.items():
        guest.go(path)
        for cell in guest.page.locator("main table:visible tbody > tr:first-child > *").all():
            assert is_on_screen(guest, cell.bounding_box()), name
        guest.judge(f"promise-page-{name}")
    guest.page.get_by_role("button", name=re.compile("Xác nhận danh sách")).click()

    expect(guest.page.get_by_text("Đã xác nhận.")).to_be_visible()
    guest.judge("promise-page-calendar-confirmed")


def is_on_screen(guest: Visitor, box: FloatRect | None) -> bool:
    """A sheet cuts off what is wider than itself, and the page is then no wider than the screen: ask each cell."""
    sheet = guest.page.locator("main .wrap").first.bounding_box()
    return bool(box and sheet and box["x"] + box["width"] <= sheet["x"] + sheet["width"] + 1)


@override_settings(DEMO=True, CITIZEN_LOCAL_LOGIN=True)
def test_an_administrator_changes_words_and_sends_again_what_is_stuck(
    chromium: Browser, live_server: LiveServer, clock: Clock, width: int
) -> None:
    clock.at = towns.NOW
    town = towns.build()
    stuck = OutboxMessage.objects.filter(agency=town.office.agency, channel="sms").order_by("pk")[0]
    OutboxMessage.objects.filter(next_try_at__isnull=False).exclude(pk=stuck.pk).update(next_try_at=clock.at)
    OutboxMessage.objects.filter(pk=stuck.pk).update(state=MessageState.TECHNICAL.value, tries=1, next_try_at=None)
    guest = seated(chromium=chromium, live_server=live_server, width=width, official=town.office.administrator)

    for name, path in {
        "administration": "/quan-tri/",
        "calendar": "/quan-tri/lich/",
        "calendar-day": "/quan-tri/lich/ngay/",
        "calendar-file": "/quan-tri/lich/nhap/",
        "calendar-proposals": "/quan-tri/lich/de-xuat/?nam=2028",
        "hours": "/quan-tri/gio-lam-viec/",
    }.items():
        guest.go(path)
        guest.judge(f"promise-page-{name}")
    guest.go("/quan-tri/tin-nhan/")
    guest.page.locator("summary", has_text="Đã có kết quả").first.click()
    guest.judge("promise-page-wordings")
    guest.page.get_by_role("link", name="Sửa Đã có kết quả, Tin nhắn SMS", exact=True).click()
    words = guest.page.locator("[name=body]")
    words.fill(words.input_value().replace("đã có kết quả", "xong rồi, mời ông/bà đến nhận"))
    expect(guest.page.locator("#xem-thu")).to_contain_text("mời ông/bà đến nhận")
    guest.judge("promise-page-wording")
    guest.page.get_by_role("button", name=re.compile("Lưu, dùng")).click()
    guest.page.wait_for_load_state()
    guest.go("/quan-tri/van-hanh/")
    guest.judge("promise-page-operations")
    guest.page.get_by_role("button", name=re.compile("^Gửi lại")).first.click()
    guest.page.wait_for_load_state()

    stuck.refresh_from_db()
    assert stuck.state == MessageState.QUEUED.value
    guest.go("/quan-tri/tin-nhan/")
    expect(guest.page.locator("summary", has_text="1 câu đã sửa")).to_be_visible()


@override_settings(DEMO=True, CITIZEN_LOCAL_LOGIN=True)
def test_whoever_did_not_answer_in_term_is_stopped_by_two_hands(
    chromium: Browser, live_server: LiveServer, clock: Clock, width: int
) -> None:
    office = factories.office()
    dossier = walk(status=Status.AWAITING_SUPPLEMENT, office=office).dossier
    term = Pause.objects.get(dossier=dossier).answer_by_date
    assert term is not None
    clock.at = datetime.combine(term + timedelta(days=1), clock.at.timetz())
    officer = seated(chromium=chromium, live_server=live_server, width=width, official=office.officer)
    officer.go(f"/quay/ho-so/{dossier.code}/")
    officer.judge("promise-page-term-over")
    officer.go(f"/quay/ho-so/{dossier.code}/dung/")
    officer.page.locator("[name=reason]").fill(REASON)
    officer.judge("promise-page-propose-stop")
    officer.page.locator("form:has([name=reason]) button[type=submit]").last.click()
    officer.page.wait_for_load_state()

    leader = seated(chromium=chromium, live_server=live_server, width=width, official=office.leader)
    leader.go("/ky/")
    leader.page.locator(".signrow").filter(has_text=dossier.code).get_by_role("link").first.click()
    expect(leader.page.get_by_text(REASON).first).to_be_visible()
    leader.judge("promise-page-stop-to-sign")
    leader.page.locator(".signrow").filter(has_text=dossier.code).locator("input[type=checkbox]").check(force=True)
    leader.page.get_by_role("button", name=re.compile("Ký những văn bản")).click()
    expect(leader.page.get_by_text("Đã ký 1 hồ sơ")).to_be_visible()

    dossier.refresh_from_db()
    assert dossier.status == Status.STOPPED
    leader.go(f"/quay/ho-so/{dossier.code}/tin-nhan/")
    leader.judge("promise-page-messages")


@override_settings(DEMO=True, CITIZEN_LOCAL_LOGIN=True)
def test_the_counter_prints_what_goes_by_post(
    chromium: Browser, live_server: LiveServer, clock: Clock, width: int
) -> None:
    clock.at = towns.NOW
    town = towns.build()
    guest = seated(chromium=chromium, live_server=live_server, width=width, official=town.office.clerk)

    guest.go("/quay/")
    guest.page.get_by_role("link", name=re.compile("thư phải in")).click()
    guest.judge("promise-page-to-post")
    guest.page.locator("input[name=chon]").first.check(force=True)
    guest.page.get_by_role("button", name="Đã giao bưu điện").click()

    expect(guest.page.get_by_text("Không có thư nào phải in")).to_be_visible()
    guest.judge("promise-page-to-post-empty")
