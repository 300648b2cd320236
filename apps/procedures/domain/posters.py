"""What stands on a poster: values alone, so that the same facts print the same paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class PosterSize(StrEnum):
    """The sheet a poster is printed on; the value is its name in forms."""

    A4 = "a4"
    A3 = "a3"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartStep:
    """One box of the process chart: what is done, by whom, and the time planned for it."""

    number: int
    name: str
    who: str = ""
    time: str = ""
    is_sometimes: bool = False
    is_beside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenWay:
    """One way of filing, word for word as announced."""

    way: str
    time: str
    fee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperList:
    """The papers of one case, word for word."""

    case: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterHead:
    """What every poster says: whose it is, where it leads, when it was printed."""

    office: str
    desk: str
    address: str
    phone: str
    short_address: str
    link: str
    spot: str
    printed_at: datetime
    is_demo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedurePoster:
    """The poster of one procedure under one wording of the law."""

    head: PosterHead
    code: str
    name: str
    field: str
    time: str
    fee: str
    fees: tuple[str, ...]
    results: tuple[str, ...]
    ways: tuple[WrittenWay, ...]
    lists: tuple[PaperList, ...]
    chart: tuple[ChartStep, ...]
    decision: str
    number: int
    effective_from: date

    @property
    def title(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLine:
    """One procedure on the poster of its field."""

    code: str
    name: str
    time: str
    fee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPoster:
    """The poster of a whole field: everything the office does in it."""

    head: PosterHead
    name: str
    lines: tuple[FieldLine, ...]

    @property
    def title(self) -> str:
        return self.name


PosterPaper = ProcedurePoster | FieldPoster
