"""What runs by itself says that it lives, and what broke is written down where staff see it."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import Error, connection

from apps.core import doorbell
from apps.core.models import JobFailure, Pulse

log = logging.getLogger(__name__)

BEAT, WORKER, RECOUNT, FIGURES = "beat", "worker", "recount", "figures"
# A pulse is written so often at most, however many tasks run.
PULSE_EVERY = timedelta(seconds=10)
FAILURES_LAST = timedelta(days=30)
_LONGEST = 80


def pulse(*, name: str, at: datetime, faults: int = 0) -> None:
    """A part lives, and found so much wrong."""
    Pulse.objects.bulk_create(
        [Pulse(name=name, at=at, faults=faults)],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["at", "faults"],
    )


def pulse_now_and_then(*, name: str, at: datetime) -> None:
    """The same for what runs every few seconds: written so often only that whoever looks learns it."""
    if not Pulse.objects.filter(name=name, at__gt=at - PULSE_EVERY, at__lte=at).exists():
        pulse(name=name, at=at)


def went_well(*, task: str, at: datetime) -> None:
    """A task came to its end: the worker lives, and whatever had broken in this task is settled."""
    try:
        JobFailure.objects.filter(task=task, settled_at__isnull=True).update(settled_at=at)
        pulse_now_and_then(name=WORKER, at=at)
    except Error as error:
        log.warning("the end of %s was not written down (%s)", task, type(error).__name__)


def broke(*, task: str, task_id: str, error: BaseException, at: datetime) -> None:
    """A task raised. What broke in the same way before and is not settled yet is one row that counts."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO core_jobfailure (task, error, first_at, last_at, times, last_id, retried_by)"
                " VALUES (%s, %s, %s, %s, 1, %s, '')"
                " ON CONFLICT (task, error) WHERE settled_at IS NULL DO UPDATE"
                " SET times = core_jobfailure.times + 1, last_at = excluded.last_at, last_id = excluded.last_id",
                [task[:_LONGEST], type(error).__name__[:_LONGEST], at, at, task_id[:40]],
            )
    except Error as trouble:
        # The database itself is what broke: the log has both.
        log.warning("the failure of %s was not written down (%s)", task, type(trouble).__name__)


def run_again(*, failure_id: int, by: str, at: datetime) -> bool:
    """Wake the task of a failure that is not settled; whether there was one. Each of our tasks may run twice."""
    failure = JobFailure.objects.filter(pk=failure_id, settled_at__isnull=True).first()
    if failure is None:
        return False
    JobFailure.objects.filter(pk=failure.pk).update(retried_at=at, retried_by=by)
    doorbell.ring(failure.task)
    return True
