"""The virtual environment: built from a hashed lock that names no host, and entered by every command of ours."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from config.launch import apt, environment, native, processes
from config.launch.processes import CannotStart

FOLDER = environment.ROOT / ".venv"
PYTHON = FOLDER / "bin" / "python"
LOCKS = environment.ROOT / "config" / "requirements"
OLDEST_PYTHON = (3, 11)
# What a lock contains besides its own lines: whoever has the tests' packages has the portal's too.
CONTAINS = {"run": ("run",), "test": ("test", "run")}


def enter(*, arguments: Sequence[str]) -> None:
    """Go on as the virtual environment's Python with our native libraries in reach; returns only if we already are.

    The dynamic loader reads LD_LIBRARY_PATH once, at the start of a process: hence a new start, and not a variable.
    """
    changed = native.load_environment()
    inside = not PYTHON.exists() or Path(sys.prefix).resolve() == FOLDER.resolve()
    if inside and not changed:
        return
    python = sys.executable if inside else str(PYTHON)
    os.execv(python, [python, *arguments])  # noqa: S606 - our own file, our own arguments


def build(*, lock: str) -> None:
    """Have `.venv` with exactly the packages of the lock; nothing is done when the stamp says so."""
    if sys.version_info < OLDEST_PYTHON:
        raise CannotStart(f"Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]} or newer is needed; this is {sys.version}.")
    if _stamp(lock).exists() and _stamp(lock).read_text() == _fingerprint(lock) and _finds(package="django"):
        return
    if not _finds(package="pip"):
        _create()
    install(lock=lock)
    for name in CONTAINS[lock]:
        _stamp(name).write_text(_fingerprint(name))


def install(*, lock: str) -> None:
    """Install one lock with pip, hashes required; where the packages come from is pip's own configuration."""
    environment.tell(f"Installing config/requirements/{lock}.txt into .venv")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    command = [*pip, "--require-hashes", "-r", str(LOCKS / f"{lock}.txt")]
    if processes.start(command=command, environment=os.environ).wait() != 0:
        raise CannotStart("pip could not install the packages; its own words stand above.")


def _create() -> None:
    environment.tell("Making .venv")
    shutil.rmtree(FOLDER, ignore_errors=True)
    if not _has_ensurepip() and apt.may_install():
        apt.get(packages=[f"python3.{sys.version_info.minor}-venv"], needed_for="virtual environments")
    if _has_ensurepip():
        _run([sys.executable, "-m", "venv", str(FOLDER)])
    else:
        _create_without_ensurepip()


def _create_without_ensurepip() -> None:
    """Debian ships venv without pip. Its pip wheel, unpacked beside us, can install itself."""
    apt.get(packages=["python3-pip-whl"], needed_for="virtual environments")
    wheels = sorted((environment.NATIVE / "root").glob("usr/share/python-wheels/pip-*.whl"))
    wheels = wheels or sorted(Path("/usr/share/python-wheels").glob("pip-*.whl"))
    if not wheels:
        raise CannotStart("Please install the package python3-venv: no pip was found to fill a virtual environment.")
    _run([sys.executable, "-m", "venv", "--without-pip", str(FOLDER)])
    wheel = str(wheels[-1])
    _run([str(PYTHON), f"{wheel}/pip", "install", "--quiet", "--no-index", "--no-deps", wheel])


def _run(command: Sequence[str]) -> None:
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise CannotStart(f"{' '.join(command)} failed: {(answer.stderr or answer.stdout).strip()}")


def _has_ensurepip() -> bool:
    return subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True, check=False).returncode == 0


def _finds(*, package: str) -> bool:
    """Whether the environment's Python starts and sees a package: after an upgrade of Python it does not."""
    question = f"import importlib.util, sys; sys.exit(importlib.util.find_spec('{package}') is None)"
    return PYTHON.exists() and subprocess.run([str(PYTHON), "-c", question], check=False).returncode == 0


def _stamp(lock: str) -> Path:
    return FOLDER / f".installed-{lock}"


def _fingerprint(lock: str) -> str:
    return hashlib.sha256((LOCKS / f"{lock}.txt").read_bytes()).hexdigest()
