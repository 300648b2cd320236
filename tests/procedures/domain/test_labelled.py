"""Cells two people read from the raw text alone, who had never seen the parser; where they differed it is a review.

What counts is that nothing is typed otherwise than they read it. Precision and share are printed.
"""

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from apps.procedures.domain.facts import facts_of
from apps.procedures.domain.fees import read_fee, split_fees
from apps.procedures.domain.records import content_of
from apps.procedures.domain.times import read_time
from apps.procedures.services.commune import OWN_CATALOGUE
from apps.worktime import Unit

FOLDER = Path(__file__).parents[1] / "labelled"
REVIEW, NOTHING = "review", "nothing"
Value = tuple[tuple[Decimal, str], ...]


def sample(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def read_as_time(text: str) -> Value | str:
    reading = read_time(text)
    if reading.is_silent:
        return NOTHING
    return ((reading.time.amount, reading.time.unit.value),) if reading.time else REVIEW


def read_as_fees(text: str) -> Value | str:
    """All fees of a cell, or a review as soon as one of them is unsure: half a cell may not be charged."""
    readings = [read_fee(part) for part in split_fees(text)]
    if any(reading.doubt for reading in readings):
        return REVIEW
    fees = {(Decimal(reading.amount), reading.unit) for reading in readings if reading.amount is not None}
    return tuple(sorted(fees)) or NOTHING


def labelled(row: dict[str, Any]) -> Value | str:
    if "review" in row or "none" in row:
        return REVIEW if "review" in row else NOTHING
    if "unit" in row:
        return ((Decimal(row["amount"]), row["unit"]),)
    return tuple(sorted({(Decimal(fee["amount"]), fee["per"]) for fee in row.get("fees", [row])}))


@pytest.mark.parametrize(
    ("name", "read", "least"),
    [("times.jsonl", read_as_time, 0.9), ("fees.jsonl", read_as_fees, 0.75)],
    ids=["times", "fees"],
)
def test_nothing_is_typed_otherwise_than_two_people_read_it(
    name: str, read: Callable[[str], Value | str], least: float, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = sample(name)
    told = [(row["text"], read(row["text"]), labelled(row)) for row in rows]
    typed = [one for one in told if one[1] not in (REVIEW, NOTHING)]
    certain = [one for one in told if one[2] not in (REVIEW, NOTHING)]
    wrong = [one for one in typed if one[1] != one[2]]
    unasked = [one for one in told if one[1] == NOTHING and one[2] != NOTHING]

    precision, share = 1 - len(wrong) / len(typed), len(typed) / len(certain)
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{name}: precision {precision:.2%} ({len(typed) - len(wrong)} of {len(typed)} typed); typed {share:.1%}"
            f" of the {len(certain)} cells both readers were certain of, {len(rows)} in all"
        )

    assert wrong == []
    assert unasked == []
    assert share >= least


def of_which_typed(records: Sequence[dict[str, Any]]) -> tuple[int, int]:
    """How many records name a time, and how many of them get a typed one."""
    facts = [facts_of(content_of(record)) for record in records]
    timed = [one for one in facts if any(not read_time(row.time_text).is_silent for row in one.channels)]
    return len(timed), sum(any(row.time for row in one.channels) for one in timed)


def test_whole_of_our_own_catalogue_is_typed() -> None:
    records = [json.loads(line) for line in OWN_CATALOGUE.read_text(encoding="utf-8").splitlines()]

    timed, typed = of_which_typed(records)

    assert (timed, typed) == (50, 50)


def test_every_unit_that_was_labelled_is_one_that_can_be_promised_or_stays_text() -> None:
    """Months and years have no unit here: nobody can count them in working time, so they are asked."""
    spoken = {row["unit"] for row in sample("times.jsonl") if "unit" in row}

    assert spoken - {unit.value for unit in Unit} <= {"month", "year"}
