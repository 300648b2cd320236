"""A cash book as a workbook: plain values, nothing that reckons by itself."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.utils import timezone

from apps.core.paper.sheets import Value, cells, face, keep_in_sight, new_book, new_sheet
from apps.payments.selectors.books import Opened

HEADS = ("STT", "Giờ", "Loại", "Số chứng từ", "Người nộp hoặc nhận", "Hồ sơ", "Thu (đồng)", "Chi (đồng)")
WIDTHS = (6, 18, 14, 20, 32, 34, 14, 14)
HEAD_ROW = 5


def cash_book_sheet(*, shown: Opened) -> bytes:
    """The lines, then the sums and the count."""
    book = shown.book
    workbook = new_book(creator=book.agency.name)
    sheet = new_sheet(book=workbook, title="Sổ quỹ", widths=WIDTHS)
    keep_in_sight(sheet=sheet, row=HEAD_ROW)
    _row(sheet, [f"Sổ quỹ tiền mặt {shown.brief.number}"], is_bold=True)
    _row(sheet, [f"{book.agency.name}. Người thu tiền: {book.cashier.name}. {shown.brief.state}."])
    _row(sheet, [f"Mở {_stamp(book.opened_at)}" + (f", khóa {_stamp(book.closed_at)}" if book.closed_at else "")])
    _row(sheet, [])
    _row(sheet, list(HEADS), is_bold=True)
    for line in shown.lines:
        into, out = (line.amount, None) if line.is_in else (None, -line.amount)
        _row(sheet, [line.order, _stamp(line.at), line.what, line.number, line.payer, line.codes, into, out])
    _row(sheet, [])
    for words, amount in _ends(shown):
        _row(sheet, [None, None, None, None, None, words, amount], is_bold=True)
    written = BytesIO()
    workbook.save(written)
    return written.getvalue()


def _ends(shown: Opened) -> list[tuple[str, int]]:
    book, aside = shown.book, shown.beside
    ends = [("Tiền đầu ca", book.opening_float)]
    ends += [(f"{sums.words} ({sums.count})", sums.amount) for sums in shown.sums]
    ends.append(("Phải có trong két", shown.brief.expected))
    if book.counted is not None:
        ends += [("Đếm được", book.counted), ("Chênh lệch", shown.difference or 0)]
    ends += [
        (f"Ngoài sổ: chuyển khoản ({aside.transfers})", aside.transferred),
        (f"Ngoài sổ: cổng thanh toán ({aside.gateways})", aside.by_gateway),
        (f"Miễn thu ({aside.waivers})", aside.waived),
    ]
    return ends


def _row(sheet: Any, values: Sequence[Value], *, is_bold: bool = False) -> None:
    """One row; sums are grouped by thousands."""
    made = cells(sheet=sheet, values=values, font=face(bold=is_bold))
    for one in made:
        if isinstance(one.value, int):
            one.number_format = "#,##0"
    sheet.append(made)


def _stamp(at: Any) -> str:
    return timezone.localtime(at).strftime("%d/%m/%Y %H:%M")
