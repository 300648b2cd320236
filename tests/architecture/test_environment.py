"""`.env.example` is the whole switchboard: what it names somebody reads, and nobody reads what it does not name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SOURCES = [
    ROOT / "manage.py",
    *(path for folder in ("apps", "config", "tests", "bench") for path in (ROOT / folder).rglob("*.py")),
]
# Read where no Python is.
OTHER_READERS = ["docker-compose.yml", "config/launch/database.sh"]
# Names that belong to the machine, the loader, the framework or the test runner, and mean there what they mean here.
NOT_OURS = {
    "PATH", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "DJANGO_SETTINGS_MODULE", "PYTEST_XDIST_WORKER",
    "SLOW_NOTES",  # between a test of the worker and the process it starts
}  # fmt: skip


def example() -> set[str]:
    return set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), flags=re.MULTILINE))


def reads(path: Path) -> Iterator[str]:
    """The variables one source asks for by name: `os.environ["X"]`, `os.environ.get("X")`, `env.bool("X")`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and _is_environment(node.value):
            yield from _literal(node.slice)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            asked = node.func.attr in ("get", "setdefault", "pop") and _is_environment(node.func.value)
            if asked or node.func.attr == "getenv" or _is_settings_reader(node.func.value):
                yield from _literal(node.args[0])
        elif isinstance(node, ast.Compare) and any(_is_environment(other) for other in node.comparators):
            yield from _literal(node.left)


def _is_environment(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "environ"


def _is_settings_reader(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "env"


def _literal(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


@cache
def readers() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in SOURCES:
        for name in reads(path):
            found.setdefault(name, set()).add(str(path.relative_to(ROOT)))
    return found


def read_elsewhere() -> set[str]:
    text = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in OTHER_READERS)
    return set(re.findall(r"\$\{?([A-Z_]+)", text))


def test_every_variable_of_the_example_is_read() -> None:
    assert example() - readers().keys() - read_elsewhere() == set()


def test_every_variable_that_is_read_stands_in_the_example() -> None:
    unnamed = {name: sorted(where) for name, where in readers().items() if name not in example() | NOT_OURS}

    assert unnamed == {}


def test_every_name_that_is_not_ours_is_still_read() -> None:
    assert NOT_OURS - readers().keys() == set()


def test_no_app_reads_the_environment() -> None:
    """Apps ask the settings, which are one file; only the settings and the launcher ask the environment."""
    allowed = {"FONTCONFIG_FILE"}  # fontconfig listens to nothing else (apps/core/paper/press.py)

    assert {name for name, where in readers().items() if any(file.startswith("apps/") for file in where)} == allowed


def test_example_explains_its_variables_and_gives_none_twice() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    names = [line.split("=")[0] for line in lines if line and not line.startswith("#")]

    assert sorted(set(names)) == sorted(names)
    assert lines[0].startswith("#")
