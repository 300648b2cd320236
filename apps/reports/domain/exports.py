"""Lists that can be saved as a file: which there are, what a file of one holds, and why none came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from apps.reports.domain.sights import Sight

Cell = str | int | date | None
# A sheet ends after 1,048,576 rows; room is left for what stands above the list.
MOST_LINES_OF_A_SHEET = 1_048_000


class Kind(StrEnum):
    """What can be saved, by the word a form posts: nothing else can."""

    DOSSIERS = "ho-so"
    LATE = "tre-hen"
    SEARCH = "tim"
    FIELDS = "linh-vuc"
    INBOX = "viec"
    INDEX = "chi-so"
    REJECTED = "bi-tu-choi"
    REPORT = "bao-cao"
    PAUSES = "tam-dung"
    DOUBTS = "nghi-van"


class Format(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"


class Trouble(StrEnum):
    """Why no file came of it."""

    NOT_ALLOWED = "not_allowed"
    TOO_LONG = "too_long"
    BROKEN = "broken"


# Beside these a reader asks why it was late and who has said sorry.
LATE_SIGHTS = frozenset(
    {
        *(Sight.LATE, Sight.ENDED_LATE, Sight.NATIONALLY_LATE, Sight.NEVER_SIGNED),
        *(Sight.OVERDUE, Sight.OVERDUE_LONG, Sight.OVERDUE_SHORT),
    }
)


def kind_of(*, sight: Sight) -> Kind:
    """As what the list behind a figure is saved: late dossiers with their reasons and apologies."""
    return Kind.LATE if sight in LATE_SIGHTS else Kind.DOSSIERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One list that somebody asked for: what they said, as the page said it, and how that reads."""

    kind: Kind
    said: Mapping[str, str]
    title: str
    narrowed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; `width` in letters."""

    head: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row; a dossier it tells of is a dossier that was read."""

    cells: Sequence[Cell]
    dossier_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A list as it stands at one instant; the lines can be walked once and may be very many."""

    columns: Sequence[Column]
    total: int
    lines: Iterator[Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands above the list, so that a printed sheet can be understood years later."""

    wanted: Wanted
    as_of: datetime
    total: int
    made_by: str
    office: str
    is_demo: bool
