"""`run`: everything starts from one command, is watched, and is gone when it was asked to go."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.launch import environment, parts, postgres, processes, valkey
from tests.launch import houses
from tests.launch.conftest import throw_away
from tests.sizes import pick

PARTS = {"database", "broker", "worker", "beat", "web"}
ROUNDS = pick(sample=1, full=5)
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[houses.House]:
    """One portal for all tests that only look."""
    folder = tmp_path_factory.mktemp("standing")
    with houses.running(folder=folder) as house:
        yield house
    throw_away(folder)


def gone(folder: Path, *, seconds: float) -> bool:
    return processes.wait_for(lambda: not houses.members(folder=folder), seconds=seconds)


def came_back(house: houses.House, name: str, *, instead_of: int) -> bool:
    return processes.wait_for(
        lambda: house.pid(name) != instead_of and processes.alive(pid=house.pid(name)), seconds=15
    )


def test_every_part_is_a_child_of_the_supervisor_in_a_group_of_its_own(standing: houses.House) -> None:
    groups = {name: os.getpgid(standing.pid(name)) for name in standing.told()["children"]}
    strangers = [
        pid
        for pid in houses.members(folder=standing.folder)
        if pid != standing.process.pid and standing.process.pid not in houses.parents(pid)
    ]

    assert set(groups) == PARTS == {*parts.STOP_ORDER, "database"} - {"preparation", "gateway"}
    assert len(set(groups.values())) == len(PARTS)
    assert strangers == []


@pytest.mark.parametrize("address", ["/", "/thu-tuc/", "/healthz", "/readyz"])
def test_portal_answers_without_a_redirect(standing: houses.House, address: str) -> None:
    assert standing.status(address) == 200


@pytest.mark.parametrize("number", pick(sample=[signal.SIGTERM], full=[signal.SIGTERM, signal.SIGINT, signal.SIGHUP]))
def test_signal_stops_everything_in_time_and_leaves_no_process(lived_in: Path, number: signal.Signals) -> None:
    with houses.running(folder=lived_in) as house:
        begun = time.monotonic()
        house.process.send_signal(number)

        assert house.wait() == 0
        assert time.monotonic() - begun < houses.STOP_SECONDS
        assert houses.members(folder=lived_in) == []


def test_all_patience_together_is_shorter_than_what_is_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO", "1")
    waits = [part.stop_signals for part in parts.django_parts(host="127.0.0.1", port=1)]
    waits += [valkey.STOP_SIGNALS, postgres.HURRIED_STOP_SIGNALS]

    assert sum(seconds for signals in waits for _, seconds in signals) < houses.STOP_SECONDS


def test_signal_while_it_still_starts_leaves_no_process(folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "config/bootstrap.py", "run"], cwd=environment.ROOT, env=houses.variables(folder=folder)
    )
    assert processes.wait_for(lambda: (folder / "postgres").exists(), seconds=30)

    process.terminate()

    assert process.wait(timeout=houses.STOP_SECONDS) == 0
    assert gone(folder, seconds=5)


def test_dead_part_is_started_again_while_pages_go_on_but_not_a_fourth_time_in_a_minute(lived_in: Path) -> None:
    with houses.running(folder=lived_in) as house:
        for name in ["worker", "broker", *["beat"] * 3]:
            dead = house.kill(name)
            assert house.status("/") == 200
            assert came_back(house, name, instead_of=dead)
        house.kill("beat")

        assert house.wait() == 1
        assert houses.members(folder=lived_in) == []


@pytest.mark.parametrize("name", pick(sample=["database"], full=["database", "web"]))
def test_dead_database_or_web_stops_all(lived_in: Path, name: str) -> None:
    with houses.running(folder=lived_in) as house:
        house.kill(name)

        assert house.wait() == 1
        assert houses.members(folder=lived_in) == []


def test_killed_supervisor_leaves_no_orphan_and_the_next_start_recovers(lived_in: Path) -> None:
    for _ in range(ROUNDS):
        with houses.running(folder=lived_in) as house:
            house.process.kill()

            assert gone(lived_in, seconds=15)

    port = processes.free_port()
    with houses.listening(port=port), houses.running(folder=lived_in, PORT=str(port)) as house:
        assert house.told()["address"] != f"http://127.0.0.1:{port}/"  # a stranger's port is passed over
        assert house.status("/") == 200
        assert houses.processor_seconds(folder=lived_in) < 10  # two cores: under five seconds for who waits


def test_workers_of_a_web_server_killed_with_its_supervisor_are_cleared_away(lived_in: Path) -> None:
    with houses.running(folder=lived_in) as house:
        web = house.pid("web")
        os.kill(house.process.pid, signal.SIGKILL)
        os.kill(web, signal.SIGKILL)
        house.process.wait()
        left = [pid for pid in houses.members(folder=lived_in) if os.getpgid(pid) == web]

        with houses.running(folder=lived_in) as next_house:
            assert next_house.status("/") == 200
            assert not any(processes.alive(pid=pid) for pid in left)


def test_second_portal_in_the_same_folder_is_refused(standing: houses.House) -> None:
    answer = subprocess.run(
        [sys.executable, "config/bootstrap.py", "run"],
        cwd=environment.ROOT,
        env=houses.variables(folder=standing.folder),
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 1
    assert f"http://127.0.0.1:{standing.port}/" in answer.stderr


def test_command_beside_a_running_portal_uses_its_database_and_leaves_it_running(standing: houses.House) -> None:
    question = "from django.db import connection as c; print(c.settings_dict['PORT'])"
    answer = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", question],
        cwd=environment.ROOT,
        env=houses.variables(folder=standing.folder),
        capture_output=True,
        text=True,
        check=True,
    )

    line = processes.command_line(pid=standing.pid("database"))
    assert f"port={answer.stdout.strip()} " in line
    assert standing.status("/readyz") == 200
