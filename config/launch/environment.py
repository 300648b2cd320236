"""What a process of ours finds in its environment: folders, secrets made once, and the `.env` file.

The order is: what the caller set, then `.env`, then what we make up. Nothing here overwrites a value.
"""

import base64
import fcntl
import os
import secrets
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from config.launch.processes import CannotStart

ROOT = Path(__file__).resolve().parents[2]
NATIVE = ROOT / ".native"

# name: how it is made; all of them are made together, once, on the first start
SECRETS: Mapping[str, Callable[[], str]] = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(50),
    "PERSONAL_ID_KEYS": lambda: "k1:" + base64.b64encode(secrets.token_bytes(32)).decode(),
    "BLIND_INDEX_KEY": lambda: base64.b64encode(secrets.token_bytes(32)).decode(),
    "DATABASE_PASSWORD": lambda: secrets.token_hex(24),
    "DATABASE_SUPERUSER_PASSWORD": lambda: secrets.token_hex(24),
    "BROKER_PASSWORD": lambda: secrets.token_hex(24),
}
# The passwords of our own servers are for the launcher alone; the application sees them inside two addresses.
APPLICATION_SECRETS = ("SECRET_KEY", "PERSONAL_ID_KEYS", "BLIND_INDEX_KEY")


def var() -> Path:
    """The folder of everything that is not source: rows, papers, secrets, logs."""
    folder = ROOT / (os.environ.get("VAR_DIR") or "var")
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()


def load_dotenv() -> None:
    """Read `.env` before we decide whether an embedded server is wanted; the settings read it again without effect."""
    file = ROOT / ".env"
    if not file.is_file():
        return
    for line in file.read_text(encoding="utf-8").splitlines():
        name, found, value = line.removeprefix("export ").partition("=")
        value = value.strip().strip("'\"")
        if found and value and not line.lstrip().startswith("#"):
            os.environ.setdefault(name.strip(), value)


def is_demo() -> bool:
    """Whether fictional people may live here; the words are those the settings understand."""
    return os.environ.get("DEMO", "").lower() in {"1", "true", "on", "ok", "y", "yes"}


def secret(*, name: str) -> str:
    """One secret of this installation, from the file only we may read."""
    return _all_secrets()[name]


def load_secrets() -> None:
    """Give the application the keys it asks for, unless the operator gave others."""
    if not all(os.environ.get(name) for name in APPLICATION_SECRETS):
        made = _all_secrets()
        for name in APPLICATION_SECRETS:
            os.environ[name] = os.environ.get(name) or made[name]


@contextmanager
def locked(file: Path) -> Generator[None, None, None]:
    """One process at a time in here; the kernel lets go when we die."""
    with file.open("ab") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def tell(text: str) -> None:
    """One line for the person at the terminal; stdout belongs to the command's answer."""
    with suppress(OSError):  # a terminal that was closed must not keep us from stopping in order
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def _all_secrets() -> dict[str, str]:
    file = var() / "secrets.env"
    with locked(var() / ".secrets.lock"):
        if not file.exists():
            _write_privately(file=file, text="".join(f"{name}={make()}\n" for name, make in SECRETS.items()))
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except PermissionError as refusal:
            raise CannotStart(
                f"{file} belongs to another user: run this command as the user who started it."
            ) from refusal
    return dict(line.split("=", 1) for line in lines)


def _write_privately(*, file: Path, text: str) -> None:
    """Never readable by others, not even for the blink between creation and chmod; never half written."""
    unfinished = file.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(handle)
    unfinished.rename(file)
