"""Seconds until the portal answers: the first start in an empty folder, then the second, without demonstration.

    python -m bench.start

One JSON line a figure. The goal is a second start under five seconds; `processor_seconds` tells a busy machine from a
slow start.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from time import perf_counter

from tests.launch import houses


def figure(*, name: str, folder: Path) -> None:
    """Start, note, stop."""
    begun = perf_counter()
    with houses.running(folder=folder, WEB_WORKERS="2") as house:
        seconds = perf_counter() - begun
        cost = houses.processor_seconds(folder=folder)
        house.process.terminate()
        begun = perf_counter()
        house.process.wait()
        stopped = perf_counter() - begun
    figures = {"seconds": round(seconds, 2), "processor_seconds": round(cost, 2), "stop_seconds": round(stopped, 2)}
    print(json.dumps({"figure": name, **figures}), flush=True)


def main() -> None:
    """Twice in one folder."""
    folder = Path(tempfile.mkdtemp(prefix="mot-cua-bench-"))
    try:
        figure(name="first start", folder=folder)
        figure(name="second start", folder=folder)
    finally:
        shutil.rmtree((folder / "postgres").resolve(), ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
