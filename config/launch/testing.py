"""The verbs check, test, verify and bench: parts run one after another, each with its time, all of them to the end."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from config.launch import environment, native, scratch

CORES = "2"
# They kill a house part by part, or begin one in an empty folder; the stories in the browser begin one in every run.
LAUNCHED = ("tests/launch/test_supervisor.py", "tests/launch/test_command_line.py")
# The types of Django's models are read from the settings, which want addresses; nobody calls there.
ANY_SETTINGS = scratch.KEYS | {"DATABASE_URL": "postgresql://127.0.0.1:9/none", "REDIS_URL": "redis://127.0.0.1:9/0"}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One part of a run: a name for the table of times, and what to start."""

    name: str
    command: tuple[str, ...]
    variables: Mapping[str, str] = field(default_factory=dict)
    is_beside: bool = False  # begun at once on the other core; its turn is when it is waited for


@dataclass(frozen=True, kw_only=True)
class Result:
    """What became of one step."""

    name: str
    state: str
    seconds: float = 0.0
    processor_seconds: float = 0.0


def _python(name: str, *arguments: str, **variables: str) -> Step:
    return Step(name=name, command=(sys.executable, "-m", *arguments), variables=variables)


def _check_steps(*more: Step) -> list[Step]:
    return [
        _python("lint", "ruff", "check", "."),
        _python("format", "ruff", "format", "--check", "."),
        _python("templates", "djlint", "--lint", "--quiet", "templates"),
        Step(name="contracts", command=(str(Path(sys.executable).parent / "lint-imports"),)),
        _python("messages", "config.launch.messages", "--check"),
        *more,
        replace(_python("types", "mypy", **ANY_SETTINGS), is_beside=True),
    ]


def _database() -> Step:
    """Tables for all tests, made while the other core reads types."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.settings", "REDIS_URL": ANY_SETTINGS["REDIS_URL"]}
    return _python("database", "tests.databases", **scratch.KEYS, **settings)


def _test_steps() -> list[Step]:
    side_by_side = ("-n", CORES, "--dist", "loadfile", "--no-loadscope-reorder")
    return [
        *_check_steps(_database()),
        # The full run's alone: houses begun and killed, room by room at every width. A story starts a house here and
        # walks the same rooms. A browser mostly waits, so it goes beside the others.
        _python(
            "unit, integration, launch",
            *_pytest("tests", "--ignore=tests/browser", *_without(*LAUNCHED), *side_by_side),
        ),
        replace(
            _python(
                "browser",
                *_pytest("tests/browser", "--ignore=tests/browser/rooms", "--ignore=tests/browser/test_story.py"),
            ),
            is_beside=True,
        ),
    ]


def _without(*files: str) -> list[str]:
    return [f"--ignore={file}" for file in files]


def _verify_steps() -> list[Step]:
    full = {"TEST_SIZE": "full"}
    return [*_check_steps(_database()), *(_python(name, *_pytest(name), **full) for name in verified_folders())]


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
    with _one_database():
        return run_all(_test_steps())


def verify() -> int:
    """The same tests at full size. Steps that were green for exactly these files are not run again."""
    folder = environment.var() / "verify"
    folder.mkdir(exist_ok=True)
    memory = folder / _fingerprint_of_files()
    for other in folder.iterdir():
        if other != memory:
            other.unlink()
    with _one_database():
        return run_all(_verify_steps(), memory=memory)


@contextmanager
def _one_database() -> Iterator[None]:
    """One PostgreSQL under all steps, so that tables are made once; each still has databases of its own."""
    session = scratch.Session()
    session.start_database()
    try:
        yield
    finally:
        session.stop()


def bench() -> int:
    """Figures, one JSON line each on stdout; never pass or fail. The rows lie on a real disk, and are thrown away."""
    session = scratch.Session(is_durable=True)
    session.start()
    try:
        _measure(_python("bench", "bench.run", DJANGO_SETTINGS_MODULE="config.settings", DEMO="1"))
    finally:
        session.stop()
    return 0


def run_all(steps: list[Step], *, memory: Path | None = None) -> int:
    """Run every step whatever became of the one before; 1 if any failed."""
    browser = native.chromium()
    if browser:
        os.environ["CHROMIUM"] = str(browser)
    green = set(memory.read_text(encoding="utf-8").splitlines()) if memory and memory.exists() else set()
    begun, results = time.monotonic(), list[Result]()
    with ThreadPoolExecutor() as others, tempfile.TemporaryDirectory() as folder:
        beside = {
            step.name: others.submit(_measure, step, Path(folder) / step.name)
            for step in steps
            if step.is_beside and step.name not in green
        }
        for step in steps:
            if step.name in green:
                results.append(Result(name=step.name, state="green before"))
                continue
            environment.tell(f"\n--- {step.name}")
            if step.is_beside:
                results.append(beside[step.name].result())
                environment.tell((Path(folder) / step.name).read_text(encoding="utf-8", errors="replace").rstrip())
            else:
                results.append(_measure(step))
            if results[-1].state == "ok" and memory:
                with memory.open("a", encoding="utf-8") as notes:
                    notes.write(step.name + "\n")
    _print_times(results, together=time.monotonic() - begun)
    return 1 if any(result.state == "FAILED" for result in results) else 0


def _measure(step: Step, words: Path | None = None) -> Result:
    """Run it to its end; what it says goes into a file where one is given.

    What it and its children cost is asked of the kernel: on a busy machine that says more than the clock.
    """
    begun = time.monotonic()
    with words.open("wb") if words else nullcontext() as said:
        child = subprocess.Popen(
            step.command,
            cwd=environment.ROOT,
            env={**os.environ, **step.variables},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        try:
            _, status, used = os.wait4(child.pid, 0)
        except BaseException:
            child.kill()
            raise
    child.returncode = os.waitstatus_to_exitcode(status)
    return Result(
        name=step.name,
        state="ok" if child.returncode == 0 else "FAILED",
        seconds=time.monotonic() - begun,
        processor_seconds=used.ru_utime + used.ru_stime,
    )


def _print_times(results: list[Result], *, together: float) -> None:
    environment.tell("")
    for result in results:
        cost = f"({result.processor_seconds:.1f} s of processor)"
        environment.tell(f"{result.name:<25} {result.state:<14} {result.seconds:7.1f} s {cost:>26}")
    environment.tell(f"{'together':<40} {together:7.1f} s")


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
