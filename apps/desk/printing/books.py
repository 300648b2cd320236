"""The books of the desk as PDF: A4 across, their columns repeated on each page."""

from __future__ import annotations

from collections.abc import Iterable

from django.template.loader import render_to_string

from apps.core.paper import wording
from apps.core.paper.press import press
from apps.desk.domain.books import Book, BookHead, Line
from apps.desk.printing.slips import WHOLE_WORDS, unbroken
from apps.procedures.printing import DEMO_MARK


def book_pdf(*, head: BookHead, lines: Iterable[Line]) -> bytes:
    """The volume, from its first line to the last one written."""
    is_form07 = head.book is Book.DOSSIERS
    form = "Mẫu 07" if is_form07 else head.title
    context = {
        "head": head,
        "kind": "book" if is_form07 else "certification",
        "form": form,
        "unit": unbroken(head.unit, *WHOLE_WORDS, f"xã {head.place}").upper(),
        "columns": head.columns,
        "rows": [line.cells for line in lines],
        "mark": DEMO_MARK if head.is_demo else "",
        "trace": f"{form} · quyển số {head.called} · lập lúc {wording.stamp(head.made_at)}",
        "place_and_day": f"{head.place}, {wording.day_in_words(wording.local(head.made_at).date())}",
        "created": wording.local(head.made_at).isoformat(timespec="seconds"),
    }
    return press(render_to_string("print/form07.html", context))
