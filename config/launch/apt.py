"""Packages of the machine's own distribution, three ways: as root, by sudo without a password, or unpacked beside us.

The third needs no rights at all: apt reads its lists into a folder of ours, downloads, and dpkg unpacks without
installing. It works wherever apt does, on Debian and Ubuntu.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from config.launch import environment
from config.launch.processes import CannotStart

LIMIT_SECONDS = 900
INSTALL = ("install", "-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300")


def get(*, packages: Sequence[str], needed_for: str) -> None:
    """Have the packages, one way or another; else one sentence says what to do by hand."""
    names = " ".join(packages)
    environment.tell(f"Getting {names} ({needed_for})")
    if not shutil.which("apt-get"):
        raise CannotStart(f"Please install {names} ({needed_for}): this machine has no apt, so we cannot.")
    refusals = []
    for way in (_as_root, _beside_us):
        try:
            way(packages)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired, FileNotFoundError) as refusal:
            refusals.append(_reason(refusal))
        else:
            return
    raise CannotStart(f"Could not get {names} ({needed_for}); please install it by hand. apt said: {refusals[-1]}")


def offers(*, package: str) -> bool:
    """Whether apt has the real package; Ubuntu's chromium is an empty one that calls for a snap."""
    if not shutil.which("apt-cache"):
        return False
    answer = subprocess.run(["apt-cache", "policy", package], capture_output=True, text=True, check=False)
    candidates = [line.split(":", 1)[1].strip() for line in answer.stdout.splitlines() if "Candidate:" in line]
    return any(candidate != "(none)" and "snap" not in candidate for candidate in candidates)


def may_install() -> bool:
    """Whether we are root, or sudo asks for no password."""
    return _become_root() is not None


def refresh() -> None:
    """Read the lists of a machine that has none yet."""
    become = _become_root()
    if become is not None:
        _run([*become, "apt-get", "update", "-q"])


def _become_root() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def _as_root(packages: Iterable[str]) -> None:
    become = _become_root()
    if become is None:
        raise FileNotFoundError("neither root nor sudo without a password")
    _run([*become, "apt-get", "update", "-q"])
    _run([*become, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *INSTALL, *packages])


def _beside_us(packages: Iterable[str]) -> None:
    lists, cache, root = (environment.NATIVE / name for name in ("lists", "cache", "root"))
    for folder in (lists / "partial", cache / "archives" / "partial", root):
        folder.mkdir(parents=True, exist_ok=True)
    options = ["-o", f"Dir::State::lists={lists}", "-o", f"Dir::Cache={cache}"]
    options += ["-o", "Debug::NoLocking=1", "-o", "APT::Sandbox::User="]
    _run(["apt-get", *options, "update", "-q"])
    planned = _run(["apt-get", *options, "install", "-q", "--no-install-recommends", "--print-uris", *packages])
    archives = [line.split()[1] for line in planned.splitlines() if line.startswith("'")]
    wanted = sorted({archive.split("_")[0] for archive in archives})
    if wanted:
        _run(["apt-get", *options, "download", "-q", *wanted], folder=cache)
    for archive in sorted(cache.glob("*.deb")):
        _run(["dpkg", "-x", str(archive), str(root)])
        archive.unlink()


def _run(command: Sequence[str], *, folder: Path | None = None) -> str:
    answer = subprocess.run(
        command, cwd=folder, check=True, capture_output=True, text=True, timeout=LIMIT_SECONDS, stdin=subprocess.DEVNULL
    )
    return answer.stdout


def _reason(refusal: Exception) -> str:
    said = (refusal.stderr or "") if isinstance(refusal, subprocess.CalledProcessError) else str(refusal)
    lines = [line for line in said.strip().splitlines() if line.strip()]
    return lines[-1] if lines else str(refusal)
