"""The doorbell wakes a worker if it can, and never keeps a page waiting if it cannot."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks
from redis import Redis

from apps.core import doorbell
from config.launch import processes, valkey

TASK = "tests.nobody_listens"
PASSWORD = "secret"
QUICK = 1.5


class Broker:
    """A Valkey of this test's own, to be killed and started again at the same address."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = processes.free_port()
        self.url = f"redis://:{PASSWORD}@127.0.0.1:{self.port}/0"
        self.child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.child = valkey.start(home=self.home, port=self.port, password=PASSWORD, throw_away=True)

    def signal(self, number: signal.Signals) -> None:
        assert self.child
        os.kill(self.child.pid, number)
        if number is signal.SIGKILL:
            self.child.wait()

    def waiting(self) -> int:
        return int(Redis.from_url(self.url).llen("celery"))


@pytest.fixture
def broker(tmp_path: Path, settings: object) -> Generator[Broker]:
    broker = Broker(tmp_path)
    broker.start()
    settings.CELERY_BROKER_URL = broker.url  # type: ignore[attr-defined]
    doorbell._bell.cache_clear()
    yield broker
    doorbell._bell.cache_clear()
    if broker.child and broker.child.poll() is None:
        broker.child.send_signal(signal.SIGCONT)
        valkey.stop(pid=broker.child.pid)
        broker.child.wait()


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


def test_ring_is_heard_again_when_the_broker_is_back(broker: Broker, ring: Callable[[], float]) -> None:
    ring()
    broker.signal(signal.SIGKILL)
    assert ring() < QUICK
    broker.start()

    for _ in range(3):
        ring()

    assert broker.waiting() > 0
