"""When an office works: questions about its days and its hours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal

from apps.worktime.days import SkippedDay, SpecialDay
from apps.worktime.tables import LAST_MOMENT, Door, Tables

MICROSECONDS_PER_HOUR = 3_600_000_000


class OutsideCalendar(ValueError):
    """An answer would need a day the calendar does not know; it never guesses, at neither end.

    Of many cases asked at once, `rows` are the places of those it cannot answer.
    """

    def __init__(self, *, calendar: str, rows: tuple[int, ...] = ()) -> None:
        super().__init__(calendar + (f": {len(rows)} rows, the first {rows[0]}" if rows else ""))
        self.calendar = calendar
        self.rows = rows


class DayIsClosed(ValueError):
    """Opening hours were asked of a day without any."""

    def __init__(self, *, day: date) -> None:
        super().__init__(f"closed on {day}")
        self.day = day


class Timetable:
    """Immutable; laid out when built, then each answer is a look-up or one bisection, however long the period."""

    __slots__ = ("_first", "_midnight", "confirmed_until", "fingerprint", "first", "last", "name", "tables", "zone")

    def __init__(
        self,
        *,
        name: str,
        first: date,
        last: date,
        confirmed_until: date,
        fingerprint: str,
        tables: Tables,
        zone: tzinfo,
    ) -> None:
        self.name = name
        self.first = first
        self.last = last
        self.confirmed_until = confirmed_until
        self.fingerprint = fingerprint
        self.zone = zone
        self.tables = tables
        self._first = first.toordinal()
        self._midnight = tables.midnight.astimezone(UTC)  # instants mostly arrive in UTC; one zone subtracts quickest

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name}, {self.first}..{self.last}, {self.fingerprint})"

    # Days

    def is_working_day(self, day: date) -> bool:
        """Whether the day counts as a working day."""
        return self.why_off(day) is None

    def why_off(self, day: date) -> SkippedDay | None:
        """Why the day does not count, or None if it does."""
        number = self._number(day)
        is_off = self.tables.rank[number] == (self.tables.rank[number - 1] if number else 0)
        return self.tables.off[number - self.tables.rank[number]] if is_off else None

    def days_off(self, *, after: date, until: date) -> tuple[SkippedDay, ...]:
        """The days in (after, until] that do not count, and why."""
        first, last = self._number(after), self._number(until)
        rank = self.tables.rank
        return tuple(self.tables.off[first + 1 - rank[first] : last + 1 - rank[last]])

    def made_up(self, *, after: date, until: date) -> tuple[SpecialDay, ...]:
        """The days in (after, until] that count because a row says so."""
        return tuple(row for row in self.tables.made_up if after < row.date <= until)

    def working_days_after(self, *, day: date, until: date) -> int:
        """The number of working days in (day, until]; negative when `until` comes first."""
        return self.tables.rank[self._number(until)] - self.tables.rank[self._number(day)]

    def working_days(self, *, after: date, until: date) -> tuple[date, ...]:
        """The working days in (after, until]."""
        rank = self.tables.rank
        return tuple(self.tables.days[rank[self._number(after)] : rank[self._number(until)]])

    def working_day_after(self, *, day: date, count: int) -> date:
        """The count-th working day after a day."""
        return self.tables.days[self._known(self.tables.rank[self._number(day)] + count - 1)]

    def next_working_day(self, day: date) -> date:
        """The first working day strictly after."""
        return self.working_day_after(day=day, count=1)

    def previous_working_day(self, day: date) -> date:
        """The last working day strictly before."""
        number = self._number(day)
        return self.tables.days[self._known(self.tables.rank[number] - (2 if self.is_working_day(day) else 1))]

    def is_confirmed(self, *, after: date, until: date) -> bool:
        """Whether every day in (after, until] is announced rather than expected."""
        expected = self.tables.expected
        return until <= self.confirmed_until and expected[self._number(until)] == expected[self._number(after)]

    # Hours

    def open_of(self, day: date) -> datetime:
        """When the first session of the day opens. Raises DayIsClosed."""
        return self._doors(day)[0].opens_at

    def close_of(self, day: date) -> datetime:
        """When the last session of the day closes. Raises DayIsClosed."""
        return self._doors(day)[-1].closes_at

    def sessions_of(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """When the office opens and closes on that day, session by session; none on a closed day."""
        return tuple((door.opens_at, door.closes_at) for door in self.tables.doors[self._number(day)])

    def last_moment_of(self, day: date) -> datetime:
        """The last microsecond of the day."""
        self._number(day)
        return datetime.combine(day, LAST_MOMENT, self.zone)

    def effective_start(self, at: datetime) -> datetime:
        """When something received at that instant counts as received.

        Inside a session or at its close: then. Otherwise at the opening of the next session.
        """
        return self._effective(at)[0]

    def add_working_hours(self, *, start: datetime, hours: Decimal) -> datetime:
        """The instant at which so many working hours from `start` are used up: a close rather than the next opening."""
        return self._instant(self._worked(start) + length(hours)) if hours else self.effective_start(start)

    def take_working_hours(self, *, end: datetime, hours: Decimal) -> datetime:
        """The instant from which so many working hours remain until `end`: an opening rather than the close before."""
        t = self.tables
        target = self._worked(end) - length(hours)
        at = bisect_right(t.worked_before, target) - 1
        if at < 0:
            raise OutsideCalendar(calendar=self.name)
        return t.midnight + (t.opens[at] + target - t.worked_before[at])

    def working_time_between(self, *, start: datetime, end: datetime) -> timedelta:
        """The working time from start to end; negative when `end` comes first."""
        return self._worked(end) - self._worked(start)

    def local_date(self, at: datetime) -> date:
        """The day of an instant, where the office is."""
        return at.astimezone(self.zone).date()

    def _effective(self, at: datetime) -> tuple[datetime, int]:
        """When a reception takes effect, in the office's zone, and the number of that day."""
        since = at - self._midnight  # a naive datetime is refused here, loudly
        number = since.days
        doors = self.tables.doors
        if not 0 <= number < len(doors):
            raise OutsideCalendar(calendar=self.name)
        for opens, closes, opens_at, _ in doors[number]:
            if since <= closes:
                return (at.astimezone(self.zone) if since > opens else opens_at), number
        following = self.tables.next_doors[number]
        if following is None:
            raise OutsideCalendar(calendar=self.name)
        return following

    def _worked(self, at: datetime) -> timedelta:
        """The working time from the first day of the calendar to an instant."""
        t = self.tables
        since = at - self._midnight
        if not 0 <= since.days < len(t.doors):
            raise OutsideCalendar(calendar=self.name)
        nth = bisect_right(t.opens, since) - 1
        return min(t.worked_before[nth] + since - t.opens[nth], t.worked_after[nth]) if nth >= 0 else timedelta()

    def _instant(self, worked: timedelta) -> datetime:
        """The first instant at which so much working time has passed since the first day."""
        t = self.tables
        nth = bisect_left(t.worked_after, worked)
        if nth == len(t.worked_after):
            raise OutsideCalendar(calendar=self.name)
        return t.midnight + (t.opens[nth] + worked - t.worked_before[nth])

    def _doors(self, day: date) -> tuple[Door, ...]:
        doors = self.tables.doors[self._number(day)]
        if not doors:
            raise DayIsClosed(day=day)
        return doors

    def _number(self, day: date) -> int:
        return self._inside(day.toordinal() - self._first)

    def _inside(self, number: int) -> int:
        if not 0 <= number < len(self.tables.doors):
            raise OutsideCalendar(calendar=self.name)
        return number

    def _known(self, rank: int) -> int:
        if not 0 <= rank < len(self.tables.days):
            raise OutsideCalendar(calendar=self.name)
        return rank


def length(hours: Decimal) -> timedelta:
    """So many hours as a length. Raises ValueError below a microsecond or below zero, rather than round."""
    microseconds = hours * MICROSECONDS_PER_HOUR
    if microseconds % 1 or microseconds < 0:
        raise ValueError(f"not a length of working time: {hours} h")
    return timedelta(microseconds=int(microseconds))
