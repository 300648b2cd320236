"""A list as CSV, written line by line. Cells that would run as formulas are disarmed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO

from apps.core.labels import stamp
from apps.procedures.domain.open_data import safe_cell
from apps.procedures.printing import DEMO_MARK
from apps.reports.domain.exports import Cell, Column, Head, Line
from apps.reports.labels import exports as labels


def write_csv(*, stream: IO[bytes], head: Head, columns: Sequence[Column], lines: Iterable[Line]) -> None:
    """With BOM and semicolons, as spreadsheets set to Vietnamese open it by themselves."""
    paper = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    writer = csv.writer(paper, delimiter=";", lineterminator="\r\n")
    writer.writerows([_safe(cells) for cells in above(head=head)])
    writer.writerow([])
    writer.writerow([column.head for column in columns])
    for line in lines:
        writer.writerow(_safe(line.cells))
    paper.flush()
    paper.detach()


def above(*, head: Head) -> list[Sequence[Cell]]:
    """What stands above a list: which one, cut down how, when it was read, how long it is, who had it made."""
    told: list[Sequence[Cell]] = [
        (labels.LIST, head.wanted.title),
        (labels.FILTER, head.wanted.narrowed),
        (labels.AS_OF, stamp(head.as_of)),
        (labels.LINES, head.total),
        (labels.MADE_BY, f"{head.made_by}, {head.office}"),
    ]
    return [*told, (DEMO_MARK,)] if head.is_demo else told


def _safe(cells: Sequence[Cell]) -> list[str]:
    return [safe_cell(cell) if isinstance(cell, str) else _plain(cell) for cell in cells]


def _plain(cell: int | date | None) -> str:
    if cell is None:
        return ""
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)
