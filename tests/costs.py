"""What something costs, whoever else is busy on the machine."""

from __future__ import annotations

import os
import time
from pathlib import Path

from django.db import connection


def processor_seconds() -> float:
    """What this process and its session in PostgreSQL have used so far: the clock would count the neighbours too."""
    connection.ensure_connection()
    assert connection.connection is not None
    return time.process_time() + _of_process(connection.connection.info.backend_pid)


def _of_process(pid: int) -> float:
    """Nothing, where the server runs on another machine."""
    place = Path(f"/proc/{pid}")
    if not place.exists() or b"postgres" not in (place / "cmdline").read_bytes():
        return 0.0
    fields = (place / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:13]) / os.sysconf("SC_CLK_TCK")
