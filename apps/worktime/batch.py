"""Many deadlines at once, for whoever reckons every open dossier anew: columns in, columns out.

Numbers inside are microseconds since the first midnight of the calendar. The sessions of all days stand in one row of
doors. Each table ends with one entry for whatever lies beyond the calendar, at either end, and that entry says FAR.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from apps.worktime.allowance import PARTS, Allowance, BadAllowance, DueTime, Unit
from apps.worktime.calendar import SAME_DAY_CUTOFF, WorkCalendar
from apps.worktime.timetable import OutsideCalendar

Instants = NDArray[np.datetime64]  # datetime64[us], in UTC
Numbers = NDArray[np.int64]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
DAY = timedelta(days=1) // MICROSECOND
HUNDREDTH_OF_AN_HOUR = timedelta(seconds=36) // MICROSECOND
CUTOFF = timedelta(hours=SAME_DAY_CUTOFF.hour, minutes=SAME_DAY_CUTOFF.minute) // MICROSECOND
LONGEST = 10**11  # hundredths of an hour
FAR = 2**62  # added to the longest period it still fits a column
PLACES = {unit: place for place, unit in enumerate(Unit)}


def instants(column: Iterable[datetime]) -> Instants:
    """Aware instants as a column. Raises TypeError for one without an offset."""
    return np.fromiter(((at - EPOCH) // MICROSECOND for at in column), dtype=np.int64).view("datetime64[us]")


def datetimes(column: Instants) -> list[datetime]:
    """A column as aware instants in UTC."""
    return [EPOCH + since for since in column.view("timedelta64[us]").tolist()]


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """Receptions and what each was promised, a row a case, any units side by side.

    Raises BadAllowance for an amount its unit does not allow, ValueError for columns that are not of one length.
    """

    received_at: Instants
    hundredths: Numbers  # of the unit of that row; 0 for the same day
    units: NDArray[np.int8]  # its place in `Unit`

    def __post_init__(self) -> None:
        if self.received_at.dtype != np.dtype("datetime64[us]"):
            raise ValueError(f"instants in microseconds, not {self.received_at.dtype}")
        if not len(self.received_at) == len(self.hundredths) == len(self.units):
            raise ValueError("columns are of one length")
        if not np.isin(self.units, tuple(PLACES.values())).all():
            raise ValueError("not a unit")
        for unit, place in PLACES.items():
            amounts = self.hundredths[self.units == place]
            bad = amounts != 0 if unit is Unit.SAME_DAY else (amounts <= 0) | (amounts % (100 // PARTS[unit]) != 0)
            if bad.any():
                raise BadAllowance(amount=Decimal(int(amounts[bad][0])) / 100, unit=unit)

    @classmethod
    def of(cls, *, received_at: Iterable[datetime], allowances: Collection[Allowance]) -> Self:
        """The columns of cases that are at hand as values."""
        return cls(
            instants(received_at),
            np.fromiter(map(attrgetter("hundredths"), allowances), dtype=np.int64),
            np.fromiter(map(PLACES.__getitem__, map(attrgetter("unit"), allowances)), dtype=np.int8),
        )


class Deadlines(NamedTuple):
    """The columns of `Deadline`, a row a case."""

    effective_at: Instants
    due_at: Instants
    late_after: Instants


class BatchCalendar:
    """A `WorkCalendar` laid out for columns; it gives the answers of `WorkCalendar.deadline`, to the microsecond."""

    def __init__(self, calendar: WorkCalendar) -> None:
        tables = calendar.tables
        days, doors = len(tables.doors), [(day, door) for day, doors in enumerate(tables.doors) for door in doors]
        rank = _column(tables.rank)
        day = _column(day for day, _ in doors)
        opens = _column(door.opens // MICROSECOND for _, door in doors)
        closes = _column(door.closes // MICROSECOND for _, door in doors)
        is_worked = np.diff(rank, prepend=0)[day] > 0
        worked_after = np.cumsum((closes - opens) * is_worked)
        worked = np.flatnonzero(is_worked)
        first = worked[np.flatnonzero(np.diff(day[worked], prepend=-1))]
        last = worked[np.flatnonzero(np.diff(day[worked], append=days))]
        self._calendar = calendar.name
        self._midnight = (tables.midnight - EPOCH) // MICROSECOND
        self._days = days
        self._most_doors_of_a_day = max(len(doors) for doors in tables.doors)
        # Per day.
        self._next_door = _ended(np.searchsorted(day, np.arange(days)), len(doors))
        self._rank = _ended(rank, len(tables.days))
        # Per door.
        self._day = _ended(day, days)
        self._opens, self._closes = _ended(opens, FAR), _ended(closes, FAR)
        self._is_worked = np.append(is_worked, False)
        self._worked_after = _ended(worked_after, FAR)
        self._worked_before = _ended(worked_after - (closes - opens) * is_worked, FAR)
        # Per working day.
        self._first_door, self._last_door = _ended(first, len(doors)), _ended(last, len(doors))

    def deadlines(self, cases: Cases, *, due_time: DueTime = DueTime.END_OF_DAY) -> Deadlines:
        """When each case ends. Raises OutsideCalendar, naming every row that needs a day the calendar does not know."""
        since = cases.received_at.view(np.int64) - self._midnight
        number = since // DAY
        is_inside = (number >= 0) & (number < self._days)
        door = self._door(np.where(is_inside, number, self._days), np.where(is_inside, since, 0))
        effective = np.maximum(since, self._opens[door])
        due, late = np.empty_like(since), np.empty_like(since)
        for unit, place in PLACES.items():
            rows = np.flatnonzero(cases.units == place)
            if rows.size:
                due[rows], late[rows] = self._ends(unit, door[rows], effective[rows], cases.hundredths[rows], due_time)
        outside = np.flatnonzero(due >= FAR)
        if outside.size:
            raise OutsideCalendar(calendar=self._calendar, rows=tuple(outside.tolist()))
        return Deadlines(*((self._midnight + column).view("datetime64[us]") for column in (effective, due, late)))

    def _ends(
        self, unit: Unit, door: Numbers, effective: Numbers, hundredths: Numbers, due_time: DueTime
    ) -> tuple[Numbers, Numbers]:
        """`due_at` and `late_after` of cases in one unit."""
        if unit is Unit.WORKING_HOUR:
            due = self._hours_later(door, effective, hundredths)
            return due, due
        day, whole = self._day[door], hundredths // 100
        has_half = hundredths % 100 != 0
        if unit is Unit.WORKING_DAY:
            rank = self._rank[day] + whole - ~has_half
        elif unit is Unit.CALENDAR_DAY:
            rank = self._rank[np.minimum(day + whole - 1, self._days)]
        else:
            rank = self._rank[day] - ((effective % DAY <= CUTOFF) & self._is_worked[door])
        rank = np.minimum(rank, len(self._first_door) - 1)
        closes = self._closes[self._last_door[rank]]
        if due_time == DueTime.END_OF_DAY:
            due, late = closes, closes - closes % DAY + DAY - 1
        else:
            due = late = closes if unit is Unit.SAME_DAY else self._same_time(rank, door, effective)
        half = self._closes[self._first_door[rank]]
        return np.where(has_half, half, due), np.where(has_half, half, late)

    def _door(self, number: Numbers, since: Numbers) -> Numbers:
        """The first session, on the day of that number or later, that has not closed by then."""
        door = self._next_door[number]
        for _ in range(self._most_doors_of_a_day):
            door = door + (since > self._closes[door])
        return door

    def _hours_later(self, door: Numbers, effective: Numbers, hundredths: Numbers) -> Numbers:
        worked = np.minimum(self._worked_before[door] + effective - self._opens[door], self._worked_after[door])
        worked += np.minimum(hundredths, LONGEST) * HUNDREDTH_OF_AN_HOUR
        there = self._worked_after[:-1].searchsorted(worked)
        at = self._opens[there] + worked - self._worked_before[there]
        return np.where(there < len(self._opens) - 1, at, FAR)

    def _same_time(self, rank: Numbers, door: Numbers, effective: Numbers) -> Numbers:
        """The clock time of reception on another day; see `WorkCalendar`."""
        last = self._last_door[rank]
        closes = self._closes[last]
        at = closes - closes % DAY + effective % DAY
        there = np.minimum(self._door(self._day[last], at), last)
        kept = np.minimum(np.maximum(at, self._opens[there]), closes)
        return np.where(self._is_worked[door], kept, closes)


def _column(numbers: Iterable[int]) -> Numbers:
    return np.fromiter(numbers, dtype=np.int64)


def _ended(table: Numbers, beyond: int) -> Numbers:
    """The table with its entry for what lies beyond the calendar."""
    return np.append(table, beyond)
