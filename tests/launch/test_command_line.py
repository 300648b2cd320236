"""Any `manage.py` command finds a database under it, shares it, and leaves nothing running."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from config.launch import environment, postgres, processes
from tests.launch import houses
from tests.launch.conftest import COUNT_TABLES, FirstCommand


def manage(*arguments: str, folder: Path, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, "manage.py", *arguments],
        cwd=environment.ROOT,
        env=houses.variables(folder=folder),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def begin(*arguments: str, folder: Path) -> subprocess.Popen[str]:
    """A command that goes on; it has its database once it has said a line."""
    process = subprocess.Popen(
        [sys.executable, "-u", "manage.py", *arguments],
        cwd=environment.ROOT,
        env=houses.variables(folder=folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    process.stdout.readline()
    return process


def hold(*, folder: Path) -> subprocess.Popen[str]:
    """A command that keeps its database until its stdin is closed."""
    return begin("shell", "-v0", "-c", "import sys; print('here', flush=True); sys.stdin.read()", folder=folder)


def server(folder: Path) -> int | None:
    found = postgres.running(home=folder / "postgres")
    return found[0] if found else None


def test_command_on_an_empty_folder_makes_the_tables_and_stops_the_server(first_command: FirstCommand) -> None:
    assert (first_command.answer.returncode, first_command.answer.stdout) == (0, "True\n")
    assert "creating its tables" in first_command.answer.stderr
    assert not first_command.left_running


def test_answer_stands_alone_on_stdout(lived_in: Path) -> None:
    answer = manage("shell", "-v0", "-c", "import json; print(json.dumps({'read': 1}))", folder=lived_in)

    assert json.loads(answer.stdout) == {"read": 1}


def test_command_started_with_another_python_goes_on_in_the_virtual_environment(lived_in: Path) -> None:
    other = shutil.which("python3", path="/usr/local/bin:/usr/bin") or shutil.which("python3")
    assert other

    answer = manage("shell", "-v0", "-c", "import sys; print(sys.prefix)", folder=lived_in, python=other)

    assert Path(answer.stdout.strip()).resolve() == (environment.ROOT / ".venv").resolve()


def test_unknown_command_and_unusable_folder_have_their_exit_codes(lived_in: Path, folder: Path) -> None:
    (folder / "secrets.env").mkdir()

    assert manage("no_such_command", folder=lived_in).returncode == 1
    assert manage("shell", "-c", "", folder=folder).returncode != 0


def test_two_commands_share_one_server_and_the_last_stops_it(lived_in: Path) -> None:
    first = hold(folder=lived_in)
    shared = server(lived_in)
    second = hold(folder=lived_in)

    first.communicate()
    assert server(lived_in) == shared
    second.communicate()

    assert (first.returncode, second.returncode) == (0, 0)
    assert server(lived_in) is None


def test_command_that_was_killed_costs_the_next_one_nothing(lived_in: Path) -> None:
    killed = hold(folder=lived_in)
    left = server(lived_in)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert left
    assert server(lived_in) == left

    answer = manage("shell", "-v0", "-c", COUNT_TABLES, folder=lived_in)

    assert answer.stdout == "True\n"
    assert server(lived_in) is None


def test_command_that_is_asked_to_stop_gives_its_database_back(lived_in: Path) -> None:
    asked = hold(folder=lived_in)

    asked.send_signal(signal.SIGTERM)

    assert asked.wait(timeout=20) == 128 + signal.SIGTERM
    assert server(lived_in) is None


def test_given_database_is_used_and_none_is_started(folder: Path) -> None:
    answer = subprocess.run(
        [
            sys.executable,
            "manage.py",
            "shell",
            "-v0",
            "-c",
            "from django.db import connection as c; print(c.settings_dict['PORT'])",
        ],
        cwd=environment.ROOT,
        env=houses.variables(folder=folder) | {"DATABASE_URL": os.environ["DATABASE_URL"]},
        capture_output=True,
        text=True,
        check=True,
    )

    assert f":{answer.stdout.strip()}/" in os.environ["DATABASE_URL"]
    assert not (folder / "postgres").exists()


@pytest.mark.parametrize("verb", ["help", "version"])
def test_command_that_only_reads_files_starts_no_server(folder: Path, verb: str) -> None:
    assert manage(verb, folder=folder).returncode == 0
    assert not (folder / "postgres").exists()


def test_nothing_of_ours_is_left_when_commands_are_done(lived_in: Path) -> None:
    assert processes.wait_for(lambda: not houses.members(folder=lived_in), seconds=5)
