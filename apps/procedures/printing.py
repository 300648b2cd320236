"""Posters as PDF, from facts alone: nothing here asks the database or the clock."""

from __future__ import annotations

import io

import pikepdf
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from apps.core.paper import wording
from apps.core.paper.press import press
from apps.core.paper.symbols import qr_svg
from apps.procedures.domain.posters import FieldPoster, PosterPaper, PosterSize, ProcedurePoster

DEMO_MARK = "XÃ GIẢ ĐỊNH – DỮ LIỆU MẪU"
TEMPLATES: dict[type, str] = {
    ProcedurePoster: "print/poster.html",
    FieldPoster: "print/poster_field.html",
}
# A code is read from ten times its width: from the middle of a corridor, and from the far side of a hall.
QR_MM = {PosterSize.A4: 52, PosterSize.A3: 74}
# A poster is one sheet where it can be: it is set smaller twice before it asks for a second one.
SETTINGS = ("", "poster--tight", "poster--tighter")


def print_poster(*, paper: PosterPaper, size: PosterSize) -> bytes:
    """The PDF of a poster in the largest setting that fits one sheet; what fits none goes on to more sheets, whole."""
    pdf = b""
    for setting in SETTINGS:
        pdf = press(html(paper=paper, size=size, setting=setting))
        if _sheets(pdf) == 1:
            return pdf
    return pdf


def html(*, paper: PosterPaper, size: PosterSize, setting: str = "") -> str:
    """The page the press is given; Vietnamese whatever language the reader chose."""
    head = paper.head
    day = wording.local(head.printed_at)
    context = {
        "paper": paper,
        "head": head,
        "size": size.value,
        "setting": setting,
        "mark": DEMO_MARK if head.is_demo else "",
        "printed": f"In ngày {day:%d/%m/%Y}",
        "created": day.isoformat(timespec="seconds"),
        "since": f"{paper.effective_from:%d/%m/%Y}" if isinstance(paper, ProcedurePoster) else "",
        "qr": qr_svg(head.link, label=f"Mã QR dẫn đến {head.short_address}", size_mm=QR_MM[size]),
    }
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string(TEMPLATES[type(paper)], context)


def _sheets(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as read:
        return len(read.pages)
