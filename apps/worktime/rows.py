"""Calendar rows as text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date

from apps.worktime.days import DayKind, SpecialDay
from apps.worktime.tables import TwoKindsForOneDay

NEEDED = ("date", "kind", "name")
DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class UnreadableRow(ValueError):
    """A line that is no row of a calendar: `what` names the column at fault, "header" or "csv"."""

    def __init__(self, *, line: int, what: str) -> None:
        super().__init__(f"line {line}: {what}")
        self.line = line
        self.what = what


def special_days_from_csv(lines: Iterable[str]) -> tuple[SpecialDay, ...]:
    """The days of a CSV with the columns date, kind, name and perhaps basis, confirmed; others are ignored.

    Commas or semicolons, whichever parts the heading: offices save both. A day listed twice as the same thing is one
    row, the first. Raises UnreadableRow, and TwoKindsForOneDay with both lines.
    """
    known: dict[date, tuple[int, SpecialDay]] = {}
    for line, day in _numbered(lines):
        first_line, first = known.setdefault(day.date, (line, day))
        if first.kind is not day.kind:
            raise TwoKindsForOneDay(first=first, second=day, lines=(first_line, line))
    return tuple(day for _, day in known.values())


def _numbered(lines: Iterable[str]) -> Iterator[tuple[int, SpecialDay]]:
    """Each row with the line it begins on."""
    rows = iter(lines)
    heading = next(rows, "").lstrip("\ufeff")
    delimiter = ";" if ";" in heading else ","
    columns = [name.strip() for name in next(csv.reader([heading], delimiter=delimiter), [])]
    if not set(NEEDED) <= set(columns):
        raise UnreadableRow(line=1, what="header")
    reader, line = csv.reader(rows, delimiter=delimiter, strict=True), 2
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, _day({name: cell.strip() for name, cell in zip(columns, cells, strict=False)}, line)
            line = reader.line_num + 2
    except csv.Error as error:
        raise UnreadableRow(line=line, what="csv") from error


def _day(cells: dict[str, str], line: int) -> SpecialDay:
    what = "date"
    try:
        day, what = _date(cells.get("date", "")), "kind"
        return SpecialDay(
            date=day,
            kind=DayKind(cells.get("kind", "")),
            name=cells.get("name", ""),
            basis=cells.get("basis", ""),
            confirmed=cells.get("confirmed", "") in ("", "true"),
        )
    except ValueError as error:
        raise UnreadableRow(line=line, what=what) from error


def _date(text: str) -> date:
    if not DATE.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)
