"""The periods that statutory reports speak of: from the 15th to the 14th, the year from 15/12 (NĐ 09/2019/NĐ-CP, Điều
12); and any other stretch of local days, first and last one included."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from apps.dossiers.domain.timeliness import VIETNAM

FIRST_DAY, LAST_DAY = 15, 14
MONTHS_OF_A_YEAR = 12
YEARS = range(1945, 2945)
_TEXT = re.compile(r"([12]\d{3})(?:-(0[1-9]|1[0-2])|-q([1-4])|-([69])t)?", re.ASCII)


class NotATerm(ValueError):
    """What was asked for is no period."""


class TermKind(StrEnum):
    """Which report is due: tháng, quý, 6 tháng, 9 tháng, năm."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE = "nine"
    YEAR = "year"


# How many months each speaks of; all but months and quarters begin with the year.
LENGTHS = {TermKind.MONTH: 1, TermKind.QUARTER: 3, TermKind.HALF: 6, TermKind.NINE: 9, TermKind.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Span:
    """Local days, first and last one included. Raises NotATerm where the last comes before the first, or where no
    office ever worked."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first or self.first.year not in YEARS or self.last.year not in YEARS:
            raise NotATerm(f"{self.first}..{self.last}")

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.first, time(), VIETNAM)

    @property
    def ends_before(self) -> datetime:
        """The first instant after it."""
        return datetime.combine(self.last + timedelta(days=1), time(), VIETNAM)

    def __contains__(self, at: datetime) -> bool:
        return self.starts_at <= at < self.ends_before


@dataclass(frozen=True, slots=True)
class Term:
    """A period for which the law wants a report; `last_month` is the month with which it ends. Raises NotATerm in a
    year in which no office ever worked; the first one begins in the year before it."""

    kind: TermKind
    year: int
    last_month: int

    def __post_init__(self) -> None:
        if self.year not in YEARS[1:]:
            raise NotATerm(f"{self.year}-{self.last_month}")

    @classmethod
    def read(cls, text: str) -> Term:
        """«2026-11», «2026-q4», «2026-6t», «2026-9t», «2026», as it stands in addresses. Raises NotATerm."""
        found = _TEXT.fullmatch(text)
        if not found:
            raise NotATerm(text)
        year, month, quarter, months = found.groups()
        if month:
            return cls(TermKind.MONTH, int(year), int(month))
        if quarter:
            return cls(TermKind.QUARTER, int(year), int(quarter) * 3)
        if months:
            return cls(TermKind.HALF if months == "6" else TermKind.NINE, int(year), int(months))
        return cls(TermKind.YEAR, int(year), MONTHS_OF_A_YEAR)

    @property
    def text(self) -> str:
        ending = {
            TermKind.MONTH: f"-{self.last_month:02d}",
            TermKind.QUARTER: f"-q{self.number}",
            TermKind.HALF: "-6t",
            TermKind.NINE: "-9t",
            TermKind.YEAR: "",
        }
        return f"{self.year}{ending[self.kind]}"

    @property
    def number(self) -> int:
        """Which month or quarter of its year it is."""
        return self.last_month // LENGTHS[self.kind]

    @property
    def span(self) -> Span:
        """Its days: the 15th of the month before it up to the 14th of its last month."""
        before = self.year * MONTHS_OF_A_YEAR + self.last_month - 1 - LENGTHS[self.kind]
        first = date(before // MONTHS_OF_A_YEAR, before % MONTHS_OF_A_YEAR + 1, FIRST_DAY)
        return Span(first, date(self.year, self.last_month, LAST_DAY))


def ended_on(day: date) -> list[Term]:
    """The terms whose last day this is, the shortest first."""
    if day.day != LAST_DAY:
        return []
    month = day.month
    kinds = [TermKind.MONTH]
    if month % LENGTHS[TermKind.QUARTER] == 0:
        kinds.append(TermKind.QUARTER)
    kinds += [kind for kind in (TermKind.HALF, TermKind.NINE, TermKind.YEAR) if LENGTHS[kind] == month]
    return [Term(kind, day.year, month) for kind in kinds]


def month_of(day: date) -> Term:
    """The reporting month in which a day lies: from the 15th on it is the next one."""
    number = day.year * MONTHS_OF_A_YEAR + day.month - 1 + (day.day >= FIRST_DAY)
    return Term(TermKind.MONTH, number // MONTHS_OF_A_YEAR, number % MONTHS_OF_A_YEAR + 1)


def lately(day: date, *, months: int = 14) -> list[Term]:
    """The running month, and every term that ended in so many months before it, the latest first."""
    running = month_of(day)
    found, end = [running], running.span.first - timedelta(days=1)
    for _ in range(months):
        found += ended_on(end)
        end = Term(TermKind.MONTH, end.year, end.month).span.first - timedelta(days=1)
    return found
