"""The golden rates (domain 10.7) and what a share may never say."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.labels import percent
from apps.dossiers.domain.timeliness import Rate
from apps.reports.domain.figures import FEWEST_VOTES, Opinion, Sums, rates, total

counts = st.integers(0, 10_000)
sums = st.builds(
    lambda ended, ended_late, **parts: Sums(ended=ended + ended_late, ended_late=ended_late, **parts),
    ended=counts,
    ended_late=counts,
    received=counts,
    early=counts,
    on_time=counts,
    late=counts,
)


def test_r1_closed_rate_and_the_rate_of_the_national_index() -> None:
    month = Sums(early=60, on_time=35, late=5)

    found = rates(sums=month, open_now=20, overdue=2, nationally_late=2)

    assert found.closed and (found.closed.numerator, found.closed.denominator) == (95, 100)
    assert found.national and (found.national.numerator, found.national.denominator) == (113, 120)
    assert found.in_hand and (found.in_hand.numerator, found.in_hand.denominator) == (2, 20)
    assert found.combined == found.national  # nothing was withdrawn, and no clock stands
    assert [rate.text for rate in (found.closed, found.national, found.in_hand)] == ["95,00%", "94,17%", "10,00%"]


def test_r2_nothing_finished_is_neither_zero_nor_hundred() -> None:
    assert Sums(received=7, ended=2).rate is None
    nothing = rates(sums=Sums(received=7), open_now=0, overdue=0, nationally_late=0)
    assert (nothing.closed, nothing.national, nothing.in_hand, nothing.combined) == (None, None, None, None)


def test_k12_what_was_withdrawn_is_finished_for_the_nation_and_beside_the_rate_here() -> None:
    found = rates(sums=Sums(early=1, ended=3, ended_late=1), open_now=1, overdue=0, nationally_late=0)

    assert found.closed and (found.closed.numerator, found.closed.denominator) == (1, 1)
    assert found.national and (found.national.numerator, found.national.denominator) == (4, 5)
    assert found.combined and (found.combined.numerator, found.combined.denominator) == (2, 2)


def test_what_is_never_finished_lowers_every_rate_that_looks_at_what_is_open() -> None:
    month = Sums(early=95, late=5)

    before = rates(sums=month, open_now=10, overdue=0, nationally_late=0)
    after = rates(sums=month, open_now=10, overdue=10, nationally_late=10)

    assert before.closed == after.closed
    for one, other in ((before.national, after.national), (before.combined, after.combined)):
        assert one and other and one.percent > other.percent
    assert after.in_hand and after.in_hand.percent == 100


@given(sums, st.integers(0, 500), st.integers(0, 500))
def test_the_parts_of_each_rate_add_up(month: Sums, in_time: int, overdue: int) -> None:
    found = rates(sums=month, open_now=in_time + overdue, overdue=overdue, nationally_late=overdue)

    assert month.early + month.on_time + month.late == month.done
    if found.combined and found.national:
        assert found.combined.denominator - found.combined.numerator == month.late + overdue
        assert found.national.denominator - found.national.numerator == month.late + month.ended_late + overdue
        assert found.national.denominator == month.done + month.ended + in_time + overdue


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
