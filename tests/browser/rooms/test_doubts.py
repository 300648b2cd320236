"""The review list in a real browser: worked off with the keyboard, one doubt a key."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Locator
from pytest_django.live_server_helper import LiveServer

from apps.accounts.models import User
from apps.officials.domain.duties import Duty
from apps.procedures.domain.records import RawRecord
from apps.procedures.models import ReviewItem
from apps.procedures.services.importing import load_records
from tests import factories
from tests.browser.conftest import Visitor, visitor
from tests.conftest import Clock
from tests.factories import ZONE
from tests.procedures.factories import CHANNEL, record
from tests.sizes import WIDTHS

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=ZONE)
CERTAIN = {**CHANNEL, "channel": "Trực tuyến", "time": "Không có thông tin"}
REMOTE = "Nộp tại quầy. Đối với xã miền núi, vùng sâu thì thời hạn được tăng thêm 10 ngày làm việc."
DOUBTFUL = (
    ("Cấp giấy phép xây dựng nhà ở riêng lẻ", [{**CHANNEL, "time": "1", "note": "Nộp tại quầy."}, CERTAIN]),
    ("Cấp lại giấy phép xây dựng", [{**CHANNEL, "time": "1"}]),
    ("Đăng ký biến động đất đai", [{**CHANNEL, "time": "15 Ngày làm việc", "note": REMOTE, "fee": "135 VNĐ"}]),
    ("Cấp bản sao văn bằng", [{**CHANNEL, "time": "24 Giờ"}]),
)


def thu(*, chromium: Browser, live_server: LiveServer, width: int) -> Visitor:
    """Cô Thu, who keeps the catalogue, logged in; the portal's new file has just come in."""
    keeper = factories.official(
        agency=factories.agency(), name="Lò Thị Thu", position="Công chức", duties=(Duty.EDITOR,), username="thu"
    )
    User.objects.update(is_demo=True)
    rows = [record(f"1.90000{n}", name=name, channels=channels) for n, (name, channels) in enumerate(DOUBTFUL)]
    load_records(records=[RawRecord(row=row, record=one) for row, one in enumerate(rows, start=1)], at=NOW)
    guest = visitor(chromium=chromium, live_server=live_server, width=width)
    guest.go("/dang-nhap/?next=/danh-muc/can-xem/?pham-vi=tat-ca")
    guest.page.get_by_role("button", name=keeper.name).first.click()
    return guest


def first(guest: Visitor) -> Locator:
    return guest.page.locator(".doubt").first


@override_settings(DEMO=True)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.django_db(transaction=True)
def test_doubts_are_worked_off_with_the_keyboard(
    chromium: Browser, live_server: LiveServer, clock: Clock, width: int
) -> None:
    clock.at = NOW
    guest = thu(chromium=chromium, live_server=live_server, width=width)
    page = guest.page
    page.set_default_timeout(15_000)
    guest.judge("doubts")

    first(guest).get_by_label("Áp dụng cho 2 chỗ giống hệt").check()
    page.keyboard.press("1")
    page.get_by_role("status").wait_for()
    assert page.get_by_role("status").inner_text().startswith("Đã chốt “1”: 1 ngày làm việc, ở 2 chỗ.")
    guest.judge("doubts-settled")
    page.keyboard.press("z")
    page.get_by_text("2 chỗ lại chờ xem").wait_for()
    page.keyboard.press("s")
    page.get_by_role("heading", name="Cấp lại giấy phép xây dựng").wait_for()
    page.keyboard.press("k")

    page.get_by_label("Số", exact=True).fill("ba")
    page.get_by_role("button", name="Chốt số này").click()
    assert page.get_by_label("Số", exact=True).input_value() == "ba"
    guest.judge("doubt-refused")
    page.get_by_label("Số", exact=True).fill("3")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Đã chốt “1”: 3 ngày làm việc.").wait_for()
    guest.go("/danh-muc/can-xem/da-chot/")
    guest.judge("doubts-done")

    assert ReviewItem.objects.filter(reason="bare_number", settled_at=None).count() == 1
