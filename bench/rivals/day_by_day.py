"""The simplest good code for a deadline: walk from day to day (from session to session for hours) and count.

Standard library and plain containers only; the tests hold it to the answers of the calendar it is measured against.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = timedelta(days=1)
END_OF_DAY = time(23, 59, 59, 999999)
SAME_DAY_CUTOFF = time(15)


@dataclass(frozen=True)
class Office:
    """Opening hours of each weekday, days off, and days worked that the week would not work."""

    week: Sequence[Sequence[tuple[time, time]]]
    off: frozenset[date]
    made_up: frozenset[date]

    def sessions(self, day: date) -> Sequence[tuple[time, time]]:
        if day in self.off:
            return ()
        return self.week[0] if day in self.made_up else self.week[day.weekday()]


def effective(office: Office, received_at: datetime) -> datetime:
    """When a reception takes effect, as local wall time."""
    local = received_at.astimezone(ZONE).replace(tzinfo=None)
    day = local.date()
    while True:
        for opens, closes in office.sessions(day):
            if local <= datetime.combine(day, closes):
                return max(local, datetime.combine(day, opens))
        day += DAY


def working_days(office: Office, received_at: datetime, amount: Decimal) -> tuple[datetime, datetime]:
    """`due_at` and `late_after` of a period in whole or half working days."""
    day = effective(office, received_at).date()
    left = int(amount)
    half = amount != left
    while left or half:
        day += DAY
        if not office.sessions(day):
            continue
        if left:
            left -= 1
            continue
        due_at = _at(day, office.sessions(day)[0][1])
        return due_at, due_at
    return _at(day, office.sessions(day)[-1][1]), _at(day, END_OF_DAY)


def working_hours(office: Office, received_at: datetime, amount: Decimal) -> datetime:
    """The instant at which a period in working hours ends."""
    at = effective(office, received_at)
    left = timedelta(microseconds=int(amount * 3_600_000_000))
    day = at.date()
    while True:
        for opens, closes in office.sessions(day):
            start = max(at, datetime.combine(day, opens))
            end = datetime.combine(day, closes)
            if start < end and left <= end - start:
                return (start + left).replace(tzinfo=ZONE)
            left -= max(end - start, timedelta())
        day += DAY


def calendar_days(office: Office, received_at: datetime, amount: int) -> tuple[datetime, datetime]:
    """`due_at` and `late_after` of a period in calendar days, which never ends on a day off."""
    day = effective(office, received_at).date() + amount * DAY
    while not office.sessions(day):
        day += DAY
    return _at(day, office.sessions(day)[-1][1]), _at(day, END_OF_DAY)


def same_day(office: Office, received_at: datetime) -> tuple[datetime, datetime]:
    """`due_at` and `late_after` of what is returned the same day unless it came after 15:00."""
    at = effective(office, received_at)
    day = at.date()
    if at.time() > SAME_DAY_CUTOFF:
        day += DAY
        while not office.sessions(day):
            day += DAY
    return _at(day, office.sessions(day)[-1][1]), _at(day, END_OF_DAY)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, ZONE)
