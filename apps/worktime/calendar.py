"""The law of periods, over the timetable of one office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Self

from apps.worktime.allowance import Allowance, DueTime, Unit
from apps.worktime.days import SpecialDay, WeekSessions
from apps.worktime.deadline import Deadline
from apps.worktime.tables import Stop, by_date, checked_sessions, checked_week, fingerprint, fixed_offset, lay_out
from apps.worktime.timetable import OutsideCalendar, Timetable, length

# A paper for the same day received strictly after this hour may be returned the next working day (Luật Hộ tịch 2014,
# Điều 5 khoản 3; Nghị định 23/2015/NĐ-CP, Điều 7).
SAME_DAY_CUTOFF = time(15)


class WorkCalendar(Timetable):
    """The calendar a promise is made under. Built once, asked often."""

    __slots__ = ()

    @classmethod
    def build(
        cls,
        *,
        name: str,
        first: date,
        last: date,
        week: WeekSessions,
        special_days: Iterable[SpecialDay],
        confirmed_until: date | None = None,
        zone: str = "Asia/Ho_Chi_Minh",
        reception_only: Iterable[int] = (),
    ) -> Self:
        """The calendar of an office from `first` to `last`, both included; rows beyond them do not concern it.

        `reception_only` names weekdays whose sessions take papers in without making the day a counted one: an office
        that opens on Saturday morning (Quyết định 14/2010/QĐ-TTg).
        """
        week = checked_week(week)
        special = by_date(special_days)
        for row in special.values():
            checked_sessions(row.sessions or ())
        weekdays = frozenset(reception_only)
        offset = fixed_offset(zone=zone, first=first, last=last)
        return cls(
            name=name,
            first=first,
            last=last,
            confirmed_until=min(confirmed_until or last, last),
            fingerprint=fingerprint(zone, first, last, week, sorted(weekdays), sorted(special.items())),
            tables=lay_out(first=first, last=last, week=week, special=special, reception_only=weekdays, zone=offset),
            zone=offset,
        )

    def deadline(
        self,
        *,
        start: datetime,
        allowance: Allowance,
        due_time: DueTime = DueTime.END_OF_DAY,
        stops: Sequence[Stop] = (),
    ) -> Deadline:
        """When a period that starts with a reception at `start` ends (Bộ luật Dân sự 2015, Điều 147 and 148).

        The day on which reception takes effect is not counted. Time in which the clock stood still is given back.
        """
        effective_at, number = self._effective(start)
        t = self._tables
        if allowance.unit is Unit.WORKING_HOUR:
            worked = self._worked(effective_at) + self.time_stopped(since=effective_at, stops=stops)
            due_at = late_after = self._instant(worked + length(allowance.amount))
        else:
            given_back = len(self.days_stopped(since=effective_at, stops=stops, unit=allowance.unit)) if stops else 0
            rank = self._known(self._last_rank(effective_at, number, allowance, given_back))
            if allowance.has_half:
                due_at = late_after = t.first_closes[rank]
            elif due_time is DueTime.END_OF_DAY:
                due_at, late_after = t.closes[rank], t.ends[rank]
            else:
                due_at = late_after = self._same_time(rank, effective_at, allowance.unit)
        return Deadline(effective_at, due_at, late_after, allowance, self, tuple(stops))

    def days_stopped(self, *, since: datetime, stops: Sequence[Stop], unit: Unit) -> tuple[date, ...]:
        """The days given back: those after each stop's first day, up to and including the day it ended, each once.

        Calendar days for a period in calendar days, else working days; none for a period in hours.
        """
        days: list[date] = []
        reached = self._local(since).date()
        for stop in sorted(stops) if unit is not Unit.WORKING_HOUR else ():
            opened = max(self._local(stop.opened_at).date(), reached)
            closed = self.effective_start(stop.closed_at).date()
            if closed > opened:
                in_calendar_days = unit is Unit.CALENDAR_DAY
                days += _days(opened, closed) if in_calendar_days else self.working_days(after=opened, until=closed)
                reached = closed
        return tuple(days)

    def time_stopped(self, *, since: datetime, stops: Sequence[Stop]) -> timedelta:
        """The working time given back to a period in hours: that within the stops, each moment once."""
        total = timedelta()
        reached = since
        for stop in sorted(stops):
            opened = max(stop.opened_at, reached)
            if stop.closed_at > opened:
                total += self.working_time_between(start=opened, end=stop.closed_at)
                reached = stop.closed_at
        return total

    def _last_rank(self, effective_at: datetime, number: int, allowance: Allowance, given_back: int) -> int:
        """The rank of the working day on which a period in days ends (for half days: of the day of the last half)."""
        rank = self._tables.rank
        if allowance.unit is Unit.WORKING_DAY:
            return rank[number] + allowance.whole + given_back - (not allowance.has_half)
        if allowance.unit is Unit.CALENDAR_DAY:
            last = number + allowance.whole + given_back
            if last >= len(rank):
                raise OutsideCalendar(calendar=self.name)
            return rank[last - 1]
        is_in_time = self.is_working_day(effective_at.date()) and effective_at.time() <= SAME_DAY_CUTOFF
        return rank[number] + given_back - is_in_time

    def _same_time(self, rank: int, effective_at: datetime, unit: Unit) -> datetime:
        """The clock time of reception on another day: within its sessions, and its close where there is no such time.

        Reception on a day that does not count has none: its working time began with the day after.
        """
        t = self._tables
        if unit is not Unit.SAME_DAY and self.is_working_day(effective_at.date()):
            at = datetime.combine(t.days[rank], effective_at.time(), self._zone)
            for opens, closes in self._doors(t.days[rank]):
                if at <= closes:
                    return max(at, opens)
        return t.closes[rank]


def _days(after: date, until: date) -> tuple[date, ...]:
    return tuple(after + timedelta(days=n) for n in range(1, (until - after).days + 1))
