"""`make test` and `make verify` run every step, tell the truth at the end, and do not repeat what was green."""

import sys
from pathlib import Path

import pytest

from config.launch import testing


def step(name: str, *, notes: Path, code: int = 0) -> testing.Step:
    script = f"open({str(notes)!r}, 'a').write({name + ' '!r}); raise SystemExit({code})"
    return testing.Step(name=name, command=(sys.executable, "-c", script))


def test_every_step_runs_whatever_became_of_the_one_before(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    notes = tmp_path / "notes"
    steps = [step("one", notes=notes), step("two", notes=notes, code=3), step("three", notes=notes)]

    code = testing.run_all(steps)

    assert code == 1
    assert notes.read_text() == "one two three "
    table = [line.split()[:2] for line in capfd.readouterr().err.splitlines()[-4:]]
    assert table == [["one", "ok"], ["two", "FAILED"], ["three", "ok"], ["together", table[-1][1]]]


def test_resumed_run_repeats_only_what_was_not_green(tmp_path: Path) -> None:
    notes, memory = tmp_path / "notes", tmp_path / "memory"
    steps = [step("one", notes=notes), step("two", notes=notes, code=1)]
    assert testing.run_all(steps, memory=memory) == 1

    assert testing.run_all([steps[0], step("two", notes=notes)], memory=memory) == 0

    assert notes.read_text() == "one two two "


def test_run_without_failure_answers_zero(tmp_path: Path) -> None:
    assert testing.run_all([step("one", notes=tmp_path / "notes")]) == 0


def test_every_folder_of_tests_belongs_to_verify() -> None:
    folders = {path.name for path in Path(__file__).parents[1].iterdir() if any(path.rglob("test_*.py"))}

    assert {name.removeprefix("tests/") for name in testing.verified_folders()} == folders
