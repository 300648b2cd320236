"""The rooms of one procedure's law and of what the office decides beside it, and the fee at the counter."""

from __future__ import annotations

from datetime import datetime

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from apps.accounts.models import User
from apps.procedures.models import Fee, LocalFee
from tests import factories
from tests.browser.conftest import visitor
from tests.conftest import Clock
from tests.factories import ZONE
from tests.sizes import WIDTHS

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZONE)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.django_db(transaction=True)
def test_editor_arranges_a_procedure_and_tries_a_sum(
    chromium: Browser, live_server: LiveServer, clock: Clock, settings: object, width: int
) -> None:
    clock.at = NOW
    office = factories.office()
    User.objects.update(is_demo=True)
    offering = factories.offering(agency=office.agency)
    version, code = factories.version_of(offering), offering.procedure.code
    tariff = {"amount": 2_000, "per": "page", "tiers": [[2, 2_000], [None, 1_000]], "cap": 200_000}
    Fee.objects.create(version=version, position=9, channel="in_person", text="2.000 đồng/trang", **tariff)
    version.variants.create(position=1, name="Cấp lại", allowance_amount=2, allowance_unit="working_day")
    editor = visitor(chromium=chromium, live_server=live_server, width=width)
    settings.DEMO = True  # type: ignore[attr-defined]
    editor.go("/dang-nhap/")
    editor.page.get_by_role("button", name=office.administrator.name).first.click()

    editor.go(f"/danh-muc/{code}/bo-tri/")
    editor.judge("local")
    editor.page.get_by_label("Hẹn sớm hơn luật").fill("99")
    editor.page.get_by_label("Đơn vị").select_option("working_day")
    editor.page.get_by_role("button", name="Lưu bố trí").click()
    expect(editor.page.get_by_text("Luật cho 3 ngày làm việc").first).to_be_visible()
    editor.judge("local-refused")
    editor.page.get_by_label("Hẹn sớm hơn luật").fill("2")
    editor.page.get_by_role("button", name="Lưu bố trí").click()
    expect(editor.page.get_by_role("status").first).to_contain_text("Đã lưu bố trí của xã")
    LocalFee.objects.create(offering=offering, amount=15_000, reason="Nghị quyết 12/2025/NQ-HĐND", channel="online")
    editor.go(f"/danh-muc/{code}/bo-tri/")
    editor.judge("local-fees")

    editor.go(f"/danh-muc/{code}/phap-luat/?trang=5&ban=2&kenh=in_person")
    expect(editor.page.get_by_text("14.000 đ").first).to_be_visible()
    editor.judge("law")
    editor.go("/danh-muc/")
    expect(editor.page.get_by_text("1 nhận tại một cửa")).to_be_visible()
