"""Folders for portals and databases of their own."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
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


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A var/ with a database and its tables, shared by the tests of one file so that tables are made once."""
    made = tmp_path_factory.mktemp("var")
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=environment.ROOT,
        env=houses.variables(folder=made),
        check=True,
        timeout=120,
    )
    yield made
    throw_away(made)
