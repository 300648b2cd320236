"""The law of periods, over the timetable of one office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Self

from apps.worktime.allowance import Allowance, DueTime, Unit
from apps.worktime.days import SpecialDay, WeekSessions, checked_sessions
from apps.worktime.deadline import Deadline
from apps.worktime.tables import Stop, by_date, checked_week, fingerprint, fixed_offset, lay_out
from apps.worktime.timetable import OutsideCalendar, Timetable

# A paper for the same day received strictly after this hour may be returned the next working day (Luật Hộ tịch 2014,
# Điều 5 khoản 3; Nghị định 23/2015/NĐ-CP, Điều 7).
SAME_DAY_CUTOFF = time(15)
# Names of their own: reading a member off its Enum takes a tenth of a deadline's time in Python 3.11.
WORKING_DAY, WORKING_HOUR, CALENDAR_DAY = Unit.WORKING_DAY, Unit.WORKING_HOUR, Unit.CALENDAR_DAY
END_OF_DAY = DueTime.END_OF_DAY
HUNDREDTH_OF_AN_HOUR = timedelta(seconds=36)


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
            tables=lay_out(
                first=first,
                last=last,
                week=week,
                special_days=tuple(special[day] for day in sorted(special)),
                reception_only=weekdays,
                zone=offset,
            ),
            zone=offset,
        )

    def deadline(
        self,
        *,
        start: datetime,
        allowance: Allowance,
        due_time: DueTime = END_OF_DAY,
        stops: Sequence[Stop] = (),
    ) -> Deadline:
        """When a period that starts with a reception at `start` ends (Bộ luật Dân sự 2015, Điều 147 and 148).

        The day on which reception takes effect is not counted. Time in which the clock stood still is given back.
        """
        effective_at, number = self._effective(start)
        t = self.tables
        if allowance.unit is WORKING_HOUR:
            worked = self._worked(effective_at) + self.time_stopped(since=effective_at, stops=stops)
            due_at = late_after = self._instant(worked + allowance.hundredths * HUNDREDTH_OF_AN_HOUR)
            return Deadline(effective_at, due_at, late_after, allowance, self, tuple(stops))
        given_back = len(self.days_stopped(since=effective_at, stops=stops, unit=allowance.unit)) if stops else 0
        if allowance.unit is WORKING_DAY:
            rank = t.rank[number] + allowance.whole + given_back - (not allowance.has_half)
        elif allowance.unit is CALENDAR_DAY:
            rank = t.rank[self._inside(number + allowance.whole + given_back) - 1]
        else:
            rank = t.rank[number] + given_back - self._is_in_time_for_the_same_day(effective_at)
        if rank >= len(t.days):
            raise OutsideCalendar(calendar=self.name)
        if allowance.has_half:
            due_at = late_after = t.first_closes[rank]
        elif due_time == END_OF_DAY:
            due_at, late_after = t.closes[rank], t.ends[rank]
        else:
            due_at = late_after = self._same_time(rank, effective_at, allowance.unit)
        return Deadline(effective_at, due_at, late_after, allowance, self, tuple(stops))

    def hand_over_by(self, start: datetime) -> datetime:
        """Until when what came in at `start` is passed on to whoever does the work (Nghị định 61/2018/NĐ-CP, Điều 18).

        The same working day; after 15:00 the first session of the next one. No promise to a citizen moves by it.
        """
        effective_at, number = self._effective(start)
        t = self.tables
        if self._is_in_time_for_the_same_day(effective_at):
            return t.closes[t.rank[number] - 1]
        return t.first_closes[self._known(t.rank[number])]

    def days_stopped(self, *, since: datetime, stops: Sequence[Stop], unit: Unit) -> tuple[date, ...]:
        """The days given back: those after each stop's first day, up to and including the day it ended, each once.

        Calendar days for a period in calendar days, else working days; none for a period in hours, and none for a stop
        in which no working time passed: a clock held for a minute on a Sunday has cost nobody anything.
        """
        days: list[date] = []
        reached = self.local_date(since)
        for stop in sorted(stops) if unit is not WORKING_HOUR else ():
            opened = max(self.local_date(stop.opened_at), reached)
            closed = self.effective_start(stop.closed_at).date()
            if closed > opened and self._worked(stop.closed_at) > self._worked(stop.opened_at):
                in_calendar_days = unit is CALENDAR_DAY
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

    def _is_in_time_for_the_same_day(self, effective_at: datetime) -> bool:
        return self.is_working_day(effective_at.date()) and effective_at.time() <= SAME_DAY_CUTOFF

    def _same_time(self, rank: int, effective_at: datetime, unit: Unit) -> datetime:
        """The clock time of reception on another day: within its sessions, and its close where there is no such time.

        Reception on a day that does not count has none: its working time began with the day after.
        """
        t = self.tables
        if unit is not Unit.SAME_DAY and self.is_working_day(effective_at.date()):
            at = datetime.combine(t.days[rank], effective_at.time(), self.zone)
            for door in self._doors(t.days[rank]):
                if at <= door.closes_at:
                    return max(at, door.opens_at)
        return t.closes[rank]


def _days(after: date, until: date) -> tuple[date, ...]:
    return tuple(after + timedelta(days=n) for n in range(1, (until - after).days + 1))
