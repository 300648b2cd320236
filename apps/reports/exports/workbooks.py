"""A list as a workbook, written line by line: memory stays the same whatever the length."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

from apps.core.paper.sheets import cells, face, framed, keep_in_sight, new_book, new_sheet
from apps.reports.domain.exports import Column, Head, Line
from apps.reports.exports.tables import above


def write_xlsx(*, stream: IO[bytes], head: Head, columns: Sequence[Column], lines: Iterable[Line]) -> None:
    """One sheet; what stands above says which list it is, and the heads of its columns stay in sight."""
    book = new_book(creator=head.office)
    sheet = new_sheet(book=book, title="Danh sách", widths=[column.width for column in columns])
    told = above(head=head)
    keep_in_sight(sheet=sheet, row=len(told) + 2)
    for number, said in enumerate(told):
        sheet.append(cells(sheet=sheet, values=said, font=face(size=14, bold=True) if number == 0 else None))
    sheet.append([])
    sheet.append(framed(sheet=sheet, values=[column.head for column in columns], font=face(bold=True)))
    for line in lines:
        sheet.append(cells(sheet=sheet, values=line.cells))
    book.save(stream)
