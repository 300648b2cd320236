"""Papers in a real browser: a line that is cut, a page that is closed, pages in order, and the same without scripts."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Request, Route, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from apps.core.models import StoredFile, Upload
from apps.dossiers.models import DocumentPage
from apps.dossiers.tasks import read_papers
from tests import factories
from tests.browser.rooms.test_forms import logged_in
from tests.conftest import Clock
from tests.portal.conftest import A_MONTH
from tests.portal.filers import Filer, begin, offer
from tests.portal.uploads import paper, photo

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
SEEN = "Cán bộ sẽ nhìn thấy đúng những trang này."


@pytest.fixture
def filer(clock: Clock, settings: Settings) -> Filer:
    settings.CITIZEN_LOCAL_LOGIN, settings.SESSION_COOKIE_AGE = True, A_MONTH
    office = factories.office()
    browser = Client()
    browser.force_login(factories.citizen_user(person=factories.person()))
    return begin(browser, offer(office))


def three_megabytes(folder: Path) -> Path:
    path = folder / "giấy-chứng-sinh.pdf"
    path.write_bytes(paper().read() + b"\n%" + random.Random(3).randbytes(3 * 1024 * 1024))
    return path


def test_a_cut_line_and_a_closed_page_cost_one_part(
    chromium: Browser, live_server: LiveServer, filer: Filer, tmp_path: Path
) -> None:
    user = filer.dossier.submitter.user
    guest = logged_in(chromium=chromium, live_server=live_server, width=360, user=user)
    file = three_megabytes(tmp_path)
    sent: list[str] = []

    def cut(route: Route) -> None:
        if route.request.method == "PATCH" and len(sent) >= 3:
            route.abort()
            return
        sent.append(route.request.method)
        route.continue_()

    guest.page.route("**/tai-len/*/", cut)
    guest.go(filer.address("giay-to"))
    guest.page.locator("main input[type=file]").first.set_input_files(file)
    expect(guest.page.get_by_text("Mạng đứt. Phần đã gửi của")).to_be_visible()
    there = Upload.objects.get().received
    again = guest.page.context.new_page()
    guest.page.close()
    resent: list[str] = []
    again.on("request", lambda request: resent.append(_way(request)))
    again.goto(guest.address + filer.address("giay-to"))
    again.locator("main input[type=file]").first.set_input_files(file)
    expect(again.get_by_text(f"Đang kiểm tra “{file.name}”")).to_be_visible()
    read_papers()
    expect(again.get_by_text(SEEN)).to_be_visible()  # by itself

    assert 0 < there < file.stat().st_size
    assert resent.count("PATCH") == -(-(file.stat().st_size - there) // (512 * 1024))
    assert StoredFile.objects.get().original_name == file.name
    assert not Upload.objects.exists()


def _way(request: Request) -> str:
    return request.method if "/tai-len/" in request.url else ""


@pytest.mark.parametrize("has_scripts", [True, False])
def test_two_photographs_become_pages_that_can_be_put_in_order(
    chromium: Browser,
    live_server: LiveServer,
    filer: Filer,
    tmp_path: Path,
    has_scripts: bool,
) -> None:
    user = filer.dossier.submitter.user
    guest = logged_in(chromium=chromium, live_server=live_server, width=360, user=user, has_scripts=has_scripts)
    shots = [tmp_path / "mat-truoc.jpg", tmp_path / "mat-sau.jpg"]
    for shot, shade in zip(shots, (90, 180), strict=True):
        shot.write_bytes(photo(shade=shade).read())
    guest.go(filer.address("giay-to"))
    for number, shot in enumerate(shots, start=1):
        guest.page.locator("main input[type=file]").first.set_input_files(shot)
        if not has_scripts:
            guest.page.get_by_role("button", name="Gửi tệp này").first.click()
        expect(guest.page.locator(".thumb--page")).to_have_count(number)
    if has_scripts:
        guest.judge("papers-waiting")
    read_papers()
    if not has_scripts:
        guest.page.get_by_role("link", name="Xem lại").first.click()
    expect(guest.page.get_by_text(SEEN)).to_be_visible()
    guest.judge(f"papers-{'ready' if has_scripts else 'plain'}")

    guest.page.get_by_role("button", name="Ra sau trang 1").click()
    expect(guest.page.locator(".thumb--page")).to_have_count(2)

    rows = DocumentPage.objects.order_by("position").select_related("source")
    assert [row.source.original_name for row in rows] == ["mat-sau.jpg", "mat-truoc.jpg"]
