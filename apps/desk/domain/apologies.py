"""When the guard asks, drafts, notices; and the reasons a letter may give (domain 5.7, rulings 6-8)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from apps.worktime import WorkCalendar

HOURS_TO_ANSWER = Decimal(1)  # at least, in working time
HOURS_TO_LOG_IN = Decimal(1)  # after the office has opened; whoever has not by then is taken for absent
PROPOSED_WORKING_DAYS = 2  # how far after the promise the guard's own draft proposes the new day


class DelayReason(StrEnum):
    """Why a promise will not be kept; `other` needs words."""

    VERIFICATION = "verification"
    PARTNER = "partner"
    SIGNATURE = "signature"
    TECHNICAL = "technical"
    OVERLOAD = "overload"
    MISTAKE = "mistake"
    FORCE_MAJEURE = "force_majeure"
    OTHER = "other"


class Answer(StrEnum):
    """What a holder says when asked whether the promise will be kept."""

    WILL_KEEP = "will_keep"
    WILL_BREAK = "will_break"


def promise_cycle(*, pause_count: int, is_extended: bool) -> int:
    """Numbers the promises of one dossier, so that each is asked about and apologised for at most once.

    Every pause gives a new promise, whatever it was for.
    """
    return 1 + 2 * pause_count + int(is_extended)


def answer_by(
    *, planned: datetime, due_at: datetime, late_after: datetime, at: datetime, calendar: WorkCalendar
) -> datetime:
    """Until when the holder may answer: as planned; asked late, one still has a working hour; a broken promise none."""
    if at > late_after:
        return at
    return max(planned, min(calendar.add_working_hours(start=at, hours=HOURS_TO_ANSWER), due_at), at)


def heads_asked_from(*, at: datetime, answer_by: datetime, calendar: WorkCalendar) -> datetime:
    """From when on that day the unit heads are asked as well, if the holder has not logged in that day.

    An hour after the office opened: at the very opening nobody has logged in yet. But an hour before the answer is due
    at the latest.
    """
    opened = calendar.effective_start(at.astimezone(calendar.zone).replace(hour=0, minute=0, second=0, microsecond=0))
    return min(
        calendar.add_working_hours(start=opened, hours=HOURS_TO_LOG_IN),
        calendar.take_working_hours(end=answer_by, hours=HOURS_TO_ANSWER),
    )


def proposed_day(*, due_at: datetime, at: datetime, calendar: WorkCalendar) -> date:
    """The new day in a draft of the guard's own: two working days after the promise, or after today if it is broken."""
    return calendar.working_day_after(
        day=calendar.local_date(max(due_at, at)),
        count=PROPOSED_WORKING_DAYS,
    )


def is_stale(*, proposed_date: date, at: datetime, calendar: WorkCalendar) -> bool:
    """Whether a drafted letter proposes a day that could not be kept any more, so that nobody could sign it."""
    return not calendar.is_working_day(proposed_date) or calendar.close_of(proposed_date) <= at
