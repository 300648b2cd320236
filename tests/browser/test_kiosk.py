"""The machine in the hall, in a real browser: it counts, ends the visit by itself, and going back finds nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from apps.accounts.services import devices
from apps.officials.selectors import actor_of
from apps.officials.services.office import change_setting
from tests import factories
from tests.browser.conftest import visitor
from tests.conftest import Clock


@pytest.mark.django_db(transaction=True)
def test_kiosk_counts_down_and_forgets(chromium: Browser, live_server: LiveServer, clock: Clock) -> None:
    office = factories.office()
    by = actor_of(official=office.administrator, at=clock.at)
    device = devices.make_device(agency_id=office.agency.pk, name="Ki-ốt sảnh", place="", by=by, at=clock.at)
    code = devices.new_code(device_id=device.pk, agency_id=office.agency.pk, at=clock.at)
    machine = visitor(chromium=chromium, live_server=live_server, width=360)
    machine.go("/kiosk/ghi-danh/")
    machine.page.get_by_label("Mã ghi danh").fill(code)
    machine.page.get_by_role("button", name="Ghi danh").click()
    machine.page.wait_for_url("**/kiosk/")
    machine.judge("kiosk")
    machine.go("/tra-cuu/")
    machine.judge("kiosk-track")

    change_setting(agency=office.agency, name="kiosk_idle_seconds", value=3)
    machine.go("/tra-cuu/")
    machine.page.get_by_label("Mã hồ sơ").fill("H99.71-261120-0007")
    machine.page.wait_for_url("**/kiosk/")
    machine.page.go_back()

    assert "H99.71-261120-0007" not in [box.input_value() for box in machine.page.locator("input.w-id").all()]
