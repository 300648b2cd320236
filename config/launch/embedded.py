"""Whose turn it is with the embedded PostgreSQL: the supervisor's, or a command's.

Every user holds a shared lock on one file. Who finds, on leaving, that nobody else holds it, stops the server.
The kernel lets go of a dead user's lock, so a killed command costs nothing: the next one stops the server for it.
Starting and stopping happen behind a turnstile, one process at a time.
"""

import fcntl
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from config.launch import cluster, environment, postgres, processes
from config.launch.processes import CannotStart

ROLE = DATABASE = "mot_cua"
WAIT_SECONDS = 30.0
ATTEMPTS = 3  # somebody may take a free port between our asking and our listening


@dataclass(frozen=True, kw_only=True)
class Lease:
    """The right to count on a running server, until given back."""

    url: str
    users: BinaryIO


@dataclass(frozen=True, kw_only=True)
class Owned:
    """A server that is our own child."""

    url: str
    users: BinaryIO
    child: subprocess.Popen[bytes]


def home() -> Path:
    """Where the embedded server keeps its rows; a link, where var/ is closed to the account it runs under."""
    return environment.var() / "postgres"


def borrow() -> Lease:
    """Use the running server, or start one that outlives us for as long as another command needs it."""
    with environment.locked(_turnstile()):
        users = _users()
        fcntl.flock(users, fcntl.LOCK_SH)
        found = postgres.running(home=home())
        port = found[1] if found else _start(dies_with_us=False)[1]
    return Lease(url=_address(port=port), users=users)


def give_back(*, lease: Lease) -> None:
    """Leave; the last one out stops the server."""
    fcntl.flock(lease.users, fcntl.LOCK_UN)  # before the turnstile, behind which a supervisor may wait for just this
    with environment.locked(_turnstile()):
        if _try_exclusive(lease.users):
            _stop_running()
        lease.users.close()


def own() -> Owned:
    """For the supervisor: wait until the commands are done, stop what they or a killed supervisor left, start our own.

    A server started by a command cannot be adopted: it has to be the supervisor's child, so as not to outlive it.
    """
    with environment.locked(_turnstile()):
        users = _users()
        if not processes.wait_for(lambda: _try_exclusive(users), seconds=WAIT_SECONDS):
            raise CannotStart("A manage.py command still uses the embedded database: let it end, then start again.")
        _stop_running()
        child, port = _start(dies_with_us=True)
        fcntl.flock(users, fcntl.LOCK_SH)
    return Owned(url=_address(port=port), users=users, child=child)


def disown(*, owned: Owned) -> None:
    """For the supervisor: stop our child; a command that comes meanwhile waits, and then starts its own."""
    with environment.locked(_turnstile()):
        postgres.stop(pid=owned.child.pid, signals=postgres.HURRIED_STOP_SIGNALS)
        owned.child.wait()
        owned.users.close()


def _start(*, dies_with_us: bool) -> tuple[subprocess.Popen[bytes], int]:
    password = environment.secret(name="DATABASE_SUPERUSER_PASSWORD")
    made = cluster.find_or_make(home=home(), superuser_password=password)
    for attempt in range(1, ATTEMPTS + 1):
        port = processes.free_port()
        try:
            child = postgres.start(cluster=made, port=port, dies_with_us=dies_with_us)
            break
        except CannotStart:
            if attempt == ATTEMPTS:
                raise
    postgres.prepare(
        cluster=made,
        port=port,
        role=ROLE,
        password=environment.secret(name="DATABASE_PASSWORD"),
        database=DATABASE,
        may_create_databases=False,
    )
    return child, port


def _stop_running() -> None:
    found = postgres.running(home=home())
    if found:
        postgres.stop(pid=found[0])


def _address(*, port: int) -> str:
    return f"postgresql://{ROLE}:{environment.secret(name='DATABASE_PASSWORD')}@127.0.0.1:{port}/{DATABASE}"


def _turnstile() -> Path:
    return environment.var() / ".postgres.turnstile"


def _users() -> BinaryIO:
    return (environment.var() / ".postgres.users").open("ab")


def _try_exclusive(users: BinaryIO) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
