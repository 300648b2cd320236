"""What an official is reminded of, and from when to when a day's digest looks (domain 5.7: gathered, not a flood)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from apps.worktime import WorkCalendar

# How far into the next working day a digest looks: whatever ends in its first half would be too late to learn there.
HOURS_AHEAD = Decimal(4)


class ReminderKind(StrEnum):
    """An end that is near or has passed; each is told of once."""

    STEP_NEAR = "step_near"
    STEP_PASSED = "step_passed"
    SUPPLEMENT_UNANSWERED = "supplement_unanswered"
    INTAKE_NEAR = "intake_near"
    INTAKE_PASSED = "intake_passed"


def digest_until(*, at: datetime, calendar: WorkCalendar) -> datetime | None:
    """Ends before this instant belong into the digest of the day; None while the office is not at work yet or at all.

    From the opening of a working day to the end of it. Raises OutsideCalendar.
    """
    today = calendar.local_date(at)
    if not calendar.is_working_day(today) or at < calendar.open_of(today):
        return None
    following = calendar.open_of(calendar.next_working_day(today))
    return calendar.add_working_hours(start=following, hours=HOURS_AHEAD)


def step_kind(*, ends_at: datetime, at: datetime) -> ReminderKind:
    """Whether the planned end of a step is near or has passed."""
    return ReminderKind.STEP_PASSED if ends_at < at else ReminderKind.STEP_NEAR


def intake_kind(*, ends_at: datetime, at: datetime) -> ReminderKind:
    """The same of the intake clock of an online dossier."""
    return ReminderKind.INTAKE_PASSED if ends_at < at else ReminderKind.INTAKE_NEAR
