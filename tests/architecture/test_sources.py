"""What the sources may not say: clocks below the doors, status outside its flat, machine paths, endless files."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from apps.dossiers.domain.state import MOVING_FIELDS

ROOT = Path(__file__).parent.parent.parent
APPS = ROOT / "apps"
HARD_LIMIT = 400
CLOCKS = {"now", "today", "utcnow"}
CLOCKS_WITHOUT_ARGUMENT = {"localtime", "localdate"}
# Rooms that may look at the clock (style: time is given).
CLOCK_ROOMS = ("views", "tasks", "management", "middleware", "context_processors", "adapters", "permissions")


def sources(*, below: Path = APPS) -> Iterator[Path]:
    return (path for path in sorted(below.rglob("*.py")) if "migrations" not in path.parts)


def test_no_file_is_longer_than_the_hard_limit() -> None:
    folders = [APPS, ROOT / "config", ROOT / "tests", ROOT / "bench"]
    long = {
        str(path.relative_to(ROOT)): lines
        for folder in folders
        for path in sources(below=folder)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > HARD_LIMIT
    }

    assert long == {}


@pytest.mark.parametrize("path", list(sources()), ids=lambda path: str(path.relative_to(APPS)))
def test_only_the_doors_look_at_the_clock(path: Path) -> None:
    relative = path.relative_to(APPS)
    if any(part.removesuffix(".py") in CLOCK_ROOMS for part in relative.parts):
        return
    looked = [
        f"{relative}:{node.lineno}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr in CLOCKS or (node.func.attr in CLOCKS_WITHOUT_ARGUMENT and not node.args))
    ]

    assert looked == []


def test_moving_fields_are_assigned_only_by_the_dossier_itself() -> None:
    offenders = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources()
        if "dossiers" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute)
        and target.attr in set(MOVING_FIELDS) - {"code", "outcome"}
        and isinstance(target.value, ast.Name)
        and "dossier" in target.value.id
    ]

    assert offenders == []


def test_no_query_compares_the_printed_hour_with_a_clock() -> None:
    """Only `late_after` is scanned and compared; `due_at` is shown (architecture, line 5)."""
    pattern = re.compile(r"\b(first_)?due_at__(lt|lte|gt|gte|range)\b")
    offenders = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sources()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line) and "intake_due_at" not in line and "step_due_at" not in line
    ]

    assert offenders == []


def test_every_app_has_a_door_plate() -> None:
    bare = [
        app.name
        for app in sorted(APPS.iterdir())
        if (app / "__init__.py").exists() and not ast.get_docstring(ast.parse((app / "__init__.py").read_text()))
    ]

    assert bare == []


def test_nothing_committed_names_a_machine_or_a_registry() -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("not a git checkout: nothing says what is committed")
    forbidden = re.compile(r"/work/|/root/|index-url|files\.pythonhosted|registry\.npmjs|\"resolved\": *\"http")
    offenders = [
        name
        for name in tracked.stdout.split("\0")
        if name
        and Path(name).suffix not in {".woff2", ".png", ".ttf", ".gz", ".pdf", ".mo", ".xlsx"}
        and name != "tests/architecture/test_sources.py"
        and (ROOT / name).is_file()
        and forbidden.search((ROOT / name).read_text(encoding="utf-8", errors="replace"))
    ]

    assert offenders == []
