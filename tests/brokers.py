"""A broker of a test's own, to be killed, stopped and started again at the same address."""

from __future__ import annotations

import os
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from redis import Redis

from config.launch import processes, valkey

PASSWORD = "secret"


@dataclass
class Broker:
    """One Valkey on loopback that keeps nothing when it is killed."""

    home: Path
    port: int = field(default_factory=processes.free_port)
    child: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """What goes into REDIS_URL."""
        return f"redis://:{PASSWORD}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, empty."""
        self.child = valkey.start(home=self.home, port=self.port, password=PASSWORD, throw_away=True)

    def signal(self, number: signal.Signals) -> None:
        """Do to it what a test is about; a killed one is waited for."""
        assert self.child
        os.kill(self.child.pid, number)
        if number is signal.SIGKILL:
            self.child.wait()

    def stop(self) -> None:
        """Leave nothing behind, whatever was done to it."""
        if self.child and self.child.poll() is None:
            os.kill(self.child.pid, signal.SIGCONT)
            valkey.stop(pid=self.child.pid)
            self.child.wait()

    def waiting(self) -> int:
        """How many tasks nobody has taken yet."""
        return int(self.client().llen("celery"))

    def client(self) -> Redis:
        """A connection to look inside."""
        return Redis.from_url(self.url)
