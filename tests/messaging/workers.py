"""A real Celery worker in a process of its own, on the test's database, to be killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from tests.brokers import Broker
from tests.messaging.peers import TOKEN, SmsPeer

READY_SECONDS = 30.0


@dataclass
class Worker:
    """`celery worker`, with beat inside where a test wants the poll."""

    broker: Broker
    sms: SmsPeer
    folder: Path
    with_beat: bool = False
    log_level: str = "INFO"
    zalo: SmsPeer | None = None
    name: str = "test"
    child: subprocess.Popen[bytes] | None = None
    logs: list[Path] = field(default_factory=list)

    def start(self) -> None:
        """Start it and wait until it takes tasks."""
        self.logs.append(self.folder / f"worker-{self.name}-{len(self.logs)}.log")
        beat = ["--beat", "--schedule", str(self.folder / f"beat-{self.name}")] if self.with_beat else []
        with self.logs[-1].open("wb") as log:
            self.child = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "config.celery", "worker", "--concurrency=2", *beat]
                + [
                    f"--loglevel={self.log_level}",
                    "--without-gossip",
                    "--without-mingle",
                    f"--hostname={self.name}@localhost",
                ],
                cwd=settings.BASE_DIR,
                env={**os.environ, **self._environment()},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until = time.monotonic() + READY_SECONDS
        while b" ready." not in self.logs[-1].read_bytes():
            assert self.child.poll() is None, self.log()
            assert time.monotonic() < until, self.log()
            time.sleep(0.05)

    def restart_if_gone(self) -> None:
        """What the supervisor does."""
        if self.child and self.child.poll() is not None:
            self.start()

    def kill_a_child(self) -> None:
        """kill -9 of one of the processes that send."""
        assert self.child
        children = Path(f"/proc/{self.child.pid}/task/{self.child.pid}/children").read_text().split()
        if children:
            os.kill(int(random.choice(children)), signal.SIGKILL)

    def kill_all(self) -> None:
        """kill -9 of the worker with all its children."""
        assert self.child
        os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()

    def stop(self) -> None:
        """Leave nothing behind."""
        if self.child and self.child.poll() is None:
            self.kill_all()

    def log(self) -> str:
        """All it ever wrote."""
        return "".join(path.read_text(errors="replace") for path in self.logs)

    def _environment(self) -> dict[str, str]:
        database = connection.settings_dict
        login = f"{quote(database['USER'])}:{quote(database['PASSWORD'])}"
        return {
            "DATABASE_URL": f"postgresql://{login}@{database['HOST']}:{database['PORT']}/{quote(database['NAME'])}",
            "REDIS_URL": self.broker.url,
            "SMS_GATEWAY_URL": self.sms.url,
            "SMS_GATEWAY_TOKEN": TOKEN,
            "ZALO_GATEWAY_URL": self.zalo.url if self.zalo else "",
            "ZALO_GATEWAY_TOKEN": TOKEN,
            "ZALO_TEMPLATES": "submitted=301",
            "EMAIL_URL": f"smtp://{settings.EMAIL_HOST}:{settings.EMAIL_PORT}",
            "LOG_LEVEL": self.log_level,
        }
