"""Processes as the supervisor sees them: started so that they cannot outlive us, asked to stop, and counted."""

import ctypes
import os
import pwd
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

PR_SET_PDEATHSIG = 1
POLL_SECONDS = 0.02
PORTS_TRIED = 100

Signals = tuple[tuple[signal.Signals, float], ...]  # each with the seconds of patience that follow it

# Loaded once in the parent: between fork and exec a child must not open libraries.
_LIBC = ctypes.CDLL(None, use_errno=True)


class CannotStart(Exception):
    """A server or tool could not be started; the text is one sentence for the person at the terminal."""


def start(
    *,
    command: Sequence[str],
    environment: Mapping[str, str],
    log: Path | None = None,
    folder: Path | None = None,
    account: int | None = None,
    dies_with_us: bool = True,
    death_signal: signal.Signals = signal.SIGTERM,
    stdin: bytes | None = None,
) -> subprocess.Popen[bytes]:
    """One child in a process group of its own, so that Ctrl-C reaches the supervisor alone.

    The kernel sends `death_signal` when our main thread ends, however it ends: call this from the main thread only.
    """
    parent = os.getpid()

    def bind_life_to_parent() -> None:
        _LIBC.prctl(PR_SET_PDEATHSIG, int(death_signal))
        if os.getppid() != parent:  # the parent died between fork and prctl
            os._exit(1)

    bind: Callable[[], None] | None = bind_life_to_parent if dies_with_us else None
    output = log.open("ab") if log else None
    try:
        child = subprocess.Popen(
            command,
            env=dict(environment),
            cwd=folder,
            stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            process_group=0,
            preexec_fn=bind,
            user=account,
            group=account_group(account=account),
            extra_groups=[] if account is not None else None,
        )
    finally:
        if output:
            output.close()
    if stdin is not None and child.stdin:
        with suppress(BrokenPipeError), child.stdin:  # a child that died at once is noticed by whoever waits for it
            child.stdin.write(stdin)
    return child


def account_group(*, account: int | None) -> int | None:
    """The primary group of an account, or None where we keep our own."""
    if account is None:
        return None
    return pwd.getpwuid(account).pw_gid


def alive(*, pid: int) -> bool:
    """Whether a process runs; one that only waits to be reaped does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] not in {"Z", "X"}


def command_line(*, pid: int) -> str:
    """What a process was started with, or nothing if it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def wait_until_gone(*, pid: int, seconds: float) -> bool:
    """True as soon as the process is gone, False when the time is over."""
    return wait_for(lambda: not alive(pid=pid), seconds=seconds)


def wait_for(question: Callable[[], bool], *, seconds: float) -> bool:
    """Ask until the answer is yes or the time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if question():
            return True
        time.sleep(POLL_SECONDS)
    return question()


def stop(*, pid: int, signals: Signals) -> bool:
    """Ask one process to go, ever less politely."""
    for number, patience in signals:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return True
        if wait_until_gone(pid=pid, seconds=patience):
            return True
    return not alive(pid=pid)


def free_port() -> int:
    """A loopback port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def first_free_port(*, host: str, wanted: int) -> int:
    """The wanted port, or the next one nobody listens on."""
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        if port_is_free(host=host, port=port):
            return port
    raise CannotStart(f"No free port from {wanted} on at {host}.")


def port_is_free(*, host: str, port: int) -> bool:
    """Whether nobody listens there. Asked with a plain bind: granian itself would share a taken port without a word."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
