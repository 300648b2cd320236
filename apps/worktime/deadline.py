"""A deadline and the days it was made of."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from apps.worktime.allowance import Allowance, Unit
from apps.worktime.days import SkippedDay, SpecialDay
from apps.worktime.tables import Stop

if TYPE_CHECKING:
    from apps.worktime.calendar import WorkCalendar


class Deadline(NamedTuple):
    """Two instants: `due_at` is printed, `late_after` is the last instant still on time.

    The days behind them are reckoned only when asked for: most callers, and every recalculation, want the instants.
    A named tuple, because making a frozen dataclass took longer than finding the answer.
    """

    effective_at: datetime
    due_at: datetime
    late_after: datetime
    allowance: Allowance
    calendar: WorkCalendar
    stops: tuple[Stop, ...] = ()

    @property
    def reception_date(self) -> date:
        """The day reception took effect; it is never counted."""
        return self.effective_at.date()

    @property
    def due_date(self) -> date:
        """The local day of `due_at`."""
        return self.due_at.date()

    @property
    def counted(self) -> tuple[date, ...]:
        """The whole days counted, in order; none for hours and the same day."""
        if self.allowance.unit is Unit.WORKING_DAY:
            return self._running(self.calendar.working_days(after=self.reception_date, until=self.due_date))
        if self.allowance.unit is Unit.CALENDAR_DAY:
            passed_over = {day.date for day in self.skipped}
            return self._running(tuple(day for day in self._span() if day not in passed_over))
        return ()

    @property
    def skipped(self) -> tuple[SkippedDay, ...]:
        """The days after reception, up to the due day, that did not count, and why.

        Of a period in calendar days only those at its end, over which it moved to a working day.
        """
        off = self.calendar.days_off(after=self.reception_date, until=self.due_date)
        if self.allowance.unit is not Unit.CALENDAR_DAY:
            return off
        last_full = self.reception_date + timedelta(days=self.allowance.whole + len(self.paused))
        return tuple(skipped for skipped in off if skipped.date >= last_full)

    @property
    def paused(self) -> tuple[date, ...]:
        """The days given back because the clock stood still, in the unit of the allowance."""
        return self.calendar.days_stopped(since=self.effective_at, stops=self.stops, unit=self.allowance.unit)

    @property
    def made_up(self) -> tuple[SpecialDay, ...]:
        """The days worked in place of others that fell within the period."""
        return self.calendar.made_up(after=self.reception_date, until=self.due_date)

    @property
    def confirmed(self) -> bool:
        """False if it leans on a day that is only expected, or runs past the last announced day of the calendar."""
        return self.calendar.is_confirmed(after=self.reception_date, until=self.due_date)

    def _span(self) -> tuple[date, ...]:
        start = self.reception_date
        return tuple(start + timedelta(days=n) for n in range(1, (self.due_date - start).days + 1))

    def _running(self, days: tuple[date, ...]) -> tuple[date, ...]:
        paused = set(self.paused)
        return tuple(day for day in days if day not in paused)[: self.allowance.whole]
