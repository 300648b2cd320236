"""Calendar rows as text."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date

from apps.worktime.days import DayKind, SpecialDay


def special_days_from_csv(lines: Iterable[str]) -> tuple[SpecialDay, ...]:
    """The special days of a CSV with the columns date, kind, name and perhaps basis, confirmed; others are ignored.

    Commas or semicolons, whichever parts the heading: offices save both.
    """
    rows = iter(lines)
    heading = next(rows, "").lstrip("\ufeff")
    delimiter = ";" if ";" in heading else ","
    names = next(csv.reader([heading], delimiter=delimiter), [])
    return tuple(
        SpecialDay(
            date=date.fromisoformat(row["date"]),
            kind=DayKind(row["kind"]),
            name=row["name"],
            basis=row.get("basis") or "",
            confirmed=(row.get("confirmed") or "true") == "true",
        )
        for row in csv.DictReader(rows, fieldnames=names, delimiter=delimiter)
    )
