"""The golden rates (domain 10.7) and what a share may never say."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.labels import percent
from apps.dossiers.domain.timeliness import Rate
from apps.reports.domain.figures import FEWEST_VOTES, Opinion, Sums, total

counts = st.integers(0, 10_000)
sums = st.builds(Sums, received=counts, early=counts, on_time=counts, late=counts, ended=counts)


def test_r1_closed_rate_and_the_rate_of_the_national_index() -> None:
    month = Sums(early=60, on_time=35, late=5)

    closed, with_open = month.rate, month.rate_with_open(in_time=18, overdue=2)

    assert closed and (closed.numerator, closed.denominator, closed.text) == (95, 100, "95,00%")
    assert with_open and (with_open.numerator, with_open.denominator, with_open.text) == (113, 120, "94,17%")


def test_r2_nothing_finished_is_neither_zero_nor_hundred() -> None:
    assert Sums(received=7, ended=2).rate is None
    assert Sums().rate_with_open(in_time=0, overdue=0) is None


@pytest.mark.parametrize(("denominator", "text"), [(227, "93,83%"), (247, "86,23%")])
def test_r3_two_decimals_half_up(denominator: int, text: str) -> None:
    assert Rate(numerator=213, denominator=denominator).text == text
    assert percent(numerator=213, denominator=denominator) == text


@given(sums)
def test_withdrawn_and_stopped_stand_in_neither_part_of_the_rate(month: Sums) -> None:
    without = Sums(early=month.early, on_time=month.on_time, late=month.late)

    assert month.rate == without.rate
    assert month.done == month.early + month.on_time + month.late


@given(st.lists(sums, max_size=5))
def test_a_total_is_the_same_in_any_order(parts: list[Sums]) -> None:
    assert total(parts) == total(reversed(parts))
    assert total(parts).done == sum(part.done for part in parts)


def test_too_few_votes_show_no_share_and_no_vote() -> None:
    few = Opinion(invited=9, satisfied=FEWEST_VOTES - 1)
    enough = Opinion(invited=9, very_satisfied=2, satisfied=2, not_satisfied=1)

    assert few.rate is None
    assert enough.rate and (enough.rate.numerator, enough.rate.percent) == (4, Decimal("80.00"))


def test_votes_of_people_asked_earlier_never_make_more_than_all() -> None:
    late_voters = Opinion(invited=2, satisfied=5)

    assert late_voters.response_rate == Rate(numerator=2, denominator=2)
    assert Opinion(satisfied=5).response_rate is None
