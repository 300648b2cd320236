"""A PostgreSQL and a Valkey for one session of tests or measurements, real and thrown away at its end.

DATABASE_URL and REDIS_URL, where given, are used instead. Any number of sessions run side by side.
"""

import base64
import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from config.launch import cluster, postgres, processes, valkey

ROLE = "mot_cua_test"
ATTEMPTS = 5  # another session may take a free port between our asking and our listening
# Keys that guard nothing: the rows they encrypt are thrown away with the session.
KEYS = {
    "SECRET_KEY": "a-key-for-sessions-that-are-thrown-away-and-for-nothing-else",
    "PERSONAL_ID_KEYS": "test:" + base64.b64encode(b"t" * 32).decode(),
    "BLIND_INDEX_KEY": base64.b64encode(b"b" * 32).decode(),
}


@dataclass(kw_only=True)
class Session:
    """What one session started, and so has to stop."""

    is_durable: bool = False  # measurements pay for the disk like the real thing; tests need not
    folder: Path | None = None
    children: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> None:
        """Start what the environment does not name already, and write it into the environment."""
        for name, value in KEYS.items():
            os.environ.setdefault(name, value)
        self.start_database()
        assert self.folder
        for name in ("MEDIA_ROOT", "STATIC_ROOT"):
            place = self.folder / name.lower()
            place.mkdir()
            os.environ[name] = str(place)
        if not os.environ.get("REDIS_URL"):
            os.environ["REDIS_URL"] = self._start_valkey(home=self.folder / "valkey")

    def start_database(self) -> None:
        """The PostgreSQL alone, for sessions that follow one another and have all else for themselves."""
        self.folder = Path(tempfile.mkdtemp(prefix="mot-cua-session-"))
        self.folder.chmod(0o755)  # PostgreSQL may run as nobody; its own folder below stays closed
        if not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = self._start_postgres(home=self.folder / "postgres")

    def stop(self) -> None:
        """Leave nothing behind."""
        for child in reversed(self.children):
            postgres.stop(pid=child.pid)
            child.wait()
        if self.folder:
            shutil.rmtree((self.folder / "postgres").resolve(), ignore_errors=True)
            shutil.rmtree(self.folder, ignore_errors=True)

    def _start_postgres(self, *, home: Path) -> str:
        made = cluster.find_or_make(home=home, superuser_password=secrets.token_hex(16), throw_away=not self.is_durable)
        password = secrets.token_hex(16)
        port = self._start(lambda port: postgres.start(cluster=made, port=port))
        postgres.prepare(
            cluster=made, port=port, role=ROLE, password=password, database=ROLE, may_create_databases=True
        )
        return f"postgresql://{ROLE}:{password}@127.0.0.1:{port}/{ROLE}"

    def _start_valkey(self, *, home: Path) -> str:
        password = secrets.token_hex(16)
        port = self._start(lambda port: valkey.start(home=home, port=port, password=password, throw_away=True))
        return f"redis://:{password}@127.0.0.1:{port}/0"

    def _start(self, start: Callable[[int], subprocess.Popen[bytes]]) -> int:
        for attempt in range(1, ATTEMPTS + 1):
            port = processes.free_port()
            try:
                self.children.append(start(port))
            except processes.CannotStart:
                if attempt == ATTEMPTS:
                    raise
            else:
                break
        return port
