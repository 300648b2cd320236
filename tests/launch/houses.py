"""A portal started as an operator starts it, in a folder of its own, with nothing of the test session's servers."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from config.launch import environment, processes

START_SECONDS = 240.0  # a loaded machine is slow, a broken portal says so at once
LAST_WORDS = "Ctrl-C"  # it says so when it stands
STOP_SECONDS = 20.0


def variables(*, folder: Path, **more: str) -> dict[str, str]:
    """An operator's environment. Empty, not absent: a developer's own `.env` must not lead a test to real rows."""
    taken = ("DATABASE_URL", "REDIS_URL", "MEDIA_ROOT", "STATIC_ROOT", "DJANGO_SETTINGS_MODULE", "ALLOWED_HOSTS")
    kept = {name: value for name, value in os.environ.items() if name not in taken}
    return (
        kept
        | {"DATABASE_URL": "", "REDIS_URL": "", "VAR_DIR": str(folder), "DEMO": "0", "HOST": "127.0.0.1"}
        | {"WEB_WORKERS": "1"}
        | more
    )


@dataclass(kw_only=True)
class House:
    """One running `bootstrap.py run`."""

    folder: Path
    port: int
    process: subprocess.Popen[str]

    def told(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "run.json").read_text(encoding="utf-8"))
        return found

    def pid(self, name: str) -> int:
        return int(self.told()["children"][name]["pid"])

    def kill(self, name: str) -> int:
        pid = self.pid(name)
        os.kill(pid, signal.SIGKILL)
        return pid

    def status(self, address: str) -> int:
        with urlopen(f"http://127.0.0.1:{self.port}{address}", timeout=20) as answer:
            return int(answer.status)

    def wait(self) -> int:
        return self.process.wait(timeout=STOP_SECONDS)


@contextmanager
def running(*, folder: Path, **more: str) -> Iterator[House]:
    """A portal that answers; what a test leaves of it is killed."""
    port = int(more.pop("PORT", 0) or processes.free_port())
    process = subprocess.Popen(
        [sys.executable, "config/bootstrap.py", "run"],
        cwd=environment.ROOT,
        env=variables(folder=folder, PORT=str(port), **more),
        stdout=subprocess.PIPE,
        stderr=(folder / "stderr").open("a"),
        text=True,
    )
    house = House(folder=folder, port=port, process=process)
    try:
        said = first_words(process)
        assert LAST_WORDS in said, f"the portal did not start: {said} {(folder / 'stderr').read_text()}"
        house.port = int(house.told()["address"].rstrip("/").rpartition(":")[2])
        yield house
    finally:
        process.kill()
        process.wait()
        processes.wait_for(lambda: not members(folder=folder), seconds=STOP_SECONDS)


@contextmanager
def listening(*, port: int) -> Iterator[None]:
    """A stranger on a port."""
    with socket.create_server(("127.0.0.1", port)):
        yield


def first_words(process: subprocess.Popen[str]) -> str:
    """What it says until it stands (or dies)."""
    said, until = "", time.monotonic() + START_SECONDS
    assert process.stdout
    while LAST_WORDS not in said and time.monotonic() < until:
        line = process.stdout.readline()
        if not line:
            break
        said += line
    return said


def members(*, folder: Path) -> list[int]:
    """Every process that carries this folder in its environment or command line, whoever its parent is now."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid() or not processes.alive(pid=int(entry.name)):
            continue
        try:
            surroundings = (entry / "environ").read_bytes()
        except (PermissionError, FileNotFoundError, ProcessLookupError):
            surroundings = b""
        places = {str(folder), str((folder / "postgres").resolve())}
        line = processes.command_line(pid=int(entry.name))
        if f"VAR_DIR={folder}".encode() in surroundings or any(place in line for place in places):
            found.append(int(entry.name))
    return found


def processor_seconds(*, folder: Path) -> float:
    """What a portal has cost so far, finished children included: unlike the clock, the same on a busy machine."""
    ticks = 0
    for pid in members(folder=folder):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        ticks += sum(int(field) for field in fields[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def parents(pid: int) -> list[int]:
    """The line of ancestors, the nearest first."""
    line = []
    while pid > 1:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        pid = int(fields[1])
        line.append(pid)
    return line
