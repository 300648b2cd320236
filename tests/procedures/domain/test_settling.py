"""What a person's answers mean for one wording, and which readings are put to them."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.procedures.domain.doubts import Doubt, What
from apps.procedures.domain.facts import facts_of
from apps.procedures.domain.fees import amounts_in
from apps.procedures.domain.proposing import proposals
from apps.procedures.domain.records import content_of
from apps.procedures.domain.settling import Answer, Asked, Readings, readings_of, surroundings
from apps.procedures.domain.times import lengths_in
from apps.worktime import Allowance, Unit
from tests.procedures.factories import CHANNEL, record

UNITS = {"wd": Unit.WORKING_DAY, "cd": Unit.CALENDAR_DAY, "wh": Unit.WORKING_HOUR, "sd": Unit.SAME_DAY}


def length(text: str) -> Allowance:
    """«3wd», «1cd», «0sd»."""
    return Allowance(amount=Decimal(text[:-2]), unit=UNITS[text[-2:]])


def content(*channels: dict[str, Any], **columns: Any) -> dict[str, Any]:
    return content_of(record(channels=[{**CHANNEL, **channel} for channel in channels], **columns))


def asked(doubt: Doubt, given: str | None, text: str = "1") -> Asked:
    answer = None if given is None else Answer(time=length(given) if given else None)
    return Asked(what=What.TIME, doubt=doubt, text=text, answer=answer)


@pytest.mark.parametrize(
    ("doubt", "text", "note", "expected"),
    [
        (Doubt.BARE_NUMBER, "1", "", ["1wd", "1cd", "1wh"]),
        (Doubt.BARE_NUMBER, "1", "Trong 01 giờ làm việc.", ["1wh", "1wd", "1cd"]),
        (Doubt.BARE_NUMBER, "15", "", ["15wd", "15cd"]),
        (Doubt.BARE_NUMBER, "123456", "", []),
        (Doubt.ZERO, "0 Giờ", "", ["0sd"]),
        (Doubt.NO_SUCH_UNIT, "2 Tháng", "", ["60cd"]),
        (Doubt.BROKEN_DAY, "6.25 Ngày làm việc", "", ["50wh", "6wd"]),
        (Doubt.LONG_HOURS, "24 Giờ", "", ["24wh", "3wd", "1wd", "1cd"]),
        (Doubt.PROSE, "Ngay trong ngày; xác minh thì 3 ngày làm việc", "", ["0sd", "3wd"]),
        (Doubt.PROSE, "Theo mô tả", "Không quá 07 ngày.", ["7cd"]),
        (Doubt.PROSE, "Theo mô tả", "", []),
    ],
)
def test_readings_put_to_a_person_begin_with_those_the_note_confirms(
    doubt: Doubt, text: str, note: str, expected: list[str]
) -> None:
    found = proposals(what=What.TIME, doubt=doubt, text=text, content=content({"time": text, "note": note}))

    assert [answer.time for answer in found] == [length(one) for one in expected]


@pytest.mark.parametrize(
    ("doubt", "text", "expected"),
    [
        (Doubt.FEE_TOO_SMALL, "135 VNĐ", [(135_000, "")]),
        (Doubt.FEE_TOO_SMALL, "135 VNĐ(Cấp giấy phép: 135.000 đồng/lần.)", [(135_000, "lần")]),
        (Doubt.FEE_CONDITIONS, "Miễn phí(Cấp mới: 50.000 đồng/giấy)", [(0, ""), (50_000, "giấy")]),
        (Doubt.FEE_CONDITIONS, "600,000 VNĐ(300.000 đồng/hồ sơ kể từ 01/7/2025)", [(600_000, ""), (300_000, "hồ sơ")]),
        (Doubt.FEE_CURRENCY, "10 USD(/bản)", []),
        (Doubt.FEE_UNSAID, "Phí:  (Chi tiết tại biểu phí kèm theo)", []),
    ],
)
def test_fees_put_to_a_person_are_those_the_cell_names(
    doubt: Doubt, text: str, expected: list[tuple[int, str]]
) -> None:
    found = proposals(what=What.FEE, doubt=doubt, text=text, content=content({"fee": text}))

    assert [answer.fee for answer in found] == expected


def test_answer_about_the_whole_waits_for_the_other_doubts_about_it() -> None:
    first, second = asked(Doubt.NOTE_HAS_CASES, "5wd"), asked(Doubt.SEVERAL_TIMES, None)
    kept = asked(Doubt.SEVERAL_TIMES, "")

    assert readings_of([first, second]).whole is None
    assert readings_of([first, kept]).whole == length("5wd")
    assert readings_of([first, asked(Doubt.SEVERAL_TIMES, "7wd")]).whole == length("7wd")


def test_open_doubt_about_a_cell_does_not_hold_back_an_answer_about_the_whole() -> None:
    found = readings_of([asked(Doubt.BARE_NUMBER, None), asked(Doubt.NOTE_ALONE, "5wd", text="cấp lại: 5 ngày")])

    assert (found.whole, found.times) == (length("5wd"), {})


def test_reading_of_a_cell_is_believed_only_where_the_cases_bear_it_out() -> None:
    settled = Readings(times={"1": length("1wd")})
    cases = [{"name": "Cấp mới", "qty": "5", "unit": "WORKING_DAY"}]

    alone = facts_of(content({"time": "1"}), settled=settled)
    against = facts_of(content({"time": "1"}, cases=cases), settled=settled)

    assert (alone.promise, alone.channels[0].time) == (length("1wd"), length("1wd"))
    assert (against.promise, [review.doubt for review in against.reviews]) == (None, [Doubt.CASE_DISAGREES])


def test_surroundings_are_all_that_is_read_and_nothing_else() -> None:
    said = content({"time": "1"})

    assert surroundings(said, what=What.TIME) == surroundings(content({"time": "1"}, steps="Bước 1"), what=What.TIME)
    assert surroundings(said, what=What.TIME) == surroundings(content({"time": "1", "fee": "135 VNĐ"}), what=What.TIME)
    assert surroundings(said, what=What.TIME) != surroundings(content({"time": "1", "note": "x"}), what=What.TIME)
    assert surroundings(said, what=What.FEE) != surroundings(content({"time": "1", "fee": "135 VNĐ"}), what=What.FEE)


@given(st.text(alphabet="0123456789 .,:;/()đồngVNĐngàylmviệcgiờthháTrongMiễ", max_size=60), st.sampled_from(Doubt))
def test_whatever_the_cell_says_the_readings_are_few_different_and_can_be_promised(text: str, doubt: Doubt) -> None:
    for what in (What.TIME, What.FEE):
        found = proposals(what=what, doubt=doubt, text=text, content=content({"time": text, "note": text}))

        assert len(found) <= 4
        assert len(set(found)) == len(found)
    assert all(time.amount <= 999 for time in lengths_in(text))
    assert all(amount >= 0 for amount, _per in amounts_in(text))
