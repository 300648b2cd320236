"""Bác Tư finds his paper: by typing with his thumb, and by answering questions; what he prints is one sheet."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from apps.procedures.domain.records import RawRecord
from apps.procedures.domain.usual import Use
from apps.procedures.models import Procedure
from apps.procedures.services.commune import load_commune_catalogue
from apps.procedures.services.importing import load_records
from apps.procedures.services.using import put_uses
from tests import factories
from tests.browser.conftest import SCREENSHOTS, visitor
from tests.procedures.factories import record
from tests.sizes import WIDTHS

PAPER = "1.004873"
MANY = "1.000001"


def town() -> None:
    """The office with its catalogue, one procedure that many used, and one with cases and papers beyond all measure."""
    agency, at = factories.office().agency, timezone.now()
    load_commune_catalogue(agency=agency, at=at)
    used = Use(procedure_id=Procedure.objects.get(code=PAPER).pk, filed=60, done=52, usual_days=2)
    today = timezone.localdate(at)
    put_uses(agency=agency, since=today, until=today, uses=[used])
    papers = [{"case": "", "name": "Tờ khai", "originals": 1}]
    papers += [{"case": "Trường hợp cấp mới", "name": f"Giấy tờ số {n}", "originals": 1} for n in range(94)]
    papers += [{"case": f"Trường hợp {'rất ' * 200}dài", "name": "Bản cũ", "originals": 1}]
    name = ("Đăng ký " * 149).strip()
    load_records(records=[RawRecord(row=1, record=record(MANY, name=name, documents=papers))], at=at)


@pytest.mark.django_db(transaction=True)
def test_paper_is_found_by_typing_and_by_answering(chromium: Browser, live_server: LiveServer) -> None:
    town()

    for width in WIDTHS:
        guest = visitor(chromium=chromium, live_server=live_server, width=width)
        guest.go("/")
        guest.judge("home-events")
        guest.page.get_by_role("searchbox").fill("giay xac nhan doc than")
        guest.page.get_by_role("button", name="Tìm", exact=True).click()
        guest.judge("found")
        guest.page.locator(".hit a").first.click()
        expect(guest.page).to_have_url(re.compile(f"/thu-tuc/{PAPER}/$"))
        expect(guest.page.get_by_text("9 trên 10 người")).to_be_visible()
        guest.judge("procedure")

        guest.go("/thu-tuc/")
        guest.judge("catalogue")
        guest.page.get_by_role("link", name="Chưa biết cần gì?").click()
        guest.judge("finder")
        guest.page.get_by_role("link", name="Kết hôn").first.click()
        guest.judge("finder-2")
        guest.page.get_by_role("link", name="Giấy xác nhận độc thân").click()
        guest.judge("finder-end")
        expect(guest.page.locator(f"a[href='/thu-tuc/{PAPER}/']")).to_be_visible()

        guest.go(f"/thu-tuc/{MANY}/")
        guest.page.locator("details.case-fold summary").first.click()
        guest.judge("procedure-many")


@pytest.mark.django_db(transaction=True)
def test_what_is_printed_is_one_sheet(chromium: Browser, live_server: LiveServer) -> None:
    town()
    guest = visitor(chromium=chromium, live_server=live_server, width=1440)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    for code in (PAPER, "1.001193"):
        guest.go(f"/thu-tuc/{code}/")
        sheet = guest.page.pdf(format="A4", path=SCREENSHOTS / f"sheet-{code}.pdf")
        assert len(re.findall(rb"/Type\s*/Page[^s]", sheet)) == 1
