"""Folders for portals and databases of their own."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from config.launch import environment, postgres, processes
from tests.launch import houses


def throw_away(folder: Path) -> None:
    """Stop what runs there and remove its rows, which lie elsewhere where pytest's folders are closed to `nobody`."""
    found = postgres.running(home=folder / "postgres")
    if found:
        postgres.stop(pid=found[0])
    for pid in houses.members(folder=folder):
        processes.stop(pid=pid, signals=((signal.SIGKILL, 5.0),))
    shutil.rmtree((folder / "postgres").resolve(), ignore_errors=True)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty var/."""
    yield tmp_path
    throw_away(tmp_path)


COUNT_TABLES = "from django.db import connection; print(len(connection.introspection.table_names()) > 5)"


@dataclass(frozen=True, slots=True)
class FirstCommand:
    """What the first command in an empty folder answered, and whether it left a server running."""

    folder: Path
    answer: subprocess.CompletedProcess[str]
    left_running: bool


@pytest.fixture(scope="session")
def first_command(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FirstCommand]:
    """Any command makes the tables; the folder is lived in from then on."""
    folder = tmp_path_factory.mktemp("var")
    answer = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", COUNT_TABLES],
        cwd=environment.ROOT,
        env=houses.variables(folder=folder),
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    yield FirstCommand(folder, answer, postgres.running(home=folder / "postgres") is not None)
    throw_away(folder)


@pytest.fixture
def lived_in(first_command: FirstCommand) -> Path:
    """A var/ with a database and its tables, made once for all tests."""
    assert first_command.answer.returncode == 0, first_command.answer.stderr
    return first_command.folder
