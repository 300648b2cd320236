"""A PostgreSQL and a Valkey for one test session, real and thrown away.

Loaded as an early plugin (`-p tests.servers`), so that the addresses are in the environment before Django reads its
settings. DATABASE_URL and REDIS_URL, where given, are used instead. Workers of xdist inherit the addresses.
"""

import base64
import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from config.launch import postgres, processes, valkey

ROLE = "mot_cua_test"
# Keys that guard nothing: the rows they encrypt are thrown away with the session.
KEYS = {
    "SECRET_KEY": "a-key-for-tests-only",
    "PERSONAL_ID_KEYS": "test:" + base64.b64encode(b"t" * 32).decode(),
    "BLIND_INDEX_KEY": base64.b64encode(b"b" * 32).decode(),
}
ATTEMPTS = 5  # another session may take a free port between our asking and our listening


@dataclass(kw_only=True)
class Servers:
    """What this session started, and so has to stop."""

    folder: Path | None = None
    children: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> None:
        """Start what the environment does not name already, and write it into the environment."""
        for name, value in KEYS.items():
            os.environ.setdefault(name, value)
        if "PYTEST_XDIST_WORKER" in os.environ:
            return
        self.folder = Path(tempfile.mkdtemp(prefix="mot-cua-test-"))
        self.folder.chmod(0o755)  # PostgreSQL may run as nobody; its own folder below stays closed
        os.environ["MEDIA_ROOT"] = str(self.folder / "media")
        if not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = self._start_postgres(home=self.folder / "postgres")
        if not os.environ.get("REDIS_URL"):
            os.environ["REDIS_URL"] = self._start_valkey(home=self.folder / "valkey")

    def stop(self) -> None:
        """Leave nothing behind."""
        for child in reversed(self.children):
            postgres.stop(pid=child.pid)
            child.wait()
        if self.folder:
            shutil.rmtree(self.folder.resolve() / "postgres", ignore_errors=True)
            shutil.rmtree(self.folder, ignore_errors=True)

    def _start_postgres(self, *, home: Path) -> str:
        cluster = postgres.cluster(home=home, superuser_password=secrets.token_hex(16), throw_away=True)
        password = secrets.token_hex(16)
        port, child = self._first_port_that_works(lambda port: postgres.start(cluster=cluster, port=port))
        self.children.append(child)
        postgres.prepare(
            cluster=cluster, port=port, role=ROLE, password=password, database=ROLE, may_create_databases=True
        )
        return f"postgresql://{ROLE}:{password}@127.0.0.1:{port}/{ROLE}"

    def _start_valkey(self, *, home: Path) -> str:
        password = secrets.token_hex(16)
        port, child = self._first_port_that_works(
            lambda port: valkey.start(home=home, port=port, password=password, throw_away=True)
        )
        self.children.append(child)
        return f"redis://:{password}@127.0.0.1:{port}/0"

    @staticmethod
    def _first_port_that_works(
        start: Callable[[int], subprocess.Popen[bytes]],
    ) -> tuple[int, subprocess.Popen[bytes]]:
        for _ in range(ATTEMPTS - 1):
            port = processes.free_port()
            try:
                return port, start(port)
            except processes.CannotStart:
                continue
        port = processes.free_port()
        return port, start(port)


_servers = Servers()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    """Before pytest-django opens the settings: the wrapper runs ahead of every plain hook, whatever the order."""
    _servers.start()
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """After the last database was dropped."""
    _servers.stop()
