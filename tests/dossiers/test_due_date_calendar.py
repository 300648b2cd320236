"""`manage.py due_date`: the calendar it is given, and what it refuses at the start."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dossiers.asking import ROWS, answers, ask, case
from tests.sizes import pick


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param("\ufeff" + ROWS, id="mark"),
        pytest.param("\r\n".join(["date,kind,name", *reversed(ROWS.splitlines()[1:]), "", ""]), id="any order"),
        pytest.param(ROWS + "2026-11-24,holiday,Tên khác\n" + ROWS.partition("\n")[2], id="twice"),
        pytest.param(
            "source,name,weekday,kind,confirmed,date\n"
            'TB,"Quốc khánh",Tue,holiday,false,2026-09-01\n'
            "TB,Quốc khánh,,holiday,,2026-09-02\nTB,Nghỉ hoán đổi,,swap_off,false,2026-08-31\n",
            id="other columns",
        ),
    ],
)
def test_calendar_is_read_by_its_heading(tmp_path: Path, rows: str) -> None:
    (answer,) = answers(tmp_path, [case("2026-08-28T09:00", "working_day", 3)], rows=rows)

    assert answer["due_at"] == "2026-09-07T17:30:00"
    assert [day["name"] for day in answer["skipped"]] == ["", "", "Nghỉ hoán đổi", *["Quốc khánh"] * 2, "", ""]
    assert "dự kiến" not in answer["text"]


def test_years_are_covered_whole_from_the_first_listed_to_the_last(tmp_path: Path) -> None:
    rows = "date,kind,name\n2027-06-01,holiday,Hai\n2025-06-02,holiday,Một\n"

    found = answers(
        tmp_path,
        [
            case("2025-01-01T00:00", "working_day", 1),
            case("2024-12-31T23:59:59", "working_day", 1),
            case("2026-03-02T09:00", "working_day", 400),
            case("2027-12-30T09:00", "working_day", 1),
            case("2027-12-31T09:00", "working_day", 1),
            case("2027-12-31T15:00", "same_day"),
        ],
        rows=rows,
    )

    assert [row.get("due_at", row.get("code")) for row in found] == [
        "2025-01-02T17:30:00",
        "outside_calendar",
        "2027-09-14T17:30:00",
        "2027-12-31T17:30:00",
        "outside_calendar",
        "2027-12-31T17:30:00",
    ]


UNUSABLE_ROWS: dict[str, tuple[str | bytes, str]] = {
    "two kinds": (
        ROWS + "2026-11-24,makeup_work,Làm bù\n",
        "ngày 2026-11-24 có hai loại khác nhau, ở dòng 2 và 9.",
    ),
    "another encoding": (b"date,kind,name\n2026-11-24,holiday,Ngh\xec\n", "days.csv"),
    "no such kind": ("date,kind,name\n\n2026-11-24,feast,Nghỉ\n", "dòng 3, cột kind"),
    "no heading": ("2026-11-24,holiday,Nghỉ\n", "dòng 1"),
    "empty": ("", "dòng 1"),
    "no days": ("date,kind,name\n", "không có ngày nào"),
    "no such day": ("date,kind,name\n2026-02-30,holiday,Nghỉ\n", "dòng 2, cột date"),
    "an open quote": ('date,kind,name\n2026-11-24,holiday,"Nghỉ\n2026-11-25', "dòng 2"),
}
UNUSABLE_OPTIONS = (
    ("--calendar", "/no/such/file.csv"),
    ("--sessions", "07:30-11:30,11:00-12:00"),
    ("--due-time", "noon"),
    ("--calendar", "/"),
    ("--sessions", ""),
    ("--sessions", "sáng"),
)


@pytest.mark.parametrize("which", list(UNUSABLE_ROWS)[: pick(sample=3, full=None)])
def test_an_unusable_calendar_ends_with_two_and_says_which_line(tmp_path: Path, which: str) -> None:
    rows, said = UNUSABLE_ROWS[which]

    run = ask(tmp_path, [case("2026-11-20T09:42", "working_day", 3)], rows=rows)

    assert (run.returncode, run.stdout) == (2, b"")
    assert said in run.stderr.decode()
    assert b"Traceback" not in run.stderr


@pytest.mark.parametrize("options", UNUSABLE_OPTIONS[: pick(sample=3, full=None)])
def test_unusable_options_end_with_two(tmp_path: Path, options: tuple[str, ...]) -> None:
    run = ask(tmp_path, [case("2026-11-20T09:42", "working_day", 3)], *options)

    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.strip()
    assert b"Traceback" not in run.stderr
