"""The sheet for the notice board, from facts alone: nothing here asks the database or the clock."""

from __future__ import annotations

import io
from datetime import datetime

import pikepdf
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from apps.accounts.domain.identity import show_phone
from apps.core.paper import wording
from apps.core.paper.press import press
from apps.core.paper.symbols import qr_svg
from apps.officials.models import Agency
from apps.reports.selectors.bulletin import MonthTold

DEMO_MARK = "XÃ GIẢ ĐỊNH – SỐ LIỆU MẪU"
QR_MM = 34
SETTINGS = ("", "poster--tight", "poster--tighter")


def notice_sheet(*, told: MonthTold, agency: Agency, site: str, at: datetime) -> bytes:
    """One A4 sheet, set smaller where it would need a second one. Raises PressFailed."""
    pdf = b""
    for setting in SETTINGS:
        pdf = press(html(told=told, agency=agency, site=site, at=at, setting=setting))
        with pikepdf.open(io.BytesIO(pdf)) as read:
            if len(read.pages) == 1:
                break
    return pdf


def html(*, told: MonthTold, agency: Agency, site: str, at: datetime, setting: str = "") -> str:
    """The page the press is given."""
    link = f"{site}/thong-ke/"
    short = link.split("://")[-1].removesuffix("/")
    published = wording.local(told.published_at)
    context = {
        "told": told,
        "office": agency.name,
        "desk": agency.desk_name,
        "address": agency.address,
        "phone": show_phone(agency.phone),
        "link": short,
        "setting": setting,
        "mark": DEMO_MARK if agency.is_demo else "",
        "published": f"{published:%d/%m/%Y}",
        "created": wording.local(at).isoformat(timespec="seconds"),
        "qr": qr_svg(link, label=f"Mã QR dẫn đến {short}", size_mm=QR_MM),
    }
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string("print/notice_sheet.html", context)
