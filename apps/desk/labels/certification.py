"""The books of certification as their page names them, and the words by which they are asked for."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from apps.desk.domain.books import Book

BOOK_WORDS: dict[Book, tuple[str, LazyText]] = {
    Book.COPIES: ("ban-sao", _("Bản sao từ bản chính")),
    Book.SIGNATURES: ("chu-ky", _("Chữ ký, điểm chỉ")),
    Book.DEEDS: ("giao-dich", _("Hợp đồng, giao dịch")),
}
