"""The rooms of the leader's board in a real browser: nothing is cut off, and axe finds nothing, phone and desk."""

from __future__ import annotations

import pytest
from django.test import override_settings
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from apps.officials.models import Agency
from apps.reports import tasks
from tests import factories
from tests.browser.test_board import chairman
from tests.conftest import Clock
from tests.factories import Office
from tests.reports import months
from tests.reports.saved import by_hand
from tests.sizes import pick

ROOMS = (
    *("theo-nguoi", "theo-thu-tuc", "theo-thon", "duong-vao", "hinh", "don-vi"),
    *("bao-cao", "bao-cao/?gop=co", "chi-so", "chi-so/so-dem", "chi-so/mo-phong", "chi-so/bi-tu-choi", "chi-tieu"),
    *("tam-dung", "nghi-van", "nop-giup", "tep", "chi-so/ho-so/?muc=tien-do&ky=2026-11&phan=mau"),
)


def province(office: Office) -> None:
    """Something in every room: two procedures, a commune below, a file that is made and one that waits."""
    months.live(office=office)
    months.live(office=office, offering=factories.offering(agency=office.agency, name="Khai tử", amount="5"))
    commune = factories.agency(code="H99.70", name="Cọc", is_ours=False, with_calendar=False)
    Agency.objects.filter(pk=commune.pk).update(parent=office.agency)
    by_hand(office.leader)
    tasks.make_exports()
    by_hand(office.leader, said={"viec": "dang-giu"})


@override_settings(DEMO=True)
@pytest.mark.django_db(transaction=True)
def test_every_room_of_the_board_is_for_every_leader(chromium: Browser, live_server: LiveServer, clock: Clock) -> None:
    clock.at = months.NOW
    office = factories.office()
    province(office)

    for width in pick(sample=(390,), full=(390, 1440)):
        guest = chairman(chromium=chromium, live_server=live_server, width=width, office=office)
        if width == 390:  # on a phone the rooms are behind one button
            guest.page.locator(".board-fold > summary").click()
        guest.page.get_by_role("link", name="Bộ chỉ số 766", exact=True).click()
        assert guest.page.locator(".board-rooms [aria-current]").text_content() == "Bộ chỉ số 766"
        for room in ROOMS:
            path, _, asked = room.partition("?")
            guest.go(f"/dieu-hanh/{path.strip('/')}/?{asked}")
            for folded in guest.page.locator("details.chart-table").all():
                folded.locator("summary").click()
            guest.judge("board-" + "-".join(path.strip("/").split("/")) + ("-gop" if "gop" in asked else ""))
