"""The guard: asks the holder, drafts the letter nobody wrote, and says sorry itself when a promise breaks in silence.

Passes that are each safe to run twice and by two workers at once: what was done is a row under a unique key, written in
the same transaction as the message it caused (rulings 6, 7, 8; NĐ 61/2018, Điều 19).
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from apps.desk.domain.rounds import Idle, Round, SkipReason, Tally
from apps.desk.models import GuardRound
from apps.desk.services import rounds
from apps.desk.services.broken import notice_broken
from apps.desk.services.digests import remind
from apps.desk.services.drafts import draft_unanswered, redate_stale, withdraw_overtaken
from apps.desk.services.questions import (
    AnsweredBefore,
    answer_question,
    ask_heads,
    ask_holders,
    follow_holders,
    in_reach,
)
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.worktime import OutsideCalendar

__all__ = ["AnsweredBefore", "Started", "answer_question", "run", "run_round"]

log = logging.getLogger(__name__)
Started = GuardRound.Started

# Between two sweeps of every open promise the beat looks only at those that broke since it last looked, and a little
# before: a minute's work is then a minute's rows, however many are late already.
OVERLAP = timedelta(minutes=10)


def run_round(*, at: datetime, now: datetime, started_by: Started) -> Round:
    """One round as of `at`, remembered. Does nothing at an instant not later than the last, or while another runs."""
    with rounds.one_at_a_time(waits=started_by is Started.COMMAND) as is_ours:
        if not is_ours:
            return Round(at=at, idle=Idle.UNDER_WAY)
        last_at = rounds.last_at(started_by=started_by, now=now)
        if last_at is not None and at <= last_at:
            return Round(at=at, idle=Idle.NOT_LATER, last_at=last_at)
        begun = rounds.begin(at=at, now=now, started_by=started_by)
        done = run(at=at, since=_since(at=at, last_at=last_at, started_by=started_by))
        rounds.finish(begun=begun, done=done)
        rounds.forget_old(now=now)
        return done


def _since(*, at: datetime, last_at: datetime | None, started_by: Started) -> datetime | None:
    """From when on broken promises are new: a command and the first beat of an hour look at all of them."""
    if started_by is Started.COMMAND or last_at is None:
        return None
    is_same_hour = at.replace(minute=0, second=0, microsecond=0) <= last_at
    return last_at - OVERLAP if is_same_hour else None


def run(*, at: datetime, since: datetime | None = None) -> Round:
    """The passes over every office. What events have overtaken is cleared away before anything new is asked or written.

    `since` spares the pass over broken promises those that broke before it, for a caller who has looked at them.
    """
    tally = Tally()
    withdraw_overtaken(at=at, tally=tally)
    redate_stale(at=at, tally=tally)
    follow_holders(at=at, tally=tally)
    agencies = list(Agency.objects.order_by("pk"))
    for agency in agencies:
        _office(agency, at, tally)
    ask_heads(at=at, tally=tally)
    draft_unanswered(at=at, tally=tally)
    notice_broken(at=at, since=since, tally=tally)
    return Round.of(tally, at=at)


def _office(agency: Agency, at: datetime, tally: Tally) -> None:
    """What hangs on the hours of one office; a calendar that does not reach today stops none of the others."""
    try:
        ask_holders(agency=agency, at=at, tally=tally)
        remind(agency=agency, at=at, tally=tally)
        _note_paused(agency, at, tally)
    except OutsideCalendar as error:
        log.error("the calendar of office %s does not reach %s: %r", agency.code, at, error)


def _note_paused(agency: Agency, at: datetime, tally: Tally) -> None:
    """Promises that would be the guard's business but for a stopped clock."""
    calendar = work_calendar(agency=agency, at=at)
    paused = in_reach(agency=agency, at=at, calendar=calendar).filter(paused_at__isnull=False)
    for dossier in paused.only("code", "temporary_ref").order_by("late_after", "pk"):
        tally.skip(dossier_id=dossier.pk, reference=dossier.reference, why=SkipReason.PAUSED)
