"""One run of `manage.py due_date`, as a program that calls it sees it: lines in, lines out, exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from config.launch import environment
from tests.launch.houses import variables

ROWS = """\
date,kind,name
2026-11-24,holiday,Ngày Văn hóa Việt Nam
2026-08-22,makeup_work,Làm bù
2026-08-31,swap_off,Nghỉ hoán đổi
2026-09-02,holiday,Quốc khánh
2026-09-01,holiday,Quốc khánh
2026-04-26,holiday,Giỗ Tổ Hùng Vương
2026-04-27,in_lieu,Nghỉ bù Giỗ Tổ
"""


def ask(
    folder: Path, lines: Sequence[object], *options: str, rows: str | bytes = ROWS
) -> subprocess.CompletedProcess[bytes]:
    """One run of the command: each line as JSON, or as the bytes it is."""
    path = folder / "days.csv"
    path.write_bytes(rows if isinstance(rows, bytes) else rows.encode())
    written = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return subprocess.run(
        [sys.executable, "manage.py", "due_date", "--calendar", str(path), *options],
        cwd=environment.ROOT,
        env=variables(folder=folder),
        input=b"".join(line + b"\n" for line in written),
        capture_output=True,
        check=False,
        timeout=120,
    )


def answers(folder: Path, lines: Sequence[object], *options: str, rows: str | bytes = ROWS) -> list[dict[str, Any]]:
    """What the command says of each line; that it says nothing else."""
    run = ask(folder, lines, *options, rows=rows)
    assert (run.returncode, run.stderr) == (0, b"")
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


def case(received: str, unit: str, amount: object = None) -> dict[str, object]:
    """A case; without an amount for the same day."""
    return {"received": received, "unit": unit} | ({} if amount is None else {"amount": amount})
