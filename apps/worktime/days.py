"""What a day may be: its sessions, its kind, why it was skipped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import pairwise


class DayKind(StrEnum):
    """Why a day is not what its weekday says (rows of a calendar)."""

    HOLIDAY = "holiday"
    IN_LIEU = "in_lieu"
    SWAP_OFF = "swap_off"
    MAKEUP_WORK = "makeup_work"
    OWN_HOURS = "own_hours"  # what its weekday is, with other hours


WITH_SESSIONS = frozenset({DayKind.MAKEUP_WORK, DayKind.OWN_HOURS})


class DayOff(StrEnum):
    """Why a day was not counted."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    IN_LIEU = "in_lieu"
    SWAP_OFF = "swap_off"


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """An unbroken stretch of opening hours within one day."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens.tzinfo or self.closes.tzinfo:
            raise ValueError(f"opening hours are those of the wall clock: {self.opens}-{self.closes}")
        if self.opens >= self.closes:
            raise ValueError(f"a session closes after it opens: {self.opens}-{self.closes}")

    @classmethod
    def from_text(cls, text: str) -> tuple[Session, ...]:
        """The sessions of one day as an office writes them: "07:30-11:30,13:30-17:30". Raises ValueError."""
        spans = (part.strip().split("-") for part in text.split(",") if part.strip())
        return checked_sessions(
            cls(time.fromisoformat(opens.strip()), time.fromisoformat(closes.strip())) for opens, closes in spans
        )


def checked_sessions(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """The sessions of a day in order. Raises ValueError if two overlap."""
    ordered = tuple(sorted(sessions))
    for earlier, later in pairwise(ordered):
        if later.opens < earlier.closes:
            raise ValueError(f"sessions overlap: {earlier}, {later}")
    return ordered


# Seven tuples, Monday first: the sessions of each weekday, none on a day off.
WeekSessions = tuple[tuple[Session, ...], ...]

STANDARD_WEEK: WeekSessions = (Session.from_text("07:30-11:30,13:30-17:30"),) * 5 + ((), ())


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A dated exception. A make-up day works the week's ordinary sessions unless it brings its own.

    Hours of its own do not change what a day is: a day off, or a morning that only takes papers in, stays uncounted.
    """

    date: date
    kind: DayKind
    name: str
    basis: str = ""
    confirmed: bool = True
    sessions: tuple[Session, ...] | None = None

    def __post_init__(self) -> None:
        if self.sessions is not None and (self.kind not in WITH_SESSIONS or not self.sessions):
            raise ValueError(f"only a day that is worked has sessions of its own: {self.date}")
        if self.sessions is None and self.kind is DayKind.OWN_HOURS:
            raise ValueError(f"hours of its own, and none are given: {self.date}")


@dataclass(frozen=True, slots=True)
class SkippedDay:
    """A day that passed without counting, and why."""

    date: date
    reason: DayOff
    name: str = ""
    confirmed: bool = True
