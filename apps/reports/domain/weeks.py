"""The last whole weeks, and the hours of a week: when people come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from apps.dossiers.domain.timeliness import VIETNAM
from apps.reports.domain.periods import Day

WEEK = timedelta(days=7)
LOOKED_BACK = 8
_SLOT = re.compile(r"([1-7])-([01]?\d|2[0-3])", re.ASCII)


class NotWeeks(ValueError):
    """What was asked for are no weeks, or is no hour of a week."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """Eight whole weeks, Monday to Sunday; `last` is the Sunday with which they end. Raises NotWeeks."""

    last: date

    def __post_init__(self) -> None:
        if self.last.isoweekday() != 7 or self.last >= date.max - WEEK or self.last.year < 1900:
            raise NotWeeks(f"{self.last}")

    @classmethod
    def before(cls, today: date) -> Weeks:
        """The weeks that are over on this day."""
        return cls(today - timedelta(days=today.isoweekday()))

    @classmethod
    def read(cls, text: str) -> Weeks:
        """«2026-11-15», as it stands in addresses. Raises ValueError."""
        return cls(Day.read(text).first)

    @property
    def text(self) -> str:
        return f"{self.last:%Y-%m-%d}"

    @property
    def first(self) -> date:
        return self.last - LOOKED_BACK * WEEK + timedelta(days=1)

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.first, time(), VIETNAM)

    @property
    def ends_before(self) -> datetime:
        """The first instant after them."""
        return datetime.combine(self.last + timedelta(days=1), time(), VIETNAM)


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One hour of a week: 1 is Monday, 7 Sunday; 9 is what happens from 9:00 until before 10:00."""

    weekday: int
    hour: int

    @classmethod
    def read(cls, text: str) -> Slot:
        """«2-9», as it stands in addresses. Raises NotWeeks."""
        found = _SLOT.fullmatch(text)
        if not found:
            raise NotWeeks(text)
        return cls(int(found[1]), int(found[2]))

    @property
    def text(self) -> str:
        return f"{self.weekday}-{self.hour}"
