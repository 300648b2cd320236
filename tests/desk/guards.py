"""Guards in processes of their own, on the database of the test, to be raced and killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection


def start(*arguments: str) -> subprocess.Popen[str]:
    """`manage.py guard …`, begun."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "guard", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": _address()},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> dict[str, Any]:
    """What it said; it must have ended well and said nothing else."""
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    said: dict[str, Any] = json.loads(out)
    return said


def _address() -> str:
    parts = connection.settings_dict
    login = f"{quote(parts['USER'])}:{quote(parts['PASSWORD'])}"
    return f"postgresql://{login}@{parts['HOST']}:{parts['PORT']}/{parts['NAME']}"
