"""`manage.py index_766`: each line has its score in its place; no database and no broker is asked."""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from config.launch import environment
from tests.launch.houses import variables

COMMAND = [sys.executable, "manage.py", "index_766"]
GOOD = {"component": "progress", "numerator": 113, "denominator": 120}
GOOD_ANSWER = {"rate": "94.17", "points": "18.83"}
PAID = {"component": "online_payment", "a": [1, 2], "b": [3, 5], "c": [2, 5]}
POSTED = {"component": "publication", "item": "issued", "numerator": 3, "denominator": 4}
SECONDS = 240  # on a busy machine; alone it is one


def ask(folder: Path, lines: Sequence[object], **more: str) -> list[dict[str, str | None]]:
    """What the command answers; that it says nothing else."""
    written = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    run = subprocess.run(
        COMMAND,
        cwd=environment.ROOT,
        env=variables(folder=folder, **more),
        input=b"".join(line + b"\n" for line in written),
        capture_output=True,
        check=False,
        timeout=SECONDS,
    )
    assert (run.returncode, run.stderr) == (0, b"")
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


def test_every_line_is_answered_in_its_place_and_neither_database_nor_broker_is_touched(tmp_path: Path) -> None:
    lines: list[tuple[object, object]] = [
        (GOOD, GOOD_ANSWER),
        (PAID, {"rate": None, "points": "5.50"}),
        (POSTED, {"rate": "75.00", "points": "4.50"}),
        (GOOD | {"denominator": 0, "numerator": 0}, {"rate": None, "points": "0.00"}),
        (GOOD | {"component": "reuse", "denominator": 0, "numerator": 0}, {"rate": None, "points": None}),
        (GOOD | {"component": "petitions_on_time", "denominator": 0, "numerator": 0}, {"rate": None, "points": "6.00"}),
        (PAID | {"a": [0, 0], "b": [0, 0], "c": [0, 0]}, {"rate": None, "points": "0.00"}),
        (GOOD | {"numerator": 10**30, "denominator": 10**30}, {"rate": "100.00", "points": "20.00"}),
        (
            b'{"component": "sync", "numerator": 1%s, "denominator": 2%s}' % (b"0" * 9000, b"0" * 9000),
            {"rate": "50.00", "points": "3.00"},
        ),
        (b'{"component": "sync", "numerator": 1%s, "denominator": 1}' % (b"0" * 9000), "bad_number"),
        (b'{"component": "sync", "numerator": -1%s, "denominator": 1}' % (b"0" * 9000), "bad_number"),
        (GOOD | {"note": "thừa", "item": "?"}, GOOD_ANSWER),
        (b"  " + json.dumps(GOOD).encode() + b" \r", GOOD_ANSWER),
        # no line
        (b"", "bad_line"),
        (b"   ", "bad_line"),
        (b"\r", "bad_line"),
        (b"{", "bad_line"),
        (b"[]", "bad_line"),
        (b"null", "bad_line"),
        (b"\xff\xfe", "bad_line"),
        (b'{"component": "progress\xff", "numerator": 1, "denominator": 1}', "bad_line"),
        (b"[" * 60_000, "bad_line"),
        (b"[" * 300_000, "bad_line"),
        (json.dumps(GOOD | {"note": "x" * 300_000}).encode(), "bad_line"),
        (json.dumps(GOOD).encode() * 2, "bad_line"),
        (b'{"component": "progress", "numerator": 1, "numerator": 2, "denominator": 3}', "bad_line"),
        ({}, "bad_line"),
        ({"numerator": 1, "denominator": 2}, "bad_line"),
        ({"component": "progress"}, "bad_line"),
        ({"component": "progress", "numerator": 1}, "bad_line"),
        ({"component": "publication", "numerator": 1, "denominator": 2}, "bad_line"),
        ({"component": "publication", "item": "issued"}, "bad_line"),
        ({"component": "online_payment", "a": [1, 2], "b": [1, 2]}, "bad_line"),
        ({"component": "online_payment", "numerator": 1, "denominator": 2}, "bad_line"),
        # line, then component, then item, then number
        (GOOD | {"component": "Progress"}, "unknown_component"),
        (GOOD | {"component": None, "numerator": -1}, "unknown_component"),
        (GOOD | {"component": ["progress"]}, "unknown_component"),
        (GOOD | {"component": "\ud800"}, "unknown_component"),
        (POSTED | {"item": "late", "numerator": -1}, "unknown_item"),
        (POSTED | {"item": {}}, "unknown_item"),
        (POSTED | {"numerator": 5}, "bad_number"),
        (GOOD | {"numerator": -1}, "bad_number"),
        (GOOD | {"numerator": -1, "denominator": -1}, "bad_number"),
        (GOOD | {"numerator": 121}, "bad_number"),
        (GOOD | {"numerator": 1, "denominator": 0}, "bad_number"),
        (GOOD | {"numerator": True}, "bad_number"),
        (GOOD | {"numerator": None}, "bad_number"),
        (GOOD | {"numerator": 1.0}, "bad_number"),
        (GOOD | {"numerator": "113"}, "bad_number"),
        (GOOD | {"numerator": [113]}, "bad_number"),
        (b'{"component": "progress", "numerator": NaN, "denominator": 1}', "bad_number"),
        (b'{"component": "progress", "numerator": 1, "denominator": Infinity}', "bad_number"),
        (b'{"component": "progress", "numerator": 1, "denominator": 1e400}', "bad_number"),
        (b'{"component": "progress", "numerator": 1, "denominator": 1e2}', "bad_number"),
        (PAID | {"a": 0.5}, "bad_number"),
        (PAID | {"a": [1]}, "bad_number"),
        (PAID | {"b": [1, 2, 3]}, "bad_number"),
        (PAID | {"c": [3, 2]}, "bad_number"),
        (PAID | {"c": [1, 0]}, "bad_number"),
        (PAID | {"c": {"n": 1}}, "bad_number"),
        (GOOD, GOOD_ANSWER),
    ]

    with socket.create_server(("127.0.0.1", 0)) as door:  # both addresses lead to it, and it would notice a knock
        port = door.getsockname()[1]
        database, broker = f"postgresql://nobody:x@127.0.0.1:{port}/none", f"redis://127.0.0.1:{port}/0"
        found = ask(tmp_path, [line for line, _ in lines], DATABASE_URL=database, REDIS_URL=broker)
        knocked, _, _ = select.select([door], [], [], 0)

    assert [row.get("code", row) for row in found] == [wanted for _, wanted in lines]
    assert all(set(row) == {"error", "code"} and str(row["error"]).endswith(".") for row in found if "code" in row)
    assert not knocked


def test_last_line_without_its_end_is_a_line_and_a_mark_of_order_is_none(tmp_path: Path) -> None:
    line = json.dumps(GOOD).encode()

    run = subprocess.run(
        COMMAND,
        cwd=environment.ROOT,
        env=variables(folder=tmp_path, LC_ALL="C", PYTHONIOENCODING="ascii"),
        input=b"\xef\xbb\xbf" + line + b"\r\n\r\n" + line,
        capture_output=True,
        check=True,
        timeout=SECONDS,
    )

    assert [json.loads(row).get("code", "scored") for row in run.stdout.splitlines()] == [
        "scored",
        "bad_line",
        "scored",
    ]
    assert not (tmp_path / "postgres").exists(), "no server is started for it"


@pytest.fixture
def talking(tmp_path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        COMMAND,
        cwd=environment.ROOT,
        env=variables(folder=tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_answer_comes_before_the_next_question_and_who_stops_reading_hears_of_no_crash(
    talking: subprocess.Popen[bytes],
) -> None:
    assert talking.stdin
    assert talking.stdout
    assert talking.stderr
    for _ in range(2):
        talking.stdin.write(json.dumps(GOOD).encode() + b"\n")
        talking.stdin.flush()
        assert json.loads(talking.stdout.readline()) == GOOD_ANSWER

    talking.stdout.close()
    try:
        talking.stdin.write(b"{}\n" * 20_000)
        talking.stdin.close()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), talking.stdin.fileno())
    ends = time.monotonic() + SECONDS
    while talking.poll() is None and time.monotonic() < ends:
        time.sleep(0.05)

    assert (talking.stderr.read(), talking.poll()) == (b"", 0)
