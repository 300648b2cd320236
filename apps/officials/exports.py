"""The calendar as a file that offices exchange."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from apps.officials.domain.calendar_file import rows_of
from apps.officials.domain.calendars import CalendarLine


def calendar_csv(lines: Iterable[CalendarLine]) -> bytes:
    """UTF-8 with BOM, for spreadsheets take anything else for the old code pages."""
    paper = io.StringIO()
    csv.writer(paper).writerows(rows_of(lines))
    return paper.getvalue().encode("utf-8-sig")
