"""A month as people here mean it: local days, whatever the clocks of the servers say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from apps.dossiers.domain.timeliness import VIETNAM

_A_DAY = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])-([0-3]\d)", re.ASCII)
_TEXT = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])", re.ASCII)


class NotAMonth(ValueError):
    """What was asked for is no month."""


class NotADay(ValueError):
    """What was asked for is no day."""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month; `first` is its first day."""

    first: date

    @classmethod
    def of(cls, at: datetime) -> Month:
        """The month in which an instant lies, where the office is."""
        return cls(at.astimezone(VIETNAM).date().replace(day=1))

    @classmethod
    def read(cls, text: str) -> Month:
        """«2026-11», as it stands in addresses. Raises NotAMonth."""
        found = _TEXT.fullmatch(text)
        if not found:
            raise NotAMonth(text)
        return cls(date(int(found[1]), int(found[2]), 1))

    @property
    def text(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def previous(self) -> Month:
        return self.back(1)

    @property
    def next(self) -> Month:
        return self.back(-1)

    def back(self, months: int) -> Month:
        """The month so many months earlier."""
        number = self.first.year * 12 + self.first.month - 1 - months
        return Month(date(number // 12, number % 12 + 1, 1))

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.first, time(), VIETNAM)

    @property
    def ends_before(self) -> datetime:
        """The first instant of the next month."""
        return self.next.starts_at


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """One local day."""

    first: date

    @classmethod
    def read(cls, text: str) -> Day:
        """«2026-11-16», as it stands in addresses. Raises NotADay."""
        found = _A_DAY.fullmatch(text)
        try:
            return cls(date(int(found[1]), int(found[2]), int(found[3]))) if found else _refuse(text)
        except ValueError as error:
            raise NotADay(text) from error

    @property
    def text(self) -> str:
        return f"{self.first:%Y-%m-%d}"

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.first, time(), VIETNAM)

    @property
    def ends_before(self) -> datetime:
        """The first instant of the next day."""
        return datetime.combine(self.first + timedelta(days=1), time(), VIETNAM)


def _refuse(text: str) -> Day:
    raise NotADay(text)
