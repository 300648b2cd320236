"""The reports of a period as a workbook. Whatever was typed stays text: no cell can become a formula."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from apps.core.paper.sheets import Value, cell, face, framed, new_book, new_sheet
from apps.reports.domain.form_06 import Column
from apps.reports.labels.form_06 import COLUMN_LABELS, TITLE
from apps.reports.labels.reports import DEFINITIONS, ROWS_07, WITHDRAWN
from apps.reports.selectors.sheets import CauseRow, Row, Sheet

_PLAIN, _BOLD = face(), face(bold=True)


def report_xlsx(sheet: Sheet) -> bytes:
    """Four sheets: the form, causes of lateness, the late dossiers, and how each column is counted."""
    book = new_book(creator=sheet.unit)
    above = [
        line for line in (sheet.unit.upper(), TITLE, sheet.title, sheet.counted, sheet.scope, sheet.frozen) if line
    ]
    _form(book, sheet, above)
    _causes(book, sheet, above)
    _late(book, sheet, above)
    _definitions(book)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _form(book: Workbook, sheet: Sheet, above: Sequence[str]) -> None:
    page = new_sheet(book=book, title="II.06a", widths=(6, 34, *(12,) * len(Column)))
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
    page = new_sheet(book=book, title="Nguyên nhân quá hạn", widths=(38, 24, 16, 18, 26))
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
    page = new_sheet(book=book, title="Hồ sơ quá hạn", widths=(24, 40, 22, 13, 13, 13, 20, 20, 26, 26))
    _lines(page, above)
    heads = ["Mã hồ sơ", "Thủ tục", "Lĩnh vực", "Nhận", "Hẹn trả", "Có kết quả"]
    page.append(_row(page, [*heads, "Quá hạn", "Nơi giữ", "Lý do", "Thư xin lỗi"], _BOLD))
    for line in sheet.late:
        what = f"{line.what} ({line.unit})" if line.unit else line.what
        said = [line.code, what, line.field, line.received, line.promised, line.finished or "Chưa xong"]
        page.append(_row(page, [*said, line.time, line.stage, line.reason, line.apology or "Chưa có"], _PLAIN))


def _definitions(book: Workbook) -> None:
    page = new_sheet(book=book, title="Cách tính", widths=(8, 44, 90))
    for column in Column:
        page.append(_row(page, [column.value, COLUMN_LABELS[column], str(DEFINITIONS[column])], _PLAIN))


def _lines(page: Any, lines: Sequence[str]) -> None:
    for line in lines:
        page.append([cell(sheet=page, value=line, font=_BOLD)])


def _row(page: Any, values: Sequence[Value], font: Font) -> list[Any]:
    return framed(sheet=page, values=values, font=font)
