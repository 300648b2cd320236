"""The book as a workbook. Whatever was typed stays text: no cell can become a formula."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from apps.core.paper import wording
from apps.core.paper.sheets import cell, face, framed, keep_in_sight, new_book, new_sheet
from apps.desk.domain.books import Book, BookHead, Line
from apps.procedures.printing import DEMO_MARK

WIDTHS = (7, 22, 38, 10, 24, 34, 22, 12, 17, 12, 20, 20, 22)
CERTIFICATION_WIDTHS = (10, 16, 28, 18, 40, 9, 9, 32, 14, 30)


def book_xlsx(*, head: BookHead, lines: Iterable[Line]) -> bytes:
    """The volume as a sheet that prints on A4 across, its columns repeated on each page."""
    book = new_book(creator=head.unit)
    widths = WIDTHS if head.book is Book.DOSSIERS else CERTIFICATION_WIDTHS
    sheet = new_sheet(book=book, title=f"Quyển {head.volume.number}", widths=widths)
    above = (
        (head.superior.upper(), 12),
        (head.unit.upper(), 12),
        (head.title.upper(), 15),
        (f"Năm: {head.year}. Quyển số: {head.called}", 12),
        (_made(head), 10),
    )
    for text, size in above:
        sheet.append([cell(sheet=sheet, value=text, font=face(size=size, bold=size > 10))])
    keep_in_sight(sheet=sheet, row=len(above) + 1)
    sheet.append(framed(sheet=sheet, values=head.columns, font=face(bold=True), across="center"))
    for line in lines:
        sheet.append(framed(sheet=sheet, values=line.cells, font=face()))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _made(head: BookHead) -> str:
    said = f"Lập lúc {wording.instant_in_words(head.made_at)}"
    return f"{said}. {DEMO_MARK}" if head.is_demo else said
