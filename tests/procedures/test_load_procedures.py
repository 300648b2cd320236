"""The command's contract: JSON alone on stdout, the rest on stderr, 0 for a whole report, 2 for an unusable file."""

import gzip
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from apps.procedures.models import ProcedureVersion
from tests.costs import processor_seconds
from tests.procedures.factories import json_lines, record
from tests.procedures.shared_data import path_of
from tests.sizes import pick

pytestmark = pytest.mark.django_db


def run(*arguments: Any) -> tuple[dict[str, Any], str]:
    out, err = StringIO(), StringIO()
    call_command("load_procedures", *arguments, "--json", stdout=out, stderr=err)
    return json.loads(out.getvalue()), err.getvalue()


def numbers(report: dict[str, Any]) -> tuple[int, int, int, int, int]:
    return (report["read"], report["created"], report["new_version"], report["unchanged"], len(report["refused"]))


def test_json_stands_alone_on_stdout_with_exactly_the_agreed_keys(tmp_path: Path) -> None:
    lines = [record(), record("2-Xoa"), record("1.000002", channels=[{"channel": "Trực tiếp", "time": "1"}])]
    file = json_lines(tmp_path / "a.jsonl", *lines)

    report, words = run(file)

    assert set(report) == {"read", "created", "new_version", "unchanged", "refused", "review"}
    assert numbers(report) == (3, 2, 0, 0, 1)
    assert report["refused"] == [{"row": 2, "code": "2-Xoa", "reason": "mã thủ tục sai: «2-Xoa»"}]
    assert report["review"] == [{"row": 3, "code": "1.000002", "what": "time", "text": "1"}]
    assert "2-Xoa" in words


def test_dry_run_writes_nothing(tmp_path: Path) -> None:
    report, _ = run(json_lines(tmp_path / "a.jsonl", record()), "--dry-run")

    assert (report["created"], ProcedureVersion.objects.count()) == (1, 0)


@pytest.mark.parametrize("name", ["missing.jsonl", "picture.png"])
def test_unusable_file_is_one_sentence_and_exit_two(tmp_path: Path, name: str) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    out, err = StringIO(), StringIO()

    with pytest.raises(SystemExit) as stop:
        call_command("load_procedures", tmp_path / name, "--json", stdout=out, stderr=err)

    assert (stop.value.code, out.getvalue()) == (2, "")
    assert err.getvalue().count("\n") == 1


def _some_of(whole: Path, others: Path, folder: Path) -> tuple[Path, int]:
    with gzip.open(others, "rt", encoding="utf-8") as lines:
        wanted = {json.loads(line)["code"].strip() for line in lines}
    with gzip.open(whole, "rt", encoding="utf-8") as lines:
        records = [line for line in lines if line.strip()]
    kept = [
        line
        for number, line in enumerate(records)
        if number < pick(sample=300, full=len(records)) or json.loads(line)["code"].strip() in wanted
    ]
    file = folder / "danh-muc.jsonl"
    file.write_text("".join(kept), encoding="utf-8")
    return file, len(kept)


@pytest.mark.timeout(300)
def test_real_catalogue_loads_whole_within_a_minute_and_its_other_versions_are_versions(tmp_path: Path) -> None:
    """All of it in the full run; a sample loads the first three hundred and those with another version."""
    others_file = path_of("procedures_alt_versions.jsonl.gz")
    file, count = _some_of(path_of("procedures.jsonl.gz"), others_file, tmp_path)

    begun = processor_seconds()
    first, _ = run(file)
    seconds = processor_seconds() - begun  # on a machine of its own the clock says hardly more
    second, _ = run(file)
    others, _ = run(others_file)

    assert numbers(first) == (count, count, 0, 0, 0)
    assert numbers(second) == (count, 0, 0, count, 0)
    assert second["review"] == first["review"]
    assert numbers(others) == (45, 0, 45, 0, 0)
    assert ProcedureVersion.objects.filter(number=2).count() == 45
    assert seconds < 60
