"""The verbs check, test, verify and bench: parts run one after another, each with its time, all of them to the end."""

import hashlib
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from config.launch import environment, native, scratch

CORES = "2"
# The types of Django's models are read from the settings, which want addresses; nobody calls there.
ANY_SETTINGS = scratch.KEYS | {"DATABASE_URL": "postgresql://127.0.0.1:9/none", "REDIS_URL": "redis://127.0.0.1:9/0"}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One part of a run: a name for the table of times, and what to start."""

    name: str
    command: tuple[str, ...]
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Result:
    """What became of one step."""

    name: str
    state: str
    seconds: float = 0.0
    processor_seconds: float = 0.0


def _python(name: str, *arguments: str, **variables: str) -> Step:
    return Step(name=name, command=(sys.executable, "-m", *arguments), variables=variables)


def _check_steps() -> list[Step]:
    return [
        _python("lint", "ruff", "check", "."),
        _python("format", "ruff", "format", "--check", "."),
        _python("templates", "djlint", "--lint", "--quiet", "templates"),
        _python("types", "mypy", **ANY_SETTINGS),
        Step(name="contracts", command=(str(Path(sys.executable).parent / "lint-imports"),)),
        _python("messages", "config.launch.messages", "--check"),
    ]


def _test_steps() -> list[Step]:
    ignored = ("--ignore=tests/browser", "--ignore=tests/launch")
    return [
        *_check_steps(),
        _python("unit and integration", *_pytest("tests", *ignored, "-n", CORES, "--dist", "loadfile")),
        _python("launch", *_pytest("tests/launch")),  # each of its tests fills the cores by itself
        _python("browser", *_pytest("tests/browser", "-n", CORES, "--dist", "loadfile")),
    ]


def _verify_steps() -> list[Step]:
    full = {"TEST_SIZE": "full"}
    return [*_check_steps(), *(_python(name, *_pytest(name), **full) for name in verified_folders())]


def verified_folders() -> list[str]:
    """Folder by folder, so that an interrupted run of an hour goes on where it stopped."""
    folders = (environment.ROOT / "tests").iterdir()
    return sorted(f"tests/{folder.name}" for folder in folders if any(folder.rglob("test_*.py")))


def _pytest(*arguments: str) -> tuple[str, ...]:
    return ("pytest", "-q", "--durations", "5", *arguments)


def check() -> int:
    """Lint, types, contracts, messages."""
    return run_all(_check_steps())


def test() -> int:
    """What CI runs: the checks, every test, and a sample of every fault."""
    return run_all(_test_steps())


def verify() -> int:
    """The same tests at full size. Steps that were green for exactly these files are not run again."""
    folder = environment.var() / "verify"
    folder.mkdir(exist_ok=True)
    memory = folder / _fingerprint_of_files()
    for other in folder.iterdir():
        if other != memory:
            other.unlink()
    return run_all(_verify_steps(), memory=memory)


def bench() -> int:
    """Figures, one JSON line each on stdout; never pass or fail. The rows lie on a real disk, and are thrown away."""
    session = scratch.Session(is_durable=True)
    session.start()
    try:
        _execute(_python("bench", "bench.run", DJANGO_SETTINGS_MODULE="config.settings", DEMO="1"))
    finally:
        session.stop()
    return 0


def run_all(steps: list[Step], *, memory: Path | None = None) -> int:
    """Run every step whatever became of the one before; 1 if any failed."""
    browser = native.chromium()
    if browser:
        os.environ["CHROMIUM"] = str(browser)
    green = set(memory.read_text(encoding="utf-8").splitlines()) if memory and memory.exists() else set()
    results: list[Result] = []
    for step in steps:
        if step.name in green:
            results.append(Result(name=step.name, state="green before"))
            continue
        environment.tell(f"\n--- {step.name}")
        results.append(_measure(step))
        if results[-1].state == "ok" and memory:
            with memory.open("a", encoding="utf-8") as notes:
                notes.write(step.name + "\n")
    _print_times(results)
    return 1 if any(result.state == "FAILED" for result in results) else 0


def _measure(step: Step) -> Result:
    begun, cost = time.monotonic(), _processor_seconds()
    is_good = _execute(step)
    return Result(
        name=step.name,
        state="ok" if is_good else "FAILED",
        seconds=time.monotonic() - begun,
        processor_seconds=_processor_seconds() - cost,
    )


def _processor_seconds() -> float:
    """What all finished children have cost: on a busy machine it says more than the clock."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _execute(step: Step) -> bool:
    answer = subprocess.run(
        step.command, cwd=environment.ROOT, env={**os.environ, **step.variables}, check=False, stdin=subprocess.DEVNULL
    )
    return answer.returncode == 0


def _print_times(results: list[Result]) -> None:
    environment.tell("")
    for result in results:
        cost = f"({result.processor_seconds:.1f} s of processor)"
        environment.tell(f"{result.name:<24} {result.state:<14} {result.seconds:7.1f} s {cost:>26}")
    environment.tell(f"{'together':<39} {sum(result.seconds for result in results):7.1f} s")


def _fingerprint_of_files() -> str:
    """One number for everything git would see, committed or not."""
    git = shutil.which("git")
    listing = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"] if git else ["false"]
    answer = subprocess.run(listing, cwd=environment.ROOT, capture_output=True, check=False)
    seen = hashlib.sha256(b"" if answer.returncode == 0 else os.urandom(16))  # without git nothing is remembered
    for name in sorted(answer.stdout.decode().split("\0")):
        file = environment.ROOT / name
        if name and file.is_file():
            seen.update(name.encode() + b"\0" + file.read_bytes())
    return seen.hexdigest()


VERBS: Mapping[str, Callable[[], int]] = {"check": check, "test": test, "verify": verify, "bench": bench}
