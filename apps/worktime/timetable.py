"""When an office works: questions about its days and its hours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal

from apps.worktime.days import SkippedDay, SpecialDay
from apps.worktime.tables import Tables

MICROSECONDS_PER_HOUR = 3_600_000_000


class OutsideCalendar(ValueError):
    """An answer would need a day the calendar does not know; it never guesses, at neither end."""

    def __init__(self, *, calendar: str, day: date | None = None) -> None:
        super().__init__(f"{day or 'a day'} is outside calendar {calendar}")
        self.calendar = calendar
        self.day = day


class DayIsClosed(ValueError):
    """Opening hours were asked of a day without any."""

    def __init__(self, *, day: date) -> None:
        super().__init__(f"closed on {day}")
        self.day = day


class Timetable:
    """Immutable; laid out when built, then each answer is a look-up or one bisection, however long the period."""

    __slots__ = ("_first", "_tables", "_zone", "confirmed_until", "fingerprint", "first", "last", "name")

    def __init__(
        self,
        *,
        name: str,
        first: date,
        last: date,
        confirmed_until: date,
        fingerprint: str,
        tables: Tables,
        zone: timezone,
    ) -> None:
        self.name = name
        self.first = first
        self.last = last
        self.confirmed_until = confirmed_until
        self.fingerprint = fingerprint
        self._first = first.toordinal()
        self._tables = tables
        self._zone = zone

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name}, {self.first}..{self.last}, {self.fingerprint})"

    @property
    def zone(self) -> tzinfo:
        """The zone of its days, as the fixed offset it is."""
        return self._zone

    # Days

    def is_working_day(self, day: date) -> bool:
        """Whether the day counts as a working day."""
        return self.why_off(day) is None

    def why_off(self, day: date) -> SkippedDay | None:
        """Why the day does not count, or None if it does."""
        self._number(day)
        return self._tables.off.get(day)

    def made_up_on(self, day: date) -> SpecialDay | None:
        """The row that makes this day a working one, if a row does."""
        self._number(day)
        return self._tables.made_up.get(day)

    def working_days_after(self, *, day: date, until: date) -> int:
        """The number of working days in (day, until]; negative when `until` comes first."""
        return self._tables.rank[self._number(until)] - self._tables.rank[self._number(day)]

    def working_days(self, *, after: date, until: date) -> tuple[date, ...]:
        """The working days in (after, until]."""
        rank = self._tables.rank
        return tuple(self._tables.days[rank[self._number(after)] : rank[self._number(until)]])

    def working_day_after(self, *, day: date, count: int) -> date:
        """The count-th working day after a day."""
        return self._tables.days[self._known(self._tables.rank[self._number(day)] + count - 1)]

    def next_working_day(self, day: date) -> date:
        """The first working day strictly after."""
        return self.working_day_after(day=day, count=1)

    def previous_working_day(self, day: date) -> date:
        """The last working day strictly before."""
        number = self._number(day)
        return self._tables.days[self._known(self._tables.rank[number] - (2 if self.is_working_day(day) else 1))]

    def is_confirmed(self, *, after: date, until: date) -> bool:
        """Whether every day in (after, until] is announced rather than expected."""
        expected = self._tables.expected
        return until <= self.confirmed_until and expected[self._number(until)] == expected[self._number(after)]

    # Hours

    def open_of(self, day: date) -> datetime:
        """When the first session of the day opens. Raises DayIsClosed."""
        return self._doors(day)[0][0]

    def close_of(self, day: date) -> datetime:
        """When the last session of the day closes. Raises DayIsClosed."""
        return self._doors(day)[-1][1]

    def effective_start(self, at: datetime) -> datetime:
        """When something received at that instant counts as received.

        Inside a session or at its close: then. Otherwise at the opening of the next session.
        """
        return self._effective(at)[0]

    def add_working_hours(self, *, start: datetime, hours: Decimal) -> datetime:
        """The instant at which so many working hours from `start` are used up: a close rather than the next opening."""
        effective_at, _ = self._effective(start)
        return self._instant(self._worked(effective_at) + length(hours)) if hours else effective_at

    def take_working_hours(self, *, end: datetime, hours: Decimal) -> datetime:
        """The instant from which so many working hours remain until `end`: an opening rather than the close before."""
        worked_before = self._tables.worked_before
        target = self._worked(self._local(end)) - length(hours)
        at = bisect_right(worked_before, target) - 1
        if at < 0:
            raise OutsideCalendar(calendar=self.name)
        return self._tables.session_opens[at] + (target - worked_before[at])

    def working_time_between(self, *, start: datetime, end: datetime) -> timedelta:
        """The working time from start to end; negative when `end` comes first."""
        return self._worked(self._local(end)) - self._worked(self._local(start))

    def _local(self, at: datetime) -> datetime:
        """An instant in the calendar's zone. Raises ValueError without an offset, OutsideCalendar beyond its days."""
        if at.tzinfo is None:
            raise ValueError(f"an instant needs its offset: {at}")
        local = at.astimezone(self._zone)
        self._number(local)
        return local

    def _effective(self, at: datetime) -> tuple[datetime, int]:
        """When a reception takes effect, and the number of that day."""
        local = self._local(at)
        number = local.toordinal() - self._first
        for opens, closes in self._tables.doors[number]:
            if local <= closes:
                return max(local, opens), number
        for later in range(number + 1, len(self._tables.doors)):
            if self._tables.doors[later]:
                return self._tables.doors[later][0][0], later
        raise OutsideCalendar(calendar=self.name)

    def _worked(self, local: datetime) -> timedelta:
        """The working time from the first day of the calendar to an instant."""
        t = self._tables
        at = bisect_right(t.session_opens, local) - 1
        return min(t.worked_before[at] + (local - t.session_opens[at]), t.worked_after[at]) if at >= 0 else timedelta()

    def _instant(self, worked: timedelta) -> datetime:
        """The first instant at which so much working time has passed since the first day."""
        t = self._tables
        at = bisect_left(t.worked_after, worked)
        if at == len(t.worked_after):
            raise OutsideCalendar(calendar=self.name)
        return t.session_opens[at] + (worked - t.worked_before[at])

    def _doors(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        doors = self._tables.doors[self._number(day)]
        if not doors:
            raise DayIsClosed(day=day)
        return doors

    def _number(self, day: date) -> int:
        number = day.toordinal() - self._first
        if not 0 <= number < len(self._tables.doors):
            raise OutsideCalendar(calendar=self.name, day=day)
        return number

    def _known(self, rank: int) -> int:
        if not 0 <= rank < len(self._tables.days):
            raise OutsideCalendar(calendar=self.name)
        return rank


def length(hours: Decimal) -> timedelta:
    """So many hours as a length. Raises ValueError below a microsecond or below zero, rather than round."""
    microseconds = hours * MICROSECONDS_PER_HOUR
    if microseconds % 1 or microseconds < 0:
        raise ValueError(f"not a length of working time: {hours} h")
    return timedelta(microseconds=int(microseconds))
