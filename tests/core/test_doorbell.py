"""The doorbell wakes a worker if it can, and never keeps a page waiting if it cannot."""

import signal
import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from apps.core import doorbell
from tests.brokers import Broker

TASK = "tests.nobody_listens"
QUICK = 1.5


@pytest.fixture
def broker(tmp_path: Path, settings: Settings) -> Generator[Broker]:
    broker = Broker(home=tmp_path)
    broker.start()
    settings.CELERY_BROKER_URL = broker.url
    doorbell._bell.cache_clear()
    yield broker
    doorbell._bell.cache_clear()
    broker.stop()


@pytest.fixture
def ring(db: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Callable[[], float]:
    """Ring after a commit, and say how many seconds the caller waited for it."""

    def ring() -> float:
        with django_capture_on_commit_callbacks(execute=False) as callbacks:
            doorbell.ring(TASK)
        began = time.monotonic()
        for callback in callbacks:
            callback()
        return time.monotonic() - began

    return ring


def test_ring_is_heard_after_commit(broker: Broker, ring: Callable[[], float]) -> None:
    ring()

    assert broker.waiting() == 1


@pytest.mark.django_db(transaction=True)
def test_ring_is_not_heard_when_the_act_is_undone(broker: Broker) -> None:
    with transaction.atomic():
        doorbell.ring(TASK)
        transaction.set_rollback(True)

    assert broker.waiting() == 0


def test_ring_is_heard_from_a_thread_of_the_web_server(broker: Broker) -> None:
    thread = threading.Thread(target=doorbell._send, args=(TASK,))
    thread.start()
    thread.join()

    assert broker.waiting() == 1


def test_ring_does_not_wait_for_a_broker_that_is_away(broker: Broker, ring: Callable[[], float]) -> None:
    broker.signal(signal.SIGKILL)

    assert ring() < QUICK


def test_ring_does_not_wait_for_a_broker_that_hangs(broker: Broker, ring: Callable[[], float]) -> None:
    ring()
    broker.signal(signal.SIGSTOP)

    assert ring() < QUICK + 1


def test_a_page_that_rings_often_waits_for_a_broker_that_hangs_only_once(
    broker: Broker, ring: Callable[[], float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorbell, "LEFT_ALONE_SECONDS", 3.0)
    ring()
    broker.signal(signal.SIGSTOP)
    assert sum(ring() for _ in range(5)) < QUICK + 1
    broker.signal(signal.SIGCONT)
    before = broker.waiting()

    time.sleep(3)
    ring()

    assert broker.waiting() == before + 1


def test_ring_is_heard_again_when_the_broker_is_back(broker: Broker, ring: Callable[[], float]) -> None:
    ring()
    broker.signal(signal.SIGKILL)
    assert ring() < QUICK
    broker.start()

    for _ in range(3):
        ring()

    assert broker.waiting() > 0
