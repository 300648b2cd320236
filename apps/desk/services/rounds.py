"""The memory of the guard: which rounds there were, and that never two run at once.

A round is a row. One that was killed in its middle is not finished, so the next does the rest at the same instant or a
later one; whatever it had done is kept by the keys of what it wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F, Max, Q
from django.db.models.functions import Now

from apps.desk.domain.rounds import LONGEST_WAIT, Round
from apps.desk.models import GuardRound

Started = GuardRound.Started

# Held by the database session of a round: if the worker dies, its session ends, and so does the lock. A lock on a row
# would need a transaction as long as the whole round.
_LOCK = 0x67_75_61_72_64
KEPT = timedelta(days=14)


@contextmanager
def one_at_a_time(*, waits: bool) -> Iterator[bool]:
    """Whether the round is ours to run: a beat steps back from a round under way, a command waits for its end."""
    with connection.cursor() as cursor:
        if waits:
            cursor.execute("SET lock_timeout = 0")
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
            cursor.execute("RESET lock_timeout")
            is_ours = True
        else:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
            is_ours = cursor.fetchone()[0]
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def last_at(*, started_by: Started, now: datetime) -> datetime | None:
    """The instant that the next round must be later than.

    A command is held to every round there was. The beat is not held to rounds that somebody ran as of a time yet to
    come, nor to those of a clock that had been far ahead: it would be silent until then.
    """
    finished = GuardRound.objects.filter(finished_at__isnull=False)
    if started_by is Started.BEAT:
        finished = finished.filter(at__lte=F("started_at")).filter(at__lte=now + LONGEST_WAIT)
    latest: datetime | None = finished.aggregate(at=Max("at"))["at"]
    return latest


def begin(*, at: datetime, now: datetime, started_by: Started) -> GuardRound:
    """Write down that a round begins."""
    return GuardRound.objects.create(at=at, started_by=started_by, started_at=now)


def finish(*, begun: GuardRound, done: Round) -> None:
    """Write down what it did: from now on it counts."""
    GuardRound.objects.filter(pk=begun.pk).update(
        finished_at=Now(),
        asked=done.asked,
        drafted=done.drafted,
        withdrawn=done.withdrawn,
        notices=done.notices,
        escalated=done.escalated,
        reminders=done.reminders,
        skipped=len(done.skipped),
    )


def forget_old(*, now: datetime) -> int:
    """Remove rounds of long ago, but never those that the next is measured by; how many went."""
    measures = [last_at(started_by=started_by, now=now) for started_by in Started]
    old = GuardRound.objects.filter(started_at__lt=now - KEPT).exclude(at__in=[at for at in measures if at])
    return old.filter(Q(at__lt=now - KEPT) | Q(finished_at__isnull=True)).delete()[0]
