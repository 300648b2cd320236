"""Words of the cash book; Vietnamese only, as all rooms of officials."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from apps.payments.domain.cash import BookState, Entry, GoesTo

BOOK_STATES: dict[BookState, LazyText] = {
    BookState.OPEN: _("Đang mở"),
    BookState.CLOSED: _("Đã khóa, chờ xác nhận"),
    BookState.CONFIRMED: _("Đã xác nhận"),
}
# How a state is drawn: the look of its badge, and its picture.
BOOK_LOOKS: dict[BookState, tuple[str, str]] = {
    BookState.OPEN: ("quiet", "edit"),
    BookState.CLOSED: ("hand", "lock"),
    BookState.CONFIRMED: ("done", "circle-check"),
}
ENTRIES: dict[Entry, LazyText] = {
    Entry.RECEIPT: _("Thu tiền"),
    Entry.REVERSAL: _("Hủy biên lai"),
    Entry.REFUND: _("Hoàn trả"),
}
GOES_TO: dict[GoesTo, LazyText] = {
    GoesTo.TREASURER: _("Thủ quỹ của cơ quan"),
    GoesTo.TREASURY: _("Kho bạc Nhà nước"),
    GoesTo.BANK: _("Ngân hàng được ủy nhiệm thu"),
}
BOOK_SERIES_NAME = "SQ"


def book_number(*, number: int, year: int) -> str:
    """«SQ-00012/2026»."""
    return f"{BOOK_SERIES_NAME}-{number:05d}/{year}"
