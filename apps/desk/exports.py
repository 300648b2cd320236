"""The book as a workbook. Whatever was typed stays text: no cell can become a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from apps.core.paper import wording
from apps.desk.domain.books import Book, BookHead, Line
from apps.procedures.printing import DEMO_MARK

WIDTHS = (7, 22, 38, 10, 24, 34, 22, 12, 17, 12, 20, 20, 22)
CERTIFICATION_WIDTHS = (10, 16, 28, 18, 40, 9, 9, 32, 14, 30)
_FACE = "Times New Roman"
_EDGE = Side(style="thin")


def book_xlsx(*, head: BookHead, lines: Iterable[Line]) -> bytes:
    """The volume as a sheet that prints on A4 across, its columns repeated on each page."""
    book = Workbook(write_only=True)
    book.properties.creator = head.unit
    sheet = book.create_sheet(title=f"Quyển {head.volume.number}")
    widths = WIDTHS if head.book is Book.DOSSIERS else CERTIFICATION_WIDTHS
    for letter, width in zip("ABCDEFGHIJKLM", widths, strict=False):
        sheet.column_dimensions[letter].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    above = (
        (head.superior.upper(), 12),
        (head.unit.upper(), 12),
        (head.title.upper(), 15),
        (f"Năm: {head.year}. Quyển số: {head.called}", 12),
        (_made(head), 10),
    )
    for text, size in above:
        sheet.append([_cell(sheet, text, font=Font(name=_FACE, bold=size > 10, size=size))])
    columns = len(above) + 1
    sheet.freeze_panes = f"A{columns + 1}"
    sheet.print_title_rows = f"{columns}:{columns}"
    sheet.append(_row(sheet, head.columns, font=Font(name=_FACE, bold=True, size=11), across="center"))
    for line in lines:
        sheet.append(_row(sheet, line.cells, font=Font(name=_FACE, size=11)))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _made(head: BookHead) -> str:
    said = f"Lập lúc {wording.instant_in_words(head.made_at)}"
    return f"{said}. {DEMO_MARK}" if head.is_demo else said


def _row(sheet: Any, values: Sequence[str | int], *, font: Font, across: str | None = None) -> list[Any]:
    made = [_cell(sheet, value, font=font) for value in values]
    for cell in made:
        cell.border = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=across)
    return made


def _cell(sheet: Any, value: str | int, *, font: Font) -> Any:
    """A number stays one; everything else is text, even «=1+1», and says so to whoever edits it."""
    cell = WriteOnlyCell(sheet, value=value if isinstance(value, int) else ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.font = font
    if isinstance(value, str):
        cell.data_type, cell.quotePrefix = "s", True
    return cell
