"""Form 07, Sổ theo dõi hồ sơ, as PDF: A4 across, its columns repeated on each page."""

from __future__ import annotations

from collections.abc import Iterable

from django.template.loader import render_to_string

from apps.core.paper import wording
from apps.core.paper.press import press
from apps.desk.domain.books import COLUMNS, BookHead, BookLine
from apps.desk.printing.slips import WHOLE_WORDS, unbroken
from apps.procedures.printing import DEMO_MARK


def book_pdf(*, head: BookHead, lines: Iterable[BookLine]) -> bytes:
    """The volume, from its first line to the last one written."""
    context = {
        "head": head,
        "unit": unbroken(head.unit, *WHOLE_WORDS, f"xã {head.place}").upper(),
        "columns": COLUMNS,
        "rows": [line.cells for line in lines],
        "mark": DEMO_MARK if head.is_demo else "",
        "trace": f"Mẫu 07 · quyển số {head.called} · lập lúc {wording.stamp(head.made_at)}",
        "place_and_day": f"{head.place}, {wording.day_in_words(wording.local(head.made_at).date())}",
        "created": wording.local(head.made_at).isoformat(timespec="seconds"),
    }
    return press(render_to_string("print/form07.html", context))
