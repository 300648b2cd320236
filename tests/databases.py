"""One database that is migrated once; every process of a run copies its own from it."""

from __future__ import annotations

import hashlib
import os
from urllib.parse import urlsplit

import django
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from config.launch import scratch

LOCK = 20_261_122  # of the server, while one process migrates and the others wait for it


def migrated() -> str | None:
    """Its name; made by whoever comes first. None on a server that outlives the run: nothing is left lying there."""
    if urlsplit(os.environ["DATABASE_URL"]).username != scratch.ROLE:
        return None
    name = f"migrated_{_fingerprint()}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            server.execute("DROP DATABASE IF EXISTS unfinished")
            server.execute("CREATE DATABASE unfinished")
            _migrate("unfinished")
            server.execute(f"ALTER DATABASE unfinished RENAME TO {name}")
    return name


def _migrate(name: str) -> None:
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _fingerprint() -> str:
    """A run of an hour may see another migration; one server serves all its steps."""
    seen = hashlib.sha256()
    for path in sorted(settings.BASE_DIR.glob("apps/*/migrations/*.py")):
        seen.update(str(path).encode() + path.read_bytes())
    return seen.hexdigest()[:16]


if __name__ == "__main__":
    django.setup()
    migrated()
