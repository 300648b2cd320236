"""The parts of a running portal in one table: what each is started with, how it is asked to stop, what its death means.

docker-compose.yml runs the same commands; a test compares them.
"""

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from config.launch import environment, processes

# Nobody works for a part that has gone: no new acts, no new wake-ups, then the tasks in hand, then what they lean on.
# The patience of all together is less than twenty seconds.
STOP_ORDER = ("preparation", "web", "beat", "worker", "gateway", "broker")


@dataclass(frozen=True, kw_only=True)
class Part:
    """One process of ours that runs Django; the two servers have files of their own."""

    name: str
    command: tuple[str, ...]
    stop_signals: processes.Signals
    death_signal: signal.Signals = signal.SIGTERM
    is_vital: bool = False  # its death stops all; the others are restarted


def django_parts(*, host: str, port: int) -> Sequence[Part]:
    """In the order of starting: the web server first, because somebody waits for it."""
    gateway = [_demo_gateway()] if environment.is_demo() and _has_demo_gateway() else []
    return [*gateway, _web(host=host, port=port), _worker(), _beat()]


def _web(*, host: str, port: int) -> Part:
    # The kill timeout: without it a request that hangs keeps its worker, and the port, beyond any stop.
    return Part(
        name="web",
        command=(
            *("python", "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
            *("--workers", os.environ.get("WEB_WORKERS", "2"), "--blocking-threads", "4", "--no-ws"),
            *("--respawn-failed-workers", "--workers-kill-timeout", "2", "config.wsgi:application"),
        ),
        stop_signals=((signal.SIGTERM, 3.0), (signal.SIGKILL, 0.5)),
        is_vital=True,
    )


def _worker() -> Part:
    """A task in hand may finish; then SIGQUIT hands it back to the broker (acks_late) for the next start."""
    return Part(
        name="worker",
        command=(
            *("python", "-m", "celery", "-A", "config.celery", "worker", "--loglevel", "INFO", "--concurrency", "2"),
            *("--without-gossip", "--without-mingle"),
        ),
        stop_signals=((signal.SIGTERM, 3.5), (signal.SIGQUIT, 2.5), (signal.SIGKILL, 0.5)),
        # If we are killed, broker and database go at the same moment, and a worker without them hangs half a minute in
        # any softer signal (measured). The rows in the database say what was due; nothing is lost with the worker.
        death_signal=signal.SIGKILL,
    )


def _beat() -> Part:
    schedule = environment.var() / "beat-schedule"
    return Part(
        name="beat",
        command=(
            *("python", "-m", "celery", "-A", "config.celery", "beat", "--loglevel", "INFO"),
            *("--pidfile", "", "--schedule", str(schedule)),
        ),
        stop_signals=((signal.SIGTERM, 1.0), (signal.SIGKILL, 0.2)),
        death_signal=signal.SIGKILL,
    )


def _demo_gateway() -> Part:
    return Part(
        name="gateway",
        command=("python", "manage.py", "demo_gateway"),
        stop_signals=((signal.SIGTERM, 1.0), (signal.SIGKILL, 0.2)),
    )


def _has_demo_gateway() -> bool:
    return any(environment.ROOT.glob("apps/*/management/commands/demo_gateway.py"))


def with_this_python(command: Sequence[str]) -> list[str]:
    """The command as it is run here; in a container plain `python` is the right one."""
    return [sys.executable, *command[1:]]
