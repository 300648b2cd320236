"""The volumes of a year's book: one run of numbers from 1, cut into volumes where somebody closed one.

So it is with form 07, and so the law wants the books of certification (NĐ 23/2015/NĐ-CP, Điều 13): the numbers run on
through the volumes of a year and begin again with the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Book(StrEnum):
    """The books of an office that are written in volumes: of dossiers (form 07), and those of certification."""

    DOSSIERS = "dossiers"
    COPIES = "copies"
    SIGNATURES = "signatures"
    DEEDS = "deeds"


TITLES = {
    Book.DOSSIERS: "Sổ theo dõi hồ sơ",
    Book.COPIES: "Sổ chứng thực bản sao từ bản chính",
    Book.SIGNATURES: "Sổ chứng thực chữ ký, chứng thực điểm chỉ",
    Book.DEEDS: "Sổ chứng thực hợp đồng, giao dịch",
}


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume: its number in the year and the running numbers in it; `last` below `first` while it is empty."""

    number: int
    first: int
    last: int
    closed_at: datetime | None = None
    closed_by: str = ""

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def lines(self) -> int:
        return max(self.last - self.first + 1, 0)


def with_open(*, closed: Sequence[Volume], last: int) -> tuple[Volume, ...]:
    """The volumes of a year, oldest first: the closed ones and the one being written, up to the last number given."""
    first = closed[-1].last + 1 if closed else 1
    number = closed[-1].number + 1 if closed else 1
    return (*closed, Volume(number, first, last))


def volume_of(*, volumes: Sequence[Volume], number: int) -> Volume:
    """The volume in which this running number stands; the open one takes all that are still to come."""
    return next(volume for volume in volumes if volume.is_open or volume.first <= number <= volume.last)


def full(*, open_volume: Volume, number: int, size: int) -> tuple[Volume, ...]:
    """The volumes of `size` lines that are full before this number is written; none where no size is set."""
    found: list[Volume] = []
    first, which = open_volume.first, open_volume.number
    while size > 0 and number >= first + size:
        found.append(Volume(which, first, first + size - 1))
        first, which = first + size, which + 1
    return tuple(found)


def called(*, number: int, year: int) -> str:
    """«02/2026», as form 01 names the volume."""
    return f"{number:02d}/{year}"


class Line(Protocol):
    """One line of whatever book, ready for its columns."""

    @property
    def cells(self) -> tuple[str | int, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLine:
    """One line of the book, in the columns of form 07."""

    number: int
    code: str
    procedure: str
    sets: int
    name: str
    reach: str  # address and phone
    solving: str
    received: str
    due: str
    returned: str
    way: str
    signed_for: str
    note: str

    @property
    def cells(self) -> tuple[str | int, ...]:
        """The thirteen columns of form 07, in its order."""
        return tuple(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class BookHead:
    """What stands above the lines."""

    superior: str
    unit: str
    place: str
    year: int
    volume: Volume
    is_demo: bool
    made_at: datetime
    columns: Sequence[str]
    book: Book = Book.DOSSIERS
    symbol: str = ""  # «SCT/BS», of a book of certification

    @property
    def title(self) -> str:
        return TITLES[self.book]

    @property
    def called(self) -> str:
        """«02/2026», «02/2026-SCT/BS»."""
        said = called(number=self.volume.number, year=self.year)
        return f"{said}-{self.symbol}" if self.symbol else said


COLUMNS = (
    "STT",
    "Mã hồ sơ",
    "Tên thủ tục hành chính",
    "Số lượng hồ sơ (bộ)",
    "Tên cá nhân, tổ chức",
    "Địa chỉ, số điện thoại",
    "Cơ quan chủ trì giải quyết",
    "Nhận hồ sơ",
    "Hẹn trả kết quả",
    "Trả kết quả",
    "Phương thức nhận kết quả",
    "Ký nhận",
    "Ghi chú",
)
