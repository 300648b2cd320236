"""Cô Thu imports a table: its columns are set right, it is tried, looked at, applied, and the report stays."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from apps.accounts.models import User
from apps.officials.domain.duties import Duty
from apps.procedures.domain.records import RawRecord
from apps.procedures.models import ProcedureVersion
from apps.procedures.services import bringing
from apps.procedures.services.importing import load_records
from tests import factories
from tests.browser.conftest import visitor
from tests.conftest import Clock
from tests.factories import ZONE
from tests.procedures.factories import record
from tests.sizes import WIDTHS

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=ZONE)
FILE = (
    "Mã số;Nhan đề;Lĩnh vực;Hình thức nộp;Thời hạn giải quyết;Phí, lệ phí\n"
    "1.900000;Cấp giấy phép xây dựng nhà ở riêng lẻ;Xây dựng;Trực tiếp;15 Ngày làm việc;Miễn phí\n"
    "1.900001;Đăng ký khai sinh lưu động;Hộ tịch;;;\n"
    "1.900002-Xoa;Thủ tục đã bỏ;Hộ tịch;;;\n"
    "1.900003;Cấp bản sao;Chứng thực;Trực tiếp;1;135 VNĐ\n"
)


@override_settings(DEMO=True)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.django_db(transaction=True)
def test_table_becomes_part_of_the_catalogue(
    chromium: Browser, live_server: LiveServer, clock: Clock, tmp_path: Path, width: int
) -> None:
    clock.at = NOW
    keeper = factories.official(
        agency=factories.agency(), name="Lò Thị Thu", position="Công chức", duties=(Duty.EDITOR,), username="thu"
    )
    User.objects.update(is_demo=True)
    load_records(records=[RawRecord(row=1, record=record("1.900000", name="Cấp phép xây dựng"))], at=NOW)
    (tmp_path / "danh-muc.csv").write_text(FILE, encoding="utf-8-sig")
    (tmp_path / "anh.png").write_bytes(b"\x89PNG")
    guest = visitor(chromium=chromium, live_server=live_server, width=width)
    page = guest.page
    page.set_default_timeout(30_000)
    guest.go("/dang-nhap/?next=/danh-muc/nhap/")
    page.get_by_role("button", name=keeper.name).first.click()

    page.get_by_label("Tệp danh mục").set_input_files(tmp_path / "anh.png")
    page.get_by_role("button", name="Xem tệp này").click()
    expect(page.get_by_text("Không đọc được loại tệp này").first).to_be_visible()
    guest.judge("nhap-sai-loai")
    page.get_by_label("Tệp danh mục").set_input_files(tmp_path / "danh-muc.csv")
    page.get_by_role("button", name="Xem tệp này").click()
    page.get_by_label("Nhan đề").select_option(label="Tên thủ tục")
    page.get_by_role("button", name="Lưu ý nghĩa các cột").click()
    guest.judge("nhap-cot")
    page.get_by_role("button", name="Đọc thử cả tệp").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    guest.judge("nhap-dang-doc")
    bringing.carry_out(at=NOW)
    expect(page.get_by_role("heading", name="Nếu nhập thì")).to_be_visible()
    guest.judge("nhap-xem-thay-doi")
    page.get_by_role("link", name="Không nhận").click()
    expect(page.get_by_text("1.900002-Xoa", exact=True)).to_be_visible()
    page.get_by_role("button", name="Nhập vào danh mục").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    bringing.carry_out(at=NOW)
    expect(page.get_by_role("heading", name="Đã làm gì")).to_be_visible()
    guest.judge("nhap-xong")

    assert ProcedureVersion.objects.count() == 4
    assert ProcedureVersion.objects.get(procedure__code="1.900001").is_listed_only
