"""Floors and rooms hold: import-linter runs inside the tests, and would notice if they did not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS

ROOT = Path(__file__).parent.parent.parent


def test_every_contract_holds() -> None:
    checked = _lint_in_its_own_process(ROOT)

    assert checked.returncode == EXIT_STATUS_SUCCESS, checked.stdout


@pytest.mark.parametrize(
    ("place", "content"),
    [
        ("apps/officials/planted_helpers.py", ""),
        ("apps/dossiers/domain/planted.py", "import django.conf\n"),
        ("apps/procedures/services/planted.py", "from apps.dossiers import models\n"),
        ("apps/reports/services/planted.py", "from apps.dossiers.services import filing\n"),
    ],
    ids=["a room that does not exist", "Django in the law", "an import upwards", "a second write path"],
)
def test_a_planted_fault_breaks_a_contract(place: str, content: str, tmp_path: Path) -> None:
    for folder in ("apps", "config"):
        for source in (ROOT / folder).rglob("*.py"):
            target = tmp_path / source.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_text(content, encoding="utf-8")

    assert _lint_in_its_own_process(tmp_path).returncode != EXIT_STATUS_SUCCESS


def _lint_in_its_own_process(folder: Path) -> subprocess.CompletedProcess[str]:
    """The graph is built from imported packages, and the linter silences every log it finds: a fresh interpreter."""
    code = (
        "import sys; sys.path.insert(0, '.');"
        "from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    )
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
