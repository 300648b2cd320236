"""The reports of a period on paper: A4 across, from a content alone, so that a frozen one prints the same for ever."""

from __future__ import annotations

from django.template.loader import render_to_string

from apps.core.paper import wording
from apps.core.paper.press import press
from apps.reports.labels.reports import ROWS_07, WITHDRAWN
from apps.reports.selectors.sheets import Sheet


def report_pdf(sheet: Sheet) -> bytes:
    """The form, one-stop counts, causes and the late dossiers; the same content gives the same bytes."""
    context = {
        "sheet": sheet,
        "rows_07": [(words, sheet.procedures[name]) for words, name in ROWS_07],
        "withdrawn": WITHDRAWN % {"n": sheet.withdrawn.value},
        "numbers": [f"({number})" for number in range(1, 14)],
        "created": wording.local(sheet.made_at).isoformat(timespec="seconds"),
    }
    return press(render_to_string("print/form_06a.html", context))
