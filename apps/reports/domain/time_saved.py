"""Working days that the law gives, beside those that were used.

Only what law and promise count in working days is compared: an hour and a calendar day are no parts of a working day.
Used are the days of the promise less those left when the result was there; what the citizen was waited for moves the
promise on, and so is in neither.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from apps.worktime import Allowance, OutsideCalendar, Unit, WorkCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Dossiers with the same time, promised for the same day and finished on the same one."""

    law: Allowance | None
    promised: Allowance | None
    due: date
    finished: date
    dossiers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """Working days of `compared` dossiers; `others` could not be compared."""

    compared: int = 0
    others: int = 0
    lawful: Decimal = Decimal(0)
    used: Decimal = Decimal(0)

    def __add__(self, other: Saved) -> Saved:
        return Saved(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})

    @property
    def days(self) -> Decimal:
        """What the law gave and nobody used; negative where more was used."""
        return self.lawful - self.used

    @property
    def usual(self) -> Decimal | None:
        """Days used for one dossier, on average."""
        return self.used / self.compared if self.compared else None

    @property
    def usual_law(self) -> Decimal | None:
        """Days the law gives for one of them, on average."""
        return self.lawful / self.compared if self.compared else None


def saved(*, groups: Iterable[Group], calendar: WorkCalendar) -> Saved:
    """All of them together."""
    return sum((_of(group, calendar) for group in groups), Saved())


def _of(group: Group, calendar: WorkCalendar) -> Saved:
    law, promised, number = group.law, group.promised, group.dossiers
    if not law or not promised or {law.unit, promised.unit} != {Unit.WORKING_DAY}:
        return Saved(others=number)
    try:
        left = calendar.working_days_after(day=group.finished, until=group.due)
    except OutsideCalendar:
        return Saved(others=number)
    return Saved(compared=number, lawful=number * law.amount, used=number * (promised.amount - left))
