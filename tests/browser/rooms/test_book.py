"""The book of dossiers in a real browser: read, closed into volumes, made into files; and a press that broke."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from apps.core.paper import press
from apps.desk import tasks
from apps.dossiers.domain.status import Status
from tests import factories
from tests.browser.rooms.test_promise_pages import is_on_screen, seated
from tests.conftest import Clock
from tests.sizes import WIDTHS
from tests.walking import walk_to

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("width", WIDTHS),
    pytest.mark.timeout(300),
]


@override_settings(DEMO=True, CITIZEN_LOCAL_LOGIN=True)
def test_a_clerk_reads_the_book_closes_a_volume_and_saves_a_file(
    chromium: Browser, live_server: LiveServer, clock: Clock, width: int
) -> None:
    office = factories.office()
    for status in (Status.RECEIVED, Status.RETURNED, Status.WITHDRAWN):
        walk_to(status=status, office=office)
    guest = seated(chromium=chromium, live_server=live_server, width=width, official=office.clerk)
    page = guest.page

    guest.go("/quay/")
    page.get_by_role("link", name="Sổ theo dõi hồ sơ").click()
    for cell in page.locator("main table:visible tbody > tr:first-child > *").all():
        assert is_on_screen(guest, cell.bounding_box())
    guest.judge("book")
    page.get_by_role("button", name="Làm tệp Excel").click()
    expect(page.get_by_text("đang làm", exact=False).first).to_be_visible()
    tasks.make_books()
    page.get_by_role("link", name="Xem đã xong chưa").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name=re.compile("Tải về")).click()
    assert saved.value.suggested_filename == "so-theo-doi-2026-quyen-01.xlsx"
    page.get_by_text("Khóa quyển này, sang quyển mới").click()
    guest.judge("book-closing")
    page.get_by_role("button", name="Khóa quyển 1").click()

    expect(page.get_by_text("Đã khóa quyển 1")).to_be_visible()
    guest.judge("book-empty-volume")


@override_settings(DEMO=True, CITIZEN_LOCAL_LOGIN=True)
def test_a_clerk_whose_press_broke_prints_again(
    chromium: Browser,
    live_server: LiveServer,
    clock: Clock,
    width: int,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    office = factories.office()
    dossier = walk_to(status=Status.RECEIVED, office=office)
    guest = seated(chromium=chromium, live_server=live_server, width=width, official=office.clerk)
    press._set_up.cache_clear()
    monkeypatch.setattr(press, "STYLE", tmp_path / "gone.css")

    guest.go(f"/quay/ho-so/{dossier.code}/")
    guest.judge("dossier-with-papers")
    with guest.page.context.expect_page() as opened:
        guest.page.get_by_role("button", name=re.compile("In phiếu")).click()
    guest.page = opened.value
    expect(guest.page.get_by_text("Chưa in được giấy này")).to_be_visible()

    press._set_up.cache_clear()
