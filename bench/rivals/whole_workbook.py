"""The simplest good way to a list as a workbook: the whole queryset in memory, every cell appended to openpyxl's sheet.

No snapshot, progress, stop, typed text or head above the list; the same columns and words of each row.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.db.models import F, QuerySet
from openpyxl import Workbook

from apps.dossiers.models import Dossier
from apps.reports.selectors.exported_cells import COLUMNS, Cells


def workbook(*, found: QuerySet[Dossier], order: tuple[str, ...], cells: Cells) -> bytes:
    """The list as a file."""
    named = found.annotate(field_name=F("field__name"), holder_name=F("holder__name"))
    rows: list[Any] = list(named.order_by(*order))
    book = Workbook()
    sheet = book.active
    sheet.append([column.head for column in COLUMNS])
    for number, row in enumerate(rows, start=1):
        sheet.append([number, *cells.of(row)])
    content = BytesIO()
    book.save(content)
    return content.getvalue()
