"""What a running supervisor tells others: its address, its broker, and whom to clear away if it is killed hard.

A process is named by its number *and* the moment it began: numbers are given out again.
"""

import json
import os
import signal
from pathlib import Path
from typing import Any

from config.launch import environment, processes

GRACE_SECONDS = 3.0


def write(*, address: str, broker: str, children: dict[str, int]) -> None:
    """Replace the file at once, readable for us alone: the broker's address holds its password."""
    told = {
        "address": address,
        "broker": broker,
        "supervisor": _name(os.getpid()),
        "children": {name: _name(pid) for name, pid in children.items()},
    }
    unfinished = _file().with_suffix(".unfinished")
    handle = os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(told, stream, indent=1)
    unfinished.rename(_file())


def remove() -> None:
    """After the last child is gone."""
    _file().unlink(missing_ok=True)


def address() -> str | None:
    """Where the running portal answers, or None if none runs."""
    told = _read()
    return str(told["address"]) if told and _is_same(told["supervisor"]) else None


def broker_url() -> str | None:
    """The running supervisor's broker, or None."""
    told = _read()
    return str(told["broker"]) if told and _is_same(told["supervisor"]) else None


def clear_orphans() -> list[str]:
    """End what a hard-killed supervisor left; the names of those that were still there.

    The kernel has asked them already (PR_SET_PDEATHSIG). But a web server that was killed together with its
    supervisor leaves workers that hold the port: they are in its process group, which outlives it.
    """
    told = _read()
    if not told or _is_same(told["supervisor"]):
        return []
    left = []
    for name, process in told["children"].items():
        members = [pid for pid in _group(process["pid"]) if _began(pid) >= process["began"]]
        if members:
            left.append(name)
            _end_group(process["pid"], members)
    remove()
    return left


def _end_group(group: int, members: list[int]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(group, number)
        except ProcessLookupError:
            return
        processes.wait_for(lambda: not any(processes.alive(pid=pid) for pid in members), seconds=GRACE_SECONDS)


def _group(group: int) -> list[int]:
    """Who is in a process group now."""
    members = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and processes.alive(pid=int(folder.name)):
            try:
                fields = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(fields[2]) == group:
                members.append(int(folder.name))
    return members


def _name(pid: int) -> dict[str, int]:
    return {"pid": pid, "began": _began(pid)}


def _is_same(process: dict[str, int]) -> bool:
    return processes.alive(pid=process["pid"]) and _began(process["pid"]) == process["began"]


def _began(pid: int) -> int:
    """Ticks since boot at which the process began, or -1 if it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return -1
    return int(fields[19])


def _read() -> dict[str, Any] | None:
    try:
        told = json.loads(_file().read_text(encoding="utf-8"))
    except (FileNotFoundError, PermissionError, json.JSONDecodeError):
        return None
    return told if isinstance(told, dict) else None


def _file() -> Path:
    return environment.var() / "run.json"
