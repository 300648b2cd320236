"""A worker that is asked to stop gives back what it cannot finish."""

import os
import signal
import subprocess
from pathlib import Path

from config.celery import app
from config.launch import environment, parts, processes
from tests.launch import slow


def worker(*, notes: Path) -> subprocess.Popen[bytes]:
    """The supervisor's own command, with one task more and a queue of its own."""
    part = next(part for part in parts.django_parts(host="127.0.0.1", port=1) if part.name == "worker")
    return processes.start(
        command=[*parts.with_this_python(part.command), "--include", "tests.launch.slow", "--queues", slow.QUEUE],
        environment=os.environ | {"SLOW_NOTES": str(notes), "DJANGO_SETTINGS_MODULE": "config.settings"},
        log=notes.with_suffix(".log"),
        folder=environment.ROOT,
    )


def stop(child: subprocess.Popen[bytes]) -> None:
    part = next(part for part in parts.django_parts(host="127.0.0.1", port=1) if part.name == "worker")
    assert processes.stop(pid=child.pid, signals=part.stop_signals)
    child.wait()


def begun(notes: Path) -> int:
    return notes.read_text().count("begun") if notes.exists() else 0


def test_task_in_hand_is_handed_back_and_begun_again_by_the_next_worker(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    first = worker(notes=notes)
    app.send_task("tests.slow", queue=slow.QUEUE)
    assert processes.wait_for(lambda: begun(notes) == 1, seconds=30)

    stop(first)
    second = worker(notes=notes)

    try:
        assert processes.wait_for(lambda: begun(notes) == 2, seconds=30)
    finally:
        assert processes.stop(pid=second.pid, signals=((signal.SIGKILL, 5.0),))
