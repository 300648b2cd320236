"""Was it late? Will it be? The one place that compares an instant with a promise (rulings 1 and 6).

Only `due_at` is shown, only `late_after` is compared. Badges, lists, letters, reports and the API call this, or read
what it stored. Which promise is asked about, the first or the one in force, is the caller's choice (`late_basis`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from apps.worktime import Unit, WorkCalendar

# Exact since 1975, and the zone in which a promise has a day.
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")

CENT = Decimal("0.01")  # as far as a share is written

# An answer is expected by this hour of the day on which the holder was asked (ruling 6).
ANSWER_BY = time(14)
# Promises of hours and of the same day: so many working hours before their end.
SHORT_ASK_HOURS, SHORT_DRAFT_HOURS = Decimal(2), Decimal(1)
SHORT_UNITS = frozenset({Unit.WORKING_HOUR, Unit.SAME_DAY})


class Timeliness(StrEnum):
    """How a finished dossier kept its promise: trước hạn, đúng hạn, trễ hạn."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


class OpenClock(StrEnum):
    """Where an open dossier stands: trong hạn, sắp đến hạn, quá hạn, tạm dừng."""

    IN_TIME = "in_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    PAUSED = "paused"


class LateBasis(StrEnum):
    """Which promise statistics hold a dossier to: the first, or the one after hẹn lại; a setting of the office."""

    ORIGINAL = "original"
    EXTENDED = "extended"


@dataclass(frozen=True, slots=True)
class Rate:
    """A share that shows what it is a share of."""

    numerator: int
    denominator: int

    @property
    def percent(self) -> Decimal:
        """To two decimals, half up, but a part is never rounded to nothing or to the whole: one of a million is late.

        Never a float: 14.125 must not become 14.12.
        """
        share = (Decimal(self.numerator) * 100 / Decimal(self.denominator)).quantize(CENT, rounding=ROUND_HALF_UP)
        return min(max(share, CENT), 100 - CENT) if 0 < self.numerator < self.denominator else share

    @property
    def text(self) -> str:
        """As people here write it: 95,01%."""
        return f"{self.percent}%".replace(".", ",")


def is_late(*, done_at: datetime, late_after: datetime) -> bool:
    """Whether something done then was late."""
    return done_at > late_after


def is_overdue(*, now: datetime, late_after: datetime, paused: bool) -> bool:
    """Whether something still open has broken its promise; a stopped clock breaks none."""
    return not paused and now > late_after


def classify(*, done_at: datetime, due_at: datetime, late_after: datetime, zone: tzinfo = VIETNAM) -> Timeliness:
    """Early means done on a day before the due day, in every unit; so a result of the same day is on time or late."""
    if is_late(done_at=done_at, late_after=late_after):
        return Timeliness.LATE
    is_early = done_at.astimezone(zone).date() < due_at.astimezone(zone).date()
    return Timeliness.EARLY if is_early else Timeliness.ON_TIME


def open_clock(
    *, now: datetime, due_at: datetime, late_after: datetime, paused: bool, soon_after: datetime | None = None
) -> OpenClock:
    """Where an open dossier stands. `soon_after` comes from `due_soon_from`; without it, soon is the due day."""
    if paused:
        return OpenClock.PAUSED
    if is_overdue(now=now, late_after=late_after, paused=paused):
        return OpenClock.OVERDUE
    soon = (
        due_at.astimezone(VIETNAM).date() == now.astimezone(VIETNAM).date() if soon_after is None else now >= soon_after
    )
    return OpenClock.DUE_SOON if soon or now >= due_at else OpenClock.IN_TIME


def due_soon_from(*, due_at: datetime, unit: Unit, calendar: WorkCalendar, working_days: int = 2) -> datetime:
    """When an open dossier becomes due soon: the opening of the day with so many working days left, else two hours."""
    if unit in SHORT_UNITS:
        return calendar.take_working_hours(end=due_at, hours=SHORT_ASK_HOURS)
    day = calendar.local_date(due_at)
    for _ in range(working_days):
        day = calendar.previous_working_day(day)
    return calendar.open_of(day)


def working_days_left(*, now: datetime, due_at: datetime, calendar: WorkCalendar) -> int:
    """Working days from today's end to the due day's; 0 on the due day, negative by the days it is late."""
    return calendar.working_days_after(day=calendar.local_date(now), until=calendar.local_date(due_at))


def last_day_to_apologise(*, due_at: datetime, calendar: WorkCalendar) -> date:
    """The last day for form 04: "one day before", read as the working day before (Nghị định 61/2018/NĐ-CP, Điều 19)."""
    return calendar.previous_working_day(calendar.local_date(due_at))


def guard_asks_at(*, due_at: datetime, unit: Unit, calendar: WorkCalendar) -> datetime:
    """When the holder is asked whether the promise will be kept: two working hours before the end of a short one."""
    if unit in SHORT_UNITS:
        return calendar.take_working_hours(end=due_at, hours=SHORT_ASK_HOURS)
    return calendar.open_of(last_day_to_apologise(due_at=due_at, calendar=calendar))


def guard_drafts_at(*, due_at: datetime, unit: Unit, calendar: WorkCalendar, answer_by: time = ANSWER_BY) -> datetime:
    """When silence counts as "no" and form 04 is drafted: 14:00 of the day before, one hour before a short one ends."""
    if unit in SHORT_UNITS:
        return calendar.take_working_hours(end=due_at, hours=SHORT_DRAFT_HOURS)
    day = last_day_to_apologise(due_at=due_at, calendar=calendar)
    return datetime.combine(day, answer_by, calendar.zone)


def on_time_rate(*, numerator: int, denominator: int) -> Rate | None:
    """The rate, or None where there is nothing to rate: no data is neither 0 nor 100 %."""
    if not 0 <= numerator <= denominator:
        raise ValueError(f"not a share: {numerator}/{denominator}")
    return Rate(numerator=numerator, denominator=denominator) if denominator else None
