"""Chứng thực: which act goes into which book, how its number reads, and the lines of the books.

NĐ 23/2015/NĐ-CP, Điều 13: the number runs from 01 to the end of the year, through its volumes, and is said together
with volume, year and the sign of the act. TT 01/2020/TT-BTP, Điều 4: each kind of paper has a number of its own,
however many copies of it are wanted and whoever brings several of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from apps.desk.domain.books import Book, called

SYMBOLS = {Book.COPIES: "SCT/BS", Book.SIGNATURES: "SCT/CK,ĐC", Book.DEEDS: "SCT/HĐ,GD"}
# The procedures of certification as the national catalogue numbers them.
BOOK_OF = {
    "2.000815": Book.COPIES,
    "2.000884": Book.SIGNATURES,
    "2.001035": Book.DEEDS,
    "2.001019": Book.DEEDS,
    "2.001016": Book.DEEDS,
}
# What the certifier attests in one line; of copies it is the whole wording of the decree.
ATTESTED = {
    Book.COPIES: "Chứng thực bản sao đúng với bản chính",
    Book.SIGNATURES: "Chứng thực chữ ký",
    Book.DEEDS: "Chứng thực hợp đồng, giao dịch",
}
REASON_MIN = 10
REASON_MAX = 200


class NoReason(Exception):
    """A number is crossed out only with a reason that says something."""


def reason_of(typed: str) -> str:
    """The reason for crossing a number out. Raises NoReason."""
    reason = " ".join(typed.split())
    if not REASON_MIN <= len(reason) <= REASON_MAX:
        raise NoReason(reason)
    return reason


def numbered(*, number: int, volume: int, year: int, book: Book) -> str:
    """«Số chứng thực 12, quyển số 02/2026-SCT/BS»."""
    return f"Số chứng thực {number:02d}, quyển số {called(number=volume, year=year)}-{SYMBOLS[book]}"


def spanned(*, numbers: Sequence[int], volumes: Sequence[int], year: int, book: Book) -> str:
    """«12, 14–16, quyển 02/2026-SCT/BS»: all numbers of one visit in short, for the result that they are."""
    said = ", ".join(_runs(sorted(numbers)))
    last = called(number=max(volumes), year=year)
    books = last if len(set(volumes)) == 1 else f"{min(volumes):02d}–{last}"
    return f"{said}, quyển {books}-{SYMBOLS[book]}"


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """Numbers that follow each other as «14–16», two of them and single ones as they are."""
    for _gap, run in groupby(enumerate(numbers), key=lambda one: one[1] - one[0]):
        found = [number for _place, number in run]
        if len(found) > 2:
            yield f"{found[0]:02d}–{found[-1]:02d}"
        else:
            yield from (f"{number:02d}" for number in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationLine:
    """One line of a book of certification; crossed out, it keeps its number and says why."""

    id: int
    number: int
    certified: str
    requester: str
    requester_id: str
    title: str
    pages: int
    copies: int
    signer: str
    fee: str
    note: str
    dossier: str
    is_crossed_out: bool

    @property
    def cells(self) -> tuple[str | int, ...]:
        """In the order of COLUMNS."""
        return (
            self.number,
            self.certified,
            self.requester,
            self.requester_id,
            self.title,
            self.pages,
            self.copies,
            self.signer,
            self.fee,
            self.note,
        )


COLUMNS = (
    "Số chứng thực",
    "Ngày, tháng, năm chứng thực",
    "Họ tên người yêu cầu chứng thực",
    "Số giấy tờ tùy thân",
    "Tên giấy tờ, văn bản",
    "Số trang",
    "Số bản",
    "Họ tên, chức danh người ký chứng thực",
    "Phí (đồng)",
    "Ghi chú",
)
