"""From the cells of a whole procedure to one promise."""

import csv
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

from apps.procedures.domain.doubts import Doubt
from apps.procedures.domain.facts import ProcedureFacts, facts_of
from apps.procedures.domain.promises import Promises, TimedChannel, promises_of
from apps.procedures.domain.records import content_of
from apps.procedures.domain.times import read_time
from apps.worktime import Allowance, Unit
from tests.procedures.shared_data import records_of

LABELS = Path(__file__).parents[1] / "labelled" / "promises.csv"
SHORT = {Unit.WORKING_DAY: "wd", Unit.WORKING_HOUR: "wh", Unit.CALENDAR_DAY: "cd", Unit.SAME_DAY: "sd"}


@cache
def real_facts() -> dict[str, ProcedureFacts]:
    """The facts of every real procedure, read once for the tests of this module."""
    return {record["code"]: facts_of(content_of(record)) for record in records_of("procedures.jsonl.gz")}


def days(amount: int, unit: Unit = Unit.WORKING_DAY) -> Allowance:
    return Allowance(amount=Decimal(amount), unit=unit)


def promises(rows: Sequence[tuple[str, str, str]], cases: Sequence[str] = ()) -> Promises:
    return promises_of(
        channels=[TimedChannel(channel=channel, time_text=time, note=note) for channel, time, note in rows],
        case_times=cases,
    )


def doubts(found: Promises) -> list[Doubt]:
    return [review.doubt for review in found.reviews]


def test_channels_that_agree_give_one_promise() -> None:
    found = promises([("in_person", "3 Ngày làm việc", ""), ("online", "03 ngày làm việc", "")])

    assert (found.whole, doubts(found)) == (days(3), [])


def test_channel_without_a_time_does_not_spoil_the_others() -> None:
    found = promises([("in_person", "3 Ngày làm việc", ""), ("postal", "Không có thông tin", "")])

    assert (found.rows, found.whole) == ((days(3), None), days(3))


def test_channel_that_tells_its_time_in_prose_only_leaves_the_procedure_unpromised() -> None:
    found = promises([("in_person", "3 Ngày làm việc", ""), ("in_person", "Không có thông tin", "cấp lại: 7 ngày")])

    assert (found.whole, doubts(found)) == (None, [Doubt.NOTE_ALONE])


def test_channels_with_times_of_their_own_are_typed_each_and_reviewed() -> None:
    found = promises([("in_person", "5 Ngày làm việc", ""), ("online", "3 Ngày làm việc", "")])

    assert found.rows == (days(5), days(3))
    assert (found.whole, doubts(found)) == (None, [Doubt.CHANNELS_DIFFER])


def test_same_number_in_two_units_is_believed_in_neither() -> None:
    found = promises([("in_person", "10 Ngày", ""), ("online", "10 Ngày làm việc", "")])

    assert found.rows == (None, None)
    assert doubts(found) == [Doubt.CHANNELS_DISAGREE]


def test_one_channel_with_two_times_gives_no_promise() -> None:
    found = promises([("in_person", "15 Ngày", ""), ("in_person", "10 Ngày", "")])

    assert (found.whole, doubts(found)) == (None, [Doubt.SEVERAL_TIMES])


def test_channel_against_case_is_typed_nowhere() -> None:
    found = promises([("in_person", "3 Ngày làm việc", "")], cases=["5 ngày làm việc"])

    assert (found.rows, found.whole, doubts(found)) == ((None,), None, [Doubt.CASE_DISAGREES])


def test_case_that_agrees_confirms_and_a_further_case_withholds_the_promise() -> None:
    agreed = promises([("in_person", "3 Ngày làm việc", "")], cases=["3 ngày làm việc"])
    further = promises([("in_person", "3 Ngày làm việc", "")], cases=["3 ngày làm việc", "13 ngày làm việc"])

    assert (agreed.whole, doubts(agreed)) == (days(3), [])
    assert (further.rows, further.whole, doubts(further)) == ((days(3),), None, [Doubt.SEVERAL_CASES])


def test_every_labelled_procedure_is_promised_as_a_person_read_it_or_not_at_all() -> None:
    """62 procedures drawn over the kinds of cells, labelled from the raw text before the answer was looked at."""
    facts = real_facts()
    with LABELS.open(encoding="utf-8") as lines:
        labels = {row["code"]: row["label"] for row in csv.DictReader(lines, delimiter=";")}
    told = {code: facts[code].promise for code in labels}

    answers = {code: f"{p.amount.normalize():f}{SHORT[p.unit]}" if p else "none" for code, p in told.items()}
    wrong = {code: (answers[code], label) for code, label in labels.items() if answers[code] not in (label, "none")}
    missed = [code for code, label in labels.items() if answers[code] == "none" != label]

    assert wrong == {}
    assert len(missed) <= 1


def test_three_quarters_of_the_timed_records_get_a_typed_time() -> None:
    timed = [
        one for one in real_facts().values() if any(not read_time(row.time_text).is_silent for row in one.channels)
    ]
    typed = [one for one in timed if any(row.time for row in one.channels)]

    assert len(typed) / len(timed) >= 0.75
