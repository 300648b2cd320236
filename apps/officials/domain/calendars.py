"""The days of an office's calendar as it enters and corrects them, and how two states of it differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import pairwise
from typing import Any, Self

from apps.worktime import Session

FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_TEXT = 200
MOST_SESSIONS = 6
SPAN = re.compile(r"(\d{1,2})[:h.]?(\d\d)?\s*[-–]\s*(\d{1,2})[:h.]?(\d\d)?", re.ASCII)


class DayEntry(StrEnum):
    """What an office may write down about a day; all but the last are the kinds of domain ruling 9."""

    HOLIDAY = "holiday"
    IN_LIEU = "in_lieu"
    SWAP_OFF = "swap_off"
    MAKEUP_WORK = "makeup_work"
    OWN_HOURS = "own_hours"  # a day like its weekday, but with other hours


WORKED = frozenset({DayEntry.MAKEUP_WORK, DayEntry.OWN_HOURS})


class BadSessions(ValueError):
    """The opening hours of a day cannot be read, overlap or are too many."""


def read_sessions(text: str) -> tuple[Session, ...]:
    """«7:30-11:30, 13h30–17h» in order; none of an empty text. Raises BadSessions."""
    try:
        sessions = sorted(Session(*_span(part)) for part in text.split(",") if part.strip())
    except ValueError as error:
        raise BadSessions(text) from error
    if len(sessions) > MOST_SESSIONS or any(later.opens < earlier.closes for earlier, later in pairwise(sessions)):
        raise BadSessions(text)
    return tuple(sessions)


def _span(text: str) -> tuple[time, time]:
    found = SPAN.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    opens_hour, opens_minute, closes_hour, closes_minute = (int(part or 0) for part in found.groups())
    return time(opens_hour, opens_minute), time(closes_hour, closes_minute)


def sessions_text(sessions: Iterable[Session]) -> str:
    """The same in the one spelling that is stored."""
    return ",".join(f"{session.opens:%H:%M}-{session.closes:%H:%M}" for session in sessions)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLine:
    """One day that is not what its weekday says; `sessions` are its own hours, empty for the ordinary ones."""

    date: date
    kind: DayEntry
    name: str
    basis: str = ""
    source: str = ""
    is_confirmed: bool = True
    sessions: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "date": self.date.isoformat(),
            "kind": self.kind.value,
            "name": self.name,
            "basis": self.basis,
            "source": self.source,
            "is_confirmed": self.is_confirmed,
            "sessions": self.sessions,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """The line that `as_json` wrote."""
        return cls(**{**value, "date": date.fromisoformat(value["date"]), "kind": DayEntry(value["kind"])})


@dataclass(frozen=True, slots=True)
class Difference:
    """What one day was and what it becomes; nothing where there is no line."""

    date: date
    before: CalendarLine | None
    after: CalendarLine | None

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "date": self.date.isoformat(),
            "before": self.before.as_json() if self.before else None,
            "after": self.after.as_json() if self.after else None,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """The difference that `as_json` wrote."""
        before, after = value["before"], value["after"]
        return cls(
            date.fromisoformat(value["date"]),
            CalendarLine.from_json(before) if before else None,
            CalendarLine.from_json(after) if after else None,
        )


def differences(*, stored: Mapping[date, CalendarLine], wanted: Iterable[CalendarLine]) -> list[Difference]:
    """What taking over these lines would change, in the order of the days; lines that are there already are none."""
    after = {line.date: line for line in wanted}
    return [Difference(day, stored.get(day), after[day]) for day in sorted(after) if stored.get(day) != after[day]]
