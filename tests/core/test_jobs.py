"""What breaks at night is written down, counts, and is settled when it runs well again; parts say that they live."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from celery import Task
from django.db import connection

from apps.core import jobs
from apps.core.models import JobFailure, Pulse
from apps.core.tasks import pulse
from apps.desk.services import guard
from apps.desk.tasks import run_guard
from apps.portal.labels.operations import JOB_LABELS
from config.celery import TIMETABLE, app
from tests.conftest import Clock

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
LATER = AT + timedelta(minutes=1)


def broke(*, task: str = "desk.guard", error: BaseException | None = None, at: datetime = AT) -> None:
    jobs.broke(task=task, task_id=f"id-{at:%H%M}", error=error or ValueError("Lò Thị Lành"), at=at)


def test_the_same_failure_again_is_one_row_that_counts() -> None:
    broke()
    broke(at=LATER)
    broke(error=KeyError("x"))

    rows = JobFailure.objects.order_by("error").values_list("error", "times", "first_at", "last_at", "last_id")
    assert list(rows) == [("KeyError", 1, AT, AT, "id-0200"), ("ValueError", 2, AT, LATER, "id-0201")]


def test_nothing_that_was_said_in_the_error_is_kept() -> None:
    broke()

    with connection.cursor() as cursor:
        cursor.execute("SELECT core_jobfailure::text FROM core_jobfailure")
        assert "Lành" not in cursor.fetchone()[0]


def test_a_task_that_runs_well_again_settles_its_own_failures_only() -> None:
    broke()
    broke(task="reports.drain")

    jobs.went_well(task="desk.guard", at=LATER)

    assert JobFailure.objects.get(task="desk.guard").settled_at == LATER
    assert JobFailure.objects.get(task="reports.drain").settled_at is None


def test_what_breaks_after_it_was_settled_is_a_new_row() -> None:
    broke()
    jobs.went_well(task="desk.guard", at=LATER)

    broke(at=LATER + timedelta(minutes=1))

    assert JobFailure.objects.count() == 2


def test_a_worker_that_ends_tasks_lives_and_says_so_only_now_and_then() -> None:
    jobs.went_well(task="desk.guard", at=AT)
    jobs.went_well(task="desk.guard", at=AT + jobs.PULSE_EVERY / 2)
    assert Pulse.objects.get(name=jobs.WORKER).at == AT

    jobs.went_well(task="desk.guard", at=AT + jobs.PULSE_EVERY)
    assert Pulse.objects.get(name=jobs.WORKER).at == AT + jobs.PULSE_EVERY


def test_a_clock_set_back_does_not_silence_the_pulse() -> None:
    jobs.went_well(task="desk.guard", at=AT + timedelta(days=1))

    jobs.went_well(task="desk.guard", at=AT)

    assert Pulse.objects.get(name=jobs.WORKER).at == AT


def test_celery_tells_us_of_both_ends(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through Celery itself, in this process: the task raises, then it does not."""
    task: Task[Any, Any] = app.tasks[run_guard.name]

    def raising(**_told: object) -> None:
        raise RuntimeError("nobody reads this")

    with monkeypatch.context() as broken:
        broken.setattr(guard, "run_round", raising)
        task.apply(task_id="the-task")
    failure = JobFailure.objects.get()
    assert (failure.task, failure.error, failure.last_id) == ("desk.guard", "RuntimeError", "the-task")

    app.tasks[pulse.name].apply()
    assert set(Pulse.objects.values_list("name", flat=True)) == {jobs.BEAT, jobs.WORKER}


def test_running_again_is_noted_once_and_only_while_it_is_broken() -> None:
    broke()
    failure = JobFailure.objects.get()

    assert jobs.run_again(failure_id=failure.pk, by="official:1", at=LATER)
    failure.refresh_from_db()
    assert (failure.retried_at, failure.retried_by) == (LATER, "official:1")

    jobs.went_well(task="desk.guard", at=LATER)
    assert not jobs.run_again(failure_id=failure.pk, by="official:1", at=LATER)
    assert not jobs.run_again(failure_id=0, by="official:1", at=LATER)


def test_every_task_of_the_timetable_has_words() -> None:
    assert set(JOB_LABELS) == set(TIMETABLE)
