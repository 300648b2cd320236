"""The embedded PostgreSQL: started on loopback, asked through psql, stopped fast. config/launch/cluster.py made it.

Passwords are scram; the application's role is never a superuser. Rejected: pg_ctl, which forks the server away from
the supervisor that has to be its parent.
"""

import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

from config.launch import processes
from config.launch.cluster import PLAIN_ENVIRONMENT, SUPERUSER, Cluster
from config.launch.processes import CannotStart

EXTENSIONS = ("unaccent", "pg_trgm", "btree_gin")
READY_SECONDS = 120.0  # after a crash it reads its journal first
ORPHAN_SECONDS = 10.0
# Fast, immediate, gone. After the last two the next start reads the journal; nothing that was answered is lost.
STOP_SIGNALS = ((signal.SIGINT, 60.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))
HURRIED_STOP_SIGNALS = ((signal.SIGINT, 3.5), (signal.SIGQUIT, 1.0), (signal.SIGKILL, 0.3))
LOG_LIMIT_BYTES = 5_000_000
PID_LINE, PORT_LINE, STATUS_LINE = 0, 3, 7  # of postmaster.pid

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",  # our queries are short; compiling them costs more than running them
    # A failing statement carries people's data: the log names the error, never the values.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def start(*, cluster: Cluster, port: int, dies_with_us: bool = True) -> subprocess.Popen[bytes]:
    """The server's process, ready to answer."""
    _clear_stale_lock(cluster)
    if cluster.log.exists() and cluster.log.stat().st_size > LOG_LIMIT_BYTES:
        cluster.log.unlink()
    settings = SETTINGS | {"port": str(port)} | (THROW_AWAY if cluster.throw_away else {})
    command = [str(cluster.binaries / "postgres"), "-D", str(cluster.data)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    child = processes.start(
        command=command,
        environment=PLAIN_ENVIRONMENT,
        log=cluster.log,
        folder=cluster.home,
        account=cluster.account,
        dies_with_us=dies_with_us,
        death_signal=signal.SIGINT,
    )
    processes.wait_for(lambda: child.poll() is not None or _is_ready(cluster, pid=child.pid), seconds=READY_SECONDS)
    if child.poll() is not None or not _is_ready(cluster, pid=child.pid):
        stop(pid=child.pid)
        raise CannotStart(f"PostgreSQL did not start; {cluster.log} says why:\n{_tail(cluster.log)}")
    return child


def stop(*, pid: int, signals: processes.Signals = STOP_SIGNALS) -> bool:
    """End the server, clients or not; True when it is gone."""
    return processes.stop(pid=pid, signals=signals)


def running(*, home: Path) -> tuple[int, int] | None:
    """Process id and port of the server that serves `home`, or None. Waits while it is coming up or going down."""
    data = home.resolve() / "data"
    processes.wait_for(lambda: _server(data) is None or _lock_line(data, STATUS_LINE) == "ready", seconds=READY_SECONDS)
    return _server(data)


def prepare(
    *, cluster: Cluster, port: int, role: str, password: str, database: str | None, may_create_databases: bool
) -> None:
    """The application's role and its database: extensions in template1, so that every database made from it has them.

    The role owns its database and is no superuser. Says the same thing twice without harm.
    """
    rights = "LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS " + (
        "CREATEDB" if may_create_databases else "NOCREATEDB"
    )
    wanted = [f"CREATE EXTENSION IF NOT EXISTS {name};" for name in EXTENSIONS]
    wanted += [
        _unless_there(f"CREATE ROLE {role}", table="pg_roles", column="rolname", name=role),
        f"ALTER ROLE {role} {rights} PASSWORD '{password}';",
    ]
    if database:
        wanted += [
            _unless_there(
                f"CREATE DATABASE {database} OWNER {role}", table="pg_database", column="datname", name=database
            ),
            f"REVOKE ALL ON DATABASE {database} FROM PUBLIC;",
        ]
    run_sql(cluster=cluster, port=port, database="template1", statements=wanted)


def _unless_there(statement: str, *, table: str, column: str, name: str) -> str:
    """psql runs what a query answers: neither CREATE ROLE nor CREATE DATABASE knows IF NOT EXISTS."""
    known = f"SELECT FROM {table} WHERE {column} = '{name}'"
    return f"SELECT '{statement}' WHERE NOT EXISTS ({known}) \\gexec"


def run_sql(*, cluster: Cluster, port: int, database: str, statements: Sequence[str]) -> str:
    """What psql answers to the superuser's statements, bare rows only. They go by stdin: passwords stay out of `ps`."""
    answer = subprocess.run(
        [str(cluster.binaries / "psql"), "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-d", database],
        input="\n".join(statements),
        capture_output=True,
        text=True,
        check=False,
        timeout=READY_SECONDS,
        env=PLAIN_ENVIRONMENT
        | {
            "PGHOST": "127.0.0.1",
            "PGPORT": str(port),
            "PGUSER": SUPERUSER,
            "PGPASSWORD": cluster.superuser_password,
        },
    )
    if answer.returncode != 0:
        raise CannotStart(f"PostgreSQL refused the set-up: {answer.stderr.strip()}")
    return answer.stdout.strip()


def _server(data: Path) -> tuple[int, int] | None:
    """What postmaster.pid says, if that process lives and is ours: numbers are given out again."""
    pid, port = _lock_line(data, PID_LINE), _lock_line(data, PORT_LINE)
    if not pid or not processes.alive(pid=int(pid)) or str(data) not in processes.command_line(pid=int(pid)):
        return None
    return int(pid), int(port or 0)


def _lock_line(data: Path, number: int) -> str:
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ""
    return lines[number].strip() if number < len(lines) else ""


def _is_ready(cluster: Cluster, *, pid: int) -> bool:
    """Whether this server says so: the lock file of a killed one says it for ever."""
    lines = (_lock_line(cluster.data, PID_LINE), _lock_line(cluster.data, STATUS_LINE))
    return lines == (str(pid), "ready")


def _clear_stale_lock(cluster: Cluster) -> None:
    """Make way after a killed server.

    Its lock file is PostgreSQL's own business, unless the number in it names a stranger by now: then PostgreSQL would
    refuse to start for ever. Never while a backend of the old server still writes: the lock file is what tells the
    new one.
    """
    processes.wait_for(lambda: not _works_in(cluster.data), seconds=ORPHAN_SECONDS)
    pid = _lock_line(cluster.data, PID_LINE)
    if pid and processes.alive(pid=int(pid)) and not _works_in(cluster.data):
        (cluster.data / "postmaster.pid").unlink(missing_ok=True)


def _works_in(data: Path) -> bool:
    """Whether any process of the server or of its orphans is there: all of them work in the data folder."""
    for link in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if link.readlink() == data:
                return True
        except OSError:  # gone meanwhile, or not ours to see
            continue
    return False


def _tail(path: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-5:]) if path.exists() else ""
