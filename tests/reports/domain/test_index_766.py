"""The formulas of the service index: golden cases by hand, and laws against a reckoning of its own kind."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.reports.domain.index_766 import (
    Component,
    Count,
    Item,
    NotACount,
    Score,
    score,
    score_payment,
    score_publication,
    two_decimals,
)

SHARED = [one for one in Component if one not in {Component.PUBLICATION, Component.ONLINE_PAYMENT}]
counts = st.integers(0, 10**9).flatmap(lambda whole: st.builds(Count, st.integers(0, whole), st.just(whole)))


def written(found: Score) -> tuple[str | None, str | None]:
    rate, points = (None if one is None else two_decimals(one) for one in (found.rate, found.points))
    return rate, points


@pytest.mark.parametrize(
    ("component", "numerator", "denominator", "rate", "points"),
    [
        (Component.PROGRESS, 113, 120, "94.17", "18.83"),  # domain 10.7, R1
        (Component.PROGRESS, 213, 227, "93.83", "18.77"),  # R3: never the 86,23 of the article, which is 213/247
        (Component.PROGRESS, 213, 247, "86.23", "17.25"),
        (Component.PROGRESS, 0, 0, None, "0.00"),
        (Component.PROGRESS, 1, 1600, "0.06", "0.01"),  # 0,0125 points
        (Component.SYNC, 1, 16, "6.25", "0.38"),  # 0,375: half goes up
        (Component.SYNC, 0, 0, None, "0.00"),
        (Component.RESULT_DIGITISED, 1, 3, "33.33", "2.00"),
        (Component.RESULT_DIGITISED, 0, 0, None, None),
        (Component.DOCUMENTS_DIGITISED, 4, 5, "80.00", "4.00"),
        (Component.DOCUMENTS_DIGITISED, 2, 5, "40.00", "2.00"),
        (Component.DOCUMENTS_DIGITISED, 5, 5, "100.00", "4.00"),
        (Component.DOCUMENTS_DIGITISED, 0, 0, None, None),
        (Component.REUSE, 79, 100, "79.00", "1.98"),  # 1,975
        (Component.REUSE, 0, 0, None, None),
        (Component.SATISFACTION, 90, 100, "90.00", "6.00"),  # R4
        (Component.SATISFACTION, 45, 100, "45.00", "3.00"),
        (Component.SATISFACTION, 97, 100, "97.00", "6.00"),
        (Component.SATISFACTION, 0, 0, None, "0.00"),
        (Component.PETITIONS_ON_TIME, 0, 0, None, "6.00"),
        (Component.PETITIONS_ON_TIME, 0, 4, "0.00", "0.00"),
        (Component.PETITIONS_SATISFACTION, 0, 0, None, "6.00"),
        (Component.PETITIONS_SATISFACTION, 999_999, 1_000_000, "100.00", "6.00"),
    ],
)
def test_component_has_the_points_reckoned_by_hand(
    component: Component, numerator: int, denominator: int, rate: str | None, points: str | None
) -> None:
    assert written(score(component=component, count=Count(numerator, denominator))) == (rate, points)


@pytest.mark.parametrize(("item", "points"), [(Item.ISSUED, "4.50"), (Item.UPDATED, "3.00"), (Item.COMPLETE, "1.50")])
def test_publication_has_three_items_of_their_own_weight(item: Item, points: str) -> None:
    assert written(score_publication(item=item, count=Count(3, 4))) == ("75.00", points)
    assert written(score_publication(item=item, count=Count(0, 0))) == (None, None)


@pytest.mark.parametrize(
    ("a", "b", "c", "points"),
    [
        ((1, 2), (3, 5), (2, 5), "5.50"),  # R5
        ((1, 2), (9, 10), (2, 5), "6.00"),  # the part of B stops at 2
        ((1, 1), (1, 1), (1, 1), "10.00"),  # 10,5 is cut
        ((0, 0), (0, 0), (0, 0), "0.00"),
        ((0, 0), (4, 5), (0, 0), "2.00"),
        ((1, 3), (1, 3), (1, 3), "3.67"),  # 3,6666…
    ],
)
def test_online_payment_adds_three_shares_and_has_no_rate(
    a: tuple[int, int], b: tuple[int, int], c: tuple[int, int], points: str
) -> None:
    assert written(score_payment(paid=Count(*a), paying=Count(*b), used=Count(*c))) == (None, points)


@pytest.mark.parametrize(("numerator", "denominator"), [(-1, 3), (4, 3), (1, 0), (0, -1)])
def test_a_count_is_a_part_of_a_whole(numerator: int, denominator: int) -> None:
    with pytest.raises(NotACount):
        Count(numerator, denominator)


def decimal_points(component: Component, count: Count) -> str:
    """The same with long decimals and every division written out: `least`, `above` and `enough` by component."""
    most, enough = {
        Component.PROGRESS: ("20", "1"),
        Component.DOCUMENTS_DIGITISED: ("4", "0.8"),
        Component.REUSE: ("2", "0.8"),
        Component.SATISFACTION: ("6", "0.9"),
    }.get(component, ("6", "1"))
    with localcontext() as context:
        context.prec = 60
        share = Decimal(count.numerator) * Decimal(most) / (Decimal(count.denominator) * Decimal(enough))
        return str(min(share, Decimal(most)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


@given(st.sampled_from(SHARED), counts.filter(lambda count: count.denominator > 0))
def test_points_are_those_of_an_independent_reckoning(component: Component, count: Count) -> None:
    rate, points = written(score(component=component, count=count))

    assert points == decimal_points(component, count)
    assert rate == str(
        (Decimal(count.numerator) * 100 / Decimal(count.denominator)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    )


@given(counts, counts, counts)
def test_payment_is_that_of_an_independent_reckoning_and_never_above_ten(a: Count, b: Count, c: Count) -> None:
    with localcontext() as context:
        context.prec = 60
        of_a, of_b, of_c = (
            Decimal(one.numerator) / Decimal(one.denominator) if one.denominator else Decimal(0) for one in (a, b, c)
        )
        wanted = min(Decimal(10), 6 * of_a + min(Decimal(2), Decimal("2.5") * of_b) + Decimal("2.5") * of_c)

    points = score_payment(paid=a, paying=b, used=c).points

    assert points is not None
    assert points <= 10
    assert abs(points - Fraction(wanted)) < Fraction(1, 10**50)


@given(st.sampled_from(SHARED), counts.filter(lambda count: count.numerator < count.denominator))
def test_one_more_done_never_costs_points(component: Component, count: Count) -> None:
    before = score(component=component, count=count).points
    after = score(component=component, count=Count(count.numerator + 1, count.denominator)).points

    assert before is not None
    assert after is not None
    assert before <= after
