"""The office's own shorter time, and when it counts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from apps.procedures.domain.targets import is_within, promised
from apps.worktime import Allowance, Unit


def time(amount: str, unit: Unit) -> Allowance:
    return Allowance(amount=Decimal(amount), unit=unit)


DAY, HOUR, CALENDAR, SAME = Unit.WORKING_DAY, Unit.WORKING_HOUR, Unit.CALENDAR_DAY, Unit.SAME_DAY


@pytest.mark.parametrize(
    ("target", "law", "fits"),
    [
        (time("2", DAY), time("3", DAY), True),
        (time("3", DAY), time("3", DAY), True),
        (time("3.5", DAY), time("3", DAY), False),
        (time("4", HOUR), time("1", DAY), True),
        (time("8", HOUR), time("1", DAY), False),  # a day may have one session only
        (time("3", CALENDAR), time("3", DAY), True),
        (time("3", DAY), time("5", CALENDAR), False),  # a Tết would make it longer
        (time("0", SAME), time("3", DAY), True),
        (time("1", DAY), time("0", SAME), False),
    ],
)
def test_target_is_within_the_law_only_where_no_calendar_makes_it_longer(
    target: Allowance, law: Allowance, fits: bool
) -> None:
    assert is_within(target=target, law=law) is fits


def test_target_shortens_the_promise_until_the_law_becomes_shorter_itself() -> None:
    two, three = time("2", DAY), time("3", DAY)

    assert promised(law=three, settled=None, target=two) == two
    assert promised(law=time("1", DAY), settled=None, target=two) == time("1", DAY)
    assert promised(law=None, settled=three, target=two) == two
    assert promised(law=None, settled=None, target=two) is None
