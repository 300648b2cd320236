"""A real worker says that it lives, writes down what broke in it, and settles that by running well again."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from apps.core import doorbell, jobs
from apps.core.models import JobFailure, Pulse
from tests.brokers import Broker
from tests.messaging.peers import MailPeer, SmsPeer
from tests.messaging.workers import Worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]


@pytest.fixture
def worker(sms: SmsPeer, mail: MailPeer, tmp_path: Path, settings: Settings) -> Generator[Worker]:
    broker = Broker(home=tmp_path / "valkey")
    broker.start()
    settings.CELERY_BROKER_URL = broker.url
    doorbell._bell.cache_clear()
    worker = Worker(broker=broker, sms=sms, folder=tmp_path)
    worker.start()
    yield worker
    worker.stop()
    doorbell._bell.cache_clear()
    broker.stop()


def wait_until(true: Callable[[], bool], *, worker: Worker) -> None:
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until, worker.log()
        time.sleep(0.1)


def rename(table: str, *, to: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO {to}")


def test_a_task_that_breaks_in_a_worker_is_seen_until_it_runs_well_again(worker: Worker) -> None:
    rename("core_ratewindow", to="core_ratewindow_away")
    try:
        doorbell._send("core.prune")
        wait_until(JobFailure.objects.exists, worker=worker)
    finally:
        rename("core_ratewindow_away", to="core_ratewindow")
    failure = JobFailure.objects.get()
    assert (failure.task, failure.error, failure.settled_at) == ("core.prune", "ProgrammingError", None)
    assert failure.last_id in worker.log()

    assert jobs.run_again(failure_id=failure.pk, by="official:1", at=failure.last_at)
    wait_until(JobFailure.objects.filter(settled_at__isnull=False).exists, worker=worker)

    doorbell._send("core.pulse")
    wait_until(lambda: set(Pulse.objects.values_list("name", flat=True)) == {jobs.BEAT, jobs.WORKER}, worker=worker)
