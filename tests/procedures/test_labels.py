"""How the catalogue speaks."""

from decimal import Decimal

import pytest

from apps.procedures.domain.doubts import Doubt
from apps.procedures.labels import CHANNELS, DOUBTS, allowance_words, channel_words, fees_words
from apps.procedures.models.law import CHANNELS as STORED_CHANNELS
from apps.worktime import Allowance, Unit


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        ("3.00", Unit.WORKING_DAY, "3 ngày làm việc"),
        ("7.5", Unit.WORKING_DAY, "7,5 ngày làm việc"),
        ("10", Unit.CALENDAR_DAY, "10 ngày"),
        ("2", Unit.WORKING_HOUR, "2 giờ làm việc"),
        ("0", Unit.SAME_DAY, "Trong ngày"),
    ],
)
def test_time_is_said_as_at_the_counter(amount: str, unit: Unit, words: str) -> None:
    assert allowance_words(Allowance(amount=Decimal(amount), unit=unit)) == words


@pytest.mark.parametrize(
    ("fees", "words"),
    [
        ([("in_person", 0, ""), ("online", 0, "")], "Miễn phí"),
        ([("in_person", 8000, "bản")], "8.000\u00a0đ mỗi bản"),
        (
            [("online", 0, ""), ("in_person", 100_000, "lần"), ("postal", 100_000, "lần")],
            "Qua mạng: miễn phí; tại quầy, bưu chính: 100.000\u00a0đ mỗi lần",
        ),
        ([("in_person", None, "")], ""),
        ([], ""),
    ],
)
def test_fees_are_said_in_a_breath(fees: list[tuple[str, int | None, str]], words: str) -> None:
    assert fees_words(fees) == words


def test_ways_of_filing_come_in_the_order_people_ask_for_them() -> None:
    assert channel_words({"postal", "in_person", "online"}) == "Qua mạng, tại quầy, bưu chính"


def test_every_doubt_and_every_channel_has_words() -> None:
    assert set(DOUBTS) == {doubt.value for doubt in Doubt}
    assert set(CHANNELS) == set(STORED_CHANNELS)
