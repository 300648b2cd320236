"""The reports of a period as a workbook. Whatever was typed stays text: no cell can become a formula."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from apps.reports.domain.form_06 import Column
from apps.reports.labels.form_06 import COLUMN_LABELS, TITLE
from apps.reports.labels.reports import DEFINITIONS, ROWS_07, WITHDRAWN
from apps.reports.selectors.sheets import CauseRow, Row, Sheet

_FACE = "Times New Roman"
_EDGE = Side(style="thin")
_PLAIN, _BOLD = Font(name=_FACE, size=11), Font(name=_FACE, size=11, bold=True)
Value = str | int


def report_xlsx(sheet: Sheet) -> bytes:
    """Four sheets: the form, causes of lateness, the late dossiers, and how each column is counted."""
    book = Workbook(write_only=True)
    book.properties.creator = sheet.unit
    above = [sheet.unit.upper(), TITLE, sheet.title, sheet.counted, sheet.frozen]
    _form(book, sheet, above)
    _causes(book, sheet, above)
    _late(book, sheet, above)
    _definitions(book)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _form(book: Workbook, sheet: Sheet, above: Sequence[str]) -> None:
    page = _page(book, "II.06a", (6, 34, *(12,) * len(Column)))
    _lines(page, above)
    page.append(_row(page, ["STT", "Lĩnh vực", *COLUMN_LABELS.values()], _BOLD))
    page.append(_row(page, [f"({number})" for number in range(1, 14)], _BOLD))
    page.append(_row(page, _cells("", sheet.total), _BOLD))
    for order, row in enumerate(sheet.rows, start=1):
        page.append(_row(page, _cells(order, row), _PLAIN))
    _lines(page, [WITHDRAWN % {"n": sheet.withdrawn.value}])
    page.append([])
    _lines(page, ["Biểu số II.07b/VPCP/KSTT. Tình hình thực hiện cơ chế một cửa tại đơn vị"])
    for words, name in ROWS_07:
        page.append(_row(page, ["", str(words), sheet.procedures[name]], _PLAIN))


def _cells(order: Value, row: Row) -> list[Value]:
    return [order, row.name, *(cell.value for cell in row.cells)]


def _causes(book: Workbook, sheet: Sheet, above: Sequence[str]) -> None:
    page = _page(book, "Nguyên nhân quá hạn", (38, 24, 16, 18, 26))
    _lines(page, above)
    tables: tuple[tuple[str, Sequence[CauseRow]], ...] = (
        ("Theo lý do", sheet.reasons),
        ("Theo nơi giữ hồ sơ sau khi quá hạn", sheet.stages),
    )
    for title, rows in tables:
        page.append([])
        page.append(_row(page, [title, "Thuộc về", "Đã giải quyết", "Đang giải quyết", "Giờ làm việc quá hạn"], _BOLD))
        for row in rows:
            page.append(_row(page, [row.words, row.side, row.solved, row.left, row.time], _PLAIN))


def _late(book: Workbook, sheet: Sheet, above: Sequence[str]) -> None:
    page = _page(book, "Hồ sơ quá hạn", (24, 40, 22, 13, 13, 13, 20, 20, 26, 26))
    _lines(page, above)
    heads = ["Mã hồ sơ", "Thủ tục", "Lĩnh vực", "Nhận", "Hẹn trả", "Có kết quả"]
    page.append(_row(page, [*heads, "Quá hạn", "Nơi giữ", "Lý do", "Thư xin lỗi"], _BOLD))
    for line in sheet.late:
        said = [line.code, line.what, line.field, line.received, line.promised, line.finished or "Chưa xong"]
        page.append(_row(page, [*said, line.time, line.stage, line.reason, line.apology or "Chưa có"], _PLAIN))


def _definitions(book: Workbook) -> None:
    page = _page(book, "Cách tính", (8, 44, 90))
    for column in Column:
        page.append(_row(page, [column.value, COLUMN_LABELS[column], str(DEFINITIONS[column])], _PLAIN))


def _page(book: Workbook, title: str, widths: Sequence[int]) -> Any:
    page = book.create_sheet(title=title)
    for letter, width in zip("ABCDEFGHIJKLM", widths, strict=False):
        page.column_dimensions[letter].width = width
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = 0, True
    return page


def _lines(page: Any, lines: Sequence[str]) -> None:
    for line in lines:
        page.append([_cell(page, line, _BOLD)])


def _row(page: Any, values: Sequence[Value], font: Font) -> list[Any]:
    made = [_cell(page, value, font) for value in values]
    for cell in made:
        cell.border = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return made


def _cell(page: Any, value: Value, font: Font) -> Any:
    """A number stays one; everything else is text, even «=1+1», and says so to whoever edits it."""
    cell = WriteOnlyCell(page, value=value if isinstance(value, int) else ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.font = font
    if isinstance(value, str):
        cell.data_type, cell.quotePrefix = "s", True
    return cell
