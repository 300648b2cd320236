"""`manage.py due_date`: each line of cases has its answer, in its place."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from apps.dossiers.domain.promise import promise
from config.launch import environment
from tests.dossiers.asking import ROWS, answers, case
from tests.launch.houses import variables
from tests.worktime.calendars import ASSUMED_2027, OWN_ROWS, SAME_DAY, at, days


def test_answer_holds_two_instants_and_how_they_came_about(tmp_path: Path) -> None:
    (answer,) = answers(tmp_path, [case("2026-11-20T09:42", "working_day", 3)])

    assert not (tmp_path / "postgres").exists(), "no server is started for it"
    assert list(answer.items()) == [
        ("due_at", "2026-11-26T17:30:00"),
        ("late_after", "2026-11-26T23:59:59.999999"),
        ("effective_from", "2026-11-20T09:42:00"),
        ("counted", 3),
        (
            "skipped",
            [
                {"date": "2026-11-21", "why": "weekend", "name": ""},
                {"date": "2026-11-22", "why": "weekend", "name": ""},
                {"date": "2026-11-24", "why": "holiday", "name": "Ngày Văn hóa Việt Nam"},
            ],
        ),
        (
            "text",
            "3 ngày làm việc, tính từ ngày làm việc sau ngày tiếp nhận (thứ Hai 23/11);"
            " bỏ 24/11 (Ngày Văn hóa Việt Nam)",
        ),
    ]


def test_every_unit_has_its_instants_and_its_count(tmp_path: Path) -> None:
    found = answers(
        tmp_path,
        [
            case("2026-11-20T09:42:10", "working_day", 2.5),
            case("2026-11-20T16:30", "working_hour", 2),
            case("2026-11-20T07:30", "working_hour", 0.01),
            case("2026-11-09T09:00", "calendar_day", 15),
            case("2026-11-23T15:00:00", "same_day"),
            case("2026-11-23T15:00:01", "same_day"),
            case("2026-11-21T20:15", "working_day", 1),
            case("2026-11-20T17:30", "working_day", 1),
            case("2026-11-20T12:00", "working_day", 1),
            case("2026-08-21T09:00", "working_day", 1.0),
            case("2026-11-20T09:00", "same_day", None) | {"amount": None},
        ],
    )

    assert [(row["due_at"], row["late_after"], row["effective_from"], row["counted"]) for row in found] == [
        ("2026-11-26T11:30:00", "2026-11-26T11:30:00", "2026-11-20T09:42:10", 2),
        ("2026-11-23T08:30:00", "2026-11-23T08:30:00", "2026-11-20T16:30:00", 0),
        ("2026-11-20T07:30:36", "2026-11-20T07:30:36", "2026-11-20T07:30:00", 0),
        ("2026-11-25T17:30:00", "2026-11-25T23:59:59.999999", "2026-11-09T09:00:00", 15),
        ("2026-11-23T17:30:00", "2026-11-23T23:59:59.999999", "2026-11-23T15:00:00", 0),
        ("2026-11-25T17:30:00", "2026-11-25T23:59:59.999999", "2026-11-23T15:00:01", 0),
        ("2026-11-25T17:30:00", "2026-11-25T23:59:59.999999", "2026-11-23T07:30:00", 1),
        ("2026-11-23T17:30:00", "2026-11-23T23:59:59.999999", "2026-11-20T17:30:00", 1),
        ("2026-11-23T17:30:00", "2026-11-23T23:59:59.999999", "2026-11-20T13:30:00", 1),
        ("2026-08-22T17:30:00", "2026-08-22T23:59:59.999999", "2026-08-21T09:00:00", 1),
        ("2026-11-20T17:30:00", "2026-11-20T23:59:59.999999", "2026-11-20T09:00:00", 0),
    ]


def test_same_time_compares_with_the_hour_itself(tmp_path: Path) -> None:
    found = answers(
        tmp_path,
        [
            case("2026-11-20T09:42", "working_day", 3),
            case("2026-11-20T09:42", "calendar_day", 4),
            case("2026-11-20T09:42", "working_day", 0.5),
            case("2026-11-21T09:42", "working_day", 1),
            case("2026-11-20T09:42", "same_day"),
        ],
        "--due-time",
        "same_time",
    )

    assert [row["due_at"] for row in found] == [
        "2026-11-26T09:42:00",
        "2026-11-25T09:42:00",
        "2026-11-23T11:30:00",
        "2026-11-25T07:30:00",
        "2026-11-20T17:30:00",
    ]
    assert [row["late_after"] for row in found] == [row["due_at"] for row in found]


def test_days_passed_over_are_named_by_what_the_rows_call_them(tmp_path: Path) -> None:
    found = answers(
        tmp_path,
        [
            case("2026-08-28T09:00", "working_day", 3),
            case("2026-04-24T09:00", "working_day", 1),
            case("2026-11-09T09:00", "calendar_day", 15),
            case("2026-11-16T09:00", "calendar_day", 5),
            case("2026-08-28T16:00", "working_hour", 4),
        ],
    )

    assert [[(day["date"][5:], day["why"], day["name"]) for day in row["skipped"]] for row in found] == [
        [
            ("08-29", "weekend", ""),
            ("08-30", "weekend", ""),
            ("08-31", "swap_off", "Nghỉ hoán đổi"),
            ("09-01", "holiday", "Quốc khánh"),
            ("09-02", "holiday", "Quốc khánh"),
            ("09-05", "weekend", ""),
            ("09-06", "weekend", ""),
        ],
        [
            ("04-25", "weekend", ""),
            ("04-26", "holiday", "Giỗ Tổ Hùng Vương"),
            ("04-27", "in_lieu", "Nghỉ bù Giỗ Tổ"),
        ],
        [("11-24", "holiday", "Ngày Văn hóa Việt Nam")],
        [("11-21", "weekend", ""), ("11-22", "weekend", "")],
        [
            ("08-29", "weekend", ""),
            ("08-30", "weekend", ""),
            ("08-31", "swap_off", "Nghỉ hoán đổi"),
            ("09-01", "holiday", "Quốc khánh"),
            ("09-02", "holiday", "Quốc khánh"),
        ],
    ]


def test_sessions_are_those_given_and_a_make_up_day_has_them_too(tmp_path: Path) -> None:
    found = answers(
        tmp_path,
        [case("2026-08-21T16:30", "working_day", 1), case("2026-08-21T16:30", "working_hour", 1.25)],
        "--sessions",
        "07:00-11:30,13:30-17:00",
    )

    assert [row["due_at"] for row in found] == ["2026-08-22T17:00:00", "2026-08-22T07:45:00"]


def test_every_line_is_answered_in_its_place(tmp_path: Path) -> None:
    good = case("2026-11-20T09:42", "working_day", 3)
    lines = [
        (good, None),
        (b"", "bad_line"),
        (b"   ", "bad_line"),
        (b"{", "bad_line"),
        (b"[]", "bad_line"),
        (b'"2026"', "bad_line"),
        (b"\xff\xfe", "bad_line"),
        (b"[" * 100_000, "bad_line"),
        (b'{"received": "2026-11-20T09:42", "unit": "working_day", "amount": 3} x', "bad_line"),
        (good, None),
        ({}, "bad_date"),
        (good | {"received": None}, "bad_date"),
        (good | {"received": 20261120}, "bad_date"),
        (good | {"received": "2026-11-20"}, "bad_date"),
        (good | {"received": "2026-11-20 09:42"}, "bad_date"),
        (good | {"received": "2026-11-20T09"}, "bad_date"),
        (good | {"received": "2026-11-20T09:42Z"}, "bad_date"),
        (good | {"received": "2026-11-20T09:42+07:00"}, "bad_date"),
        (good | {"received": "2026-11-20T09:42:00.5"}, "bad_date"),
        (good | {"received": "2026-11-20T24:00"}, "bad_date"),
        (good | {"received": "2026-02-30T09:42"}, "bad_date"),
        (good | {"received": "٢٠٢٦-11-20T09:42"}, "bad_date"),
        (good | {"unit": "week"}, "bad_unit"),
        (good | {"unit": None}, "bad_unit"),
        (good | {"unit": ["working_day"]}, "bad_unit"),
        (good | {"unit": "\ud800"}, "bad_unit"),
        ({"received": "2026-11-20T09:42", "amount": 3}, "bad_unit"),
        (good | {"amount": True}, "bad_amount"),
        (good | {"amount": 0}, "bad_amount"),
        (good | {"amount": -1}, "bad_amount"),
        (good | {"amount": 0.25}, "bad_amount"),
        (good | {"amount": "3"}, "bad_amount"),
        (good | {"amount": None}, "bad_amount"),
        (good | {"amount": [3]}, "bad_amount"),
        (good | {"amount": float("nan")}, "bad_amount"),
        (good | {"amount": float("inf")}, "bad_amount"),
        (good | {"unit": "calendar_day", "amount": 1.5}, "bad_amount"),
        (good | {"unit": "working_hour", "amount": 0.001}, "bad_amount"),
        (good | {"unit": "same_day"}, "bad_amount"),
        (b'{"received": "2026-11-20T09:42", "unit": "working_day", "amount": 1e99999999999999999999}', "bad_amount"),
        (b'{"received": "2026-11-20T09:42", "unit": "working_day", "amount": 1.%s1}' % (b"0" * 40), "bad_amount"),
        (case("2026-11-20T09:42", "working_day"), "bad_amount"),
        (good | {"received": "2025-12-31T09:42"}, "outside_calendar"),
        (good | {"received": "0001-01-01T00:00"}, "outside_calendar"),
        (good | {"received": "9999-12-31T23:59"}, "outside_calendar"),
        (good | {"received": "2026-12-31T09:42"}, "outside_calendar"),
        (good | {"amount": 400}, "outside_calendar"),
        (good | {"unit": "working_hour", "amount": 10**30}, "outside_calendar"),
        (b'{"received": "2026-11-20T09:42", "unit": "calendar_day", "amount": 1e400}', "outside_calendar"),
        (good | {"id": 7, "note": "thừa"}, None),
    ]

    found = answers(tmp_path, [line for line, _ in lines])

    assert [(row.get("code"), bool(row.get("due_at"))) for row in found] == [(code, not code) for _, code in lines]
    assert all(set(row) == {"error", "code"} and row["error"].endswith(".") for row in found if "code" in row)


def test_a_last_line_without_its_end_is_a_line_and_carriage_returns_and_a_mark_are_none(tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    path.write_text(ROWS, encoding="utf-8")
    line = json.dumps(case("2026-11-20T09:42", "working_day", 3)).encode()

    run = subprocess.run(
        [sys.executable, "manage.py", "due_date", "--calendar", str(path)],
        cwd=environment.ROOT,
        env=variables(folder=tmp_path, LC_ALL="C", PYTHONIOENCODING="ascii"),
        input=b"\xef\xbb\xbf" + line + b"\r\n\r\n" + line,
        capture_output=True,
        check=True,
    )

    found = [json.loads(row) for row in run.stdout.decode().splitlines()]
    assert [row.get("code", row.get("due_at")) for row in found] == [
        "2026-11-26T17:30:00",
        "bad_line",
        "2026-11-26T17:30:00",
    ]
    assert found[0] == found[2]


def test_whoever_stops_reading_is_not_told_of_a_crash(tmp_path: Path) -> None:
    (tmp_path / "days.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "cases.jsonl").write_text("{}\n" * 20_000, encoding="utf-8")

    with (tmp_path / "cases.jsonl").open("rb") as lines:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "due_date", "--calendar", str(tmp_path / "days.csv")],
            cwd=environment.ROOT,
            env=variables(folder=tmp_path),
            stdin=lines,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    assert process.stdout and process.stderr
    first = process.stdout.readline()
    process.stdout.close()

    assert json.loads(first)["code"] == "bad_date"
    assert (process.stderr.read(), process.wait(timeout=60)) == (b"", 0)


def test_text_is_the_sentence_of_the_explanation(tmp_path: Path) -> None:
    starts = ["2026-10-05 09:42", "2026-08-21 20:15", "2026-02-13 15:30"]

    found = answers(
        tmp_path,
        [
            case(start.replace(" ", "T"), unit, amount)
            for start in starts
            for unit, amount in (("working_day", 40), ("same_day", None))
        ],
        rows=OWN_ROWS.read_bytes(),
    )

    assert [row["text"] for row in found] == [
        promise(received_at=at(start), allowance=allowance, calendar=ASSUMED_2027).explanation.sentence()
        for start in starts
        for allowance in (days(40), SAME_DAY)
    ]
