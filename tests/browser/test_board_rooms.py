"""The rooms of the leader's board in a real browser: nothing is cut off, and axe finds nothing, phone and desk."""

from __future__ import annotations

import pytest
from django.test import override_settings
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests import factories
from tests.browser.test_board import chairman
from tests.conftest import Clock
from tests.reports import months

ROOMS = ("theo-nguoi", "theo-thu-tuc", "theo-thon", "duong-vao", "hinh")


@override_settings(DEMO=True)
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.django_db(transaction=True)
def test_every_room_of_the_board_is_for_every_leader(
    chromium: Browser, live_server: LiveServer, clock: Clock, width: int
) -> None:
    clock.at = months.NOW
    office = factories.office()
    months.live(office=office)
    months.live(office=office, offering=factories.offering(agency=office.agency, name="Khai tử", amount="5"))
    guest = chairman(chromium=chromium, live_server=live_server, width=width, office=office)

    for room in ROOMS:
        guest.go(f"/dieu-hanh/{room}/")
        for folded in guest.page.locator("details.chart-table").all():
            folded.locator("summary").click()
        guest.judge(f"board-{room}")
