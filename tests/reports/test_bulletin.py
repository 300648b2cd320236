"""The month for those who read no screens: the loudspeaker's page, and print/notice_sheet.html (print/notice_row.html)
as a worker prints it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pypdf import PdfReader

from apps.reports.models import NoticeSheet
from apps.reports.tasks import print_notices, publish
from tests import factories
from tests.conftest import Clock
from tests.reports import published
from tests.reports.months import NOW

pytestmark = pytest.mark.django_db


def test_month_is_told_to_those_who_read_no_screens(client: Client, clock: Clock) -> None:
    clock.at = NOW
    office = factories.office()
    assert "Chưa có tháng nào khép lại" in client.get("/thong-ke/ban-tin/").content.decode()
    published.live(office=office, at=NOW)

    publish()
    assert client.get("/thong-ke/ban-tin/2026-10.pdf").status_code == 404
    print_notices()
    print_notices()

    page = client.get("/thong-ke/ban-tin/")
    text = page.content.decode()
    assert "Bản tin truyền thanh, tháng 10/2026" in text
    assert "Trong tháng mười, chúng tôi tiếp nhận" in text
    assert page.cookies == {}
    assert "tháng 9/2026" in client.get("/thong-ke/ban-tin/?thang=2026-09").content.decode()
    for asked in ("2026-11", "2026-13", "la"):
        assert client.get(f"/thong-ke/ban-tin/?thang={asked}").status_code == 302
    assert NoticeSheet.objects.count() == 3
    sheet = client.get("/thong-ke/ban-tin/2026-10.pdf")
    assert (sheet.status_code, sheet["Content-Type"], sheet.cookies) == (200, "application/pdf", {})
    assert [client.get(f"/thong-ke/ban-tin/{month}.pdf").status_code for month in ("2026-11", "la")] == [404, 404]
    (paper,) = PdfReader(io.BytesIO(sheet.content)).pages
    words = " ".join(paper.extract_text().split())
    told = page.context["told"]
    assert told.of_month.rate and told.of_month.rate.text in words
    assert f"{told.of_month.kept} trên {told.of_month.done} hồ sơ đã xong" in words
    assert f"{told.of_year.rate.text} ({told.of_year.kept}/{told.of_year.done})" in words
    assert [field.name for field in told.fields if field.name not in words] == []
    shown = Path(settings.VAR_DIR) / "screenshots"
    shown.mkdir(parents=True, exist_ok=True)
    (shown / "notice.pdf").write_bytes(sheet.content)
