"""The leader's board in a real browser: with data in it, without, and the way from a figure to its dossiers."""

from __future__ import annotations

import pytest
from django.test import override_settings
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from apps.accounts.models import User
from tests import factories
from tests.browser.conftest import Visitor, visitor
from tests.conftest import Clock
from tests.factories import Office
from tests.reports import months
from tests.sizes import WIDTHS


def chairman(*, chromium: Browser, live_server: LiveServer, width: int, office: Office) -> Visitor:
    """The chairman, logged in."""
    User.objects.update(is_demo=True)
    guest = visitor(chromium=chromium, live_server=live_server, width=width)
    guest.go("/dang-nhap/?next=/dieu-hanh/")
    guest.page.get_by_role("button", name=office.leader.name).first.click()
    return guest


@override_settings(DEMO=True)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.django_db(transaction=True)
def test_the_board_is_for_every_leader_and_leads_to_the_dossiers(
    chromium: Browser, live_server: LiveServer, clock: Clock, width: int
) -> None:
    clock.at = months.NOW
    office = factories.office()
    months.live(office=office)
    guest = chairman(chromium=chromium, live_server=live_server, width=width, office=office)

    guest.go("/dieu-hanh/")
    for folded in guest.page.locator("details.chart-table").all():
        folded.locator("summary").click()
    guest.judge("board")
    guest.page.get_by_role("link", name="50,00%").click()

    assert guest.page.get_by_role("heading", level=1).inner_text() == "Hồ sơ đã xong, tháng 11/2026"
    assert guest.page.locator("tbody tr").count() == 4
    guest.judge("board-dossiers")


@override_settings(DEMO=True)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.django_db(transaction=True)
def test_an_empty_board_is_for_every_leader(
    chromium: Browser, live_server: LiveServer, clock: Clock, width: int
) -> None:
    clock.at = months.NOW
    guest = chairman(chromium=chromium, live_server=live_server, width=width, office=factories.office())

    guest.go("/dieu-hanh/")
    guest.judge("board-empty")
    guest.go("/dieu-hanh/ho-so/?viec=qua-han")

    guest.judge("board-dossiers-empty")
