"""Workbooks, written line by line: whatever was typed stays text, also «=1+1»; a sheet prints on A4 across."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | date | None
_FACE = "Times New Roman"
_LONGEST = 32_767  # characters that one cell holds
_EDGE = Side(style="thin")
_FRAME = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)


def new_book(*, creator: str) -> Workbook:
    """An empty workbook whose rows are let go as soon as they are written."""
    book = Workbook(write_only=True)
    book.properties.creator = creator
    return book


def new_sheet(*, book: Workbook, title: str, widths: Sequence[float]) -> Any:
    """A sheet as wide as A4 across, as long as it takes."""
    sheet = book.create_sheet(title=title)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    return sheet


def keep_in_sight(*, sheet: Any, row: int) -> None:
    """The heads of the columns stand in this row: they stay on the screen and come back on each page."""
    sheet.freeze_panes = f"A{row + 1}"
    sheet.print_title_rows = f"{row}:{row}"


def face(*, size: int = 11, bold: bool = False) -> Font:
    """The letters of official papers."""
    return Font(name=_FACE, size=size, bold=bold)


def cell(*, sheet: Any, value: Value, font: Font | None = None) -> Any:
    """A number stays one, a day one; everything else is text, and says so to whoever edits it."""
    said = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST] if isinstance(value, str) else value
    made = WriteOnlyCell(sheet, value=said)
    if isinstance(said, str):
        made.data_type, made.quotePrefix = "s", True
    elif isinstance(said, date):
        made.number_format = "dd/mm/yyyy"
    if font is not None:
        made.font = font
    return made


def cells(*, sheet: Any, values: Sequence[Value], font: Font | None = None) -> list[Any]:
    """A row without lines around it."""
    return [cell(sheet=sheet, value=value, font=font) for value in values]


def framed(*, sheet: Any, values: Sequence[Value], font: Font, across: str | None = None) -> list[Any]:
    """A row of a form: lines around each cell, long words wrapped."""
    made = cells(sheet=sheet, values=values, font=font)
    for one in made:
        one.border = _FRAME
        one.alignment = Alignment(wrap_text=True, vertical="top", horizontal=across)
    return made
