"""Cô Thu takes a workflow of four steps from an example, puts right what is said to be wrong, and tries it."""

from __future__ import annotations

import pytest
from django.test import override_settings
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from apps.accounts.models import User
from apps.officials.domain.duties import Duty
from tests import factories
from tests.browser.conftest import visitor
from tests.conftest import Clock
from tests.sizes import WIDTHS

ROOM = "/danh-muc/1.004873/quy-trinh/"


@override_settings(DEMO=True)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.django_db(transaction=True)
def test_editor_arranges_a_workflow_and_walks_an_imaginary_dossier_through(
    chromium: Browser, live_server: LiveServer, clock: Clock, width: int
) -> None:
    office = factories.office()
    factories.offering(agency=office.agency, code="1.004873")
    thu = factories.official(agency=office.agency, name="Hà Thị Thu", position="Văn hóa", duties=(Duty.EDITOR,))
    User.objects.update(is_demo=True)
    guest = visitor(chromium=chromium, live_server=live_server, width=width)
    guest.go(f"/dang-nhap/?next={ROOM}")
    guest.page.get_by_role("button", name=thu.name).first.click()

    guest.page.get_by_role("button", name="Dùng mẫu này").click()
    assert "biểu mẫu không còn ô đó" in guest.page.inner_text("main")
    guest.judge("workflow")
    guest.page.get_by_role("link", name="3. Đối chiếu bản án ly hôn").click()
    guest.judge("workflow-step")
    guest.page.get_by_label("Ô trong biểu mẫu").first.select_option("")
    guest.page.get_by_label("Câu trả lời").first.fill("")
    guest.page.get_by_label("Làm trong bao nhiêu giờ làm việc").fill("bốn")
    guest.page.get_by_role("button", name="Ghi vào bản nháp").click()
    assert "Viết số giờ, như 16 hoặc 4,5." in guest.page.inner_text("main")
    guest.judge("workflow-step-wrong")
    guest.page.get_by_label("Làm trong bao nhiêu giờ làm việc").fill("1,5")
    guest.page.get_by_role("button", name="Ghi vào bản nháp").click()
    assert "Quy trình đi được" in guest.page.inner_text("main")
    guest.judge("workflow-sound")

    guest.page.get_by_role("link", name="Chạy thử").click()
    guest.judge("simulation")
    guest.page.get_by_label("Ngày nộp").fill("23/11/2026")
    guest.page.get_by_role("button", name="Cho hồ sơ đi thử").click()
    assert "Kịp hẹn" in guest.page.inner_text("main")
    guest.page.locator("summary", has_text="Hồ sơ đã tiếp nhận").click()
    guest.judge("simulation-told")
