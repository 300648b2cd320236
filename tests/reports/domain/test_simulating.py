"""The simulator: a dossier is worth the difference between doing and leaving, reckoned by the index itself."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from apps.reports.domain.index_766 import Component, Count, score
from apps.reports.domain.simulating import Deed, Standing, effect, ranked

kinds = st.frozensets(st.sampled_from(Deed))
counts = st.integers(0, 500).flatmap(lambda whole: st.builds(Count, st.integers(0, whole), st.just(whole)))
standings = st.builds(
    Standing,
    shares=st.fixed_dictionaries(
        {
            Component.PROGRESS: counts,
            Component.RESULT_DIGITISED: counts,
            Component.DOCUMENTS_DIGITISED: counts,
        }
    ),
    paid=counts,
    paying=counts,
    used=counts,
)
NOVEMBER = Standing(
    shares={
        Component.PROGRESS: Count(90, 100),
        Component.RESULT_DIGITISED: Count(30, 60),
        Component.DOCUMENTS_DIGITISED: Count(60, 60),
    },
    paid=Count(1, 3),
    paying=Count(1, 2),
    used=Count(2, 2),
)


def test_effects_by_hand() -> None:
    def worth(*deeds: Deed) -> Fraction:
        return effect(standing=NOVEMBER, deeds=[deeds])

    assert worth(Deed.KEEP) == Fraction(20, 100)  # 90 of 100, or 89
    assert worth(Deed.TURN) == Fraction(20, 100)  # 91 of 100, or 90
    assert worth(Deed.SIGN) == Fraction(6, 61)  # 31 of 61, or 30; the papers stay above 80 %, so nothing is added
    assert worth(Deed.PAY) == Fraction(2)  # 6 × (2/3 − 1/3)
    assert worth(Deed.PAY, Deed.KEEP) == Fraction(11, 5)
    assert effect(standing=NOVEMBER, deeds=[[Deed.PAY], [Deed.PAY]]) == Fraction(4)
    assert effect(standing=NOVEMBER, deeds=[[Deed.PAY]] * 3) == Fraction(4)  # only two of three still owe


def test_ranking_begins_with_the_most_and_leaves_out_what_is_worth_nothing() -> None:
    found = ranked(
        standing=NOVEMBER, kinds=[frozenset({Deed.SCAN}), frozenset({Deed.SIGN}), frozenset({Deed.PAY, Deed.SIGN})]
    )

    assert found == [
        (frozenset({Deed.PAY, Deed.SIGN}), 2 + Fraction(6, 61)),
        (frozenset({Deed.SIGN}), Fraction(6, 61)),
    ]


@given(standings, kinds)
def test_doing_is_never_worth_less_than_leaving(standing: Standing, kind: frozenset[Deed]) -> None:
    assert effect(standing=standing, deeds=[kind]) >= 0


@given(standings)
def test_keeping_a_promise_is_worth_what_the_index_loses_without_it(standing: Standing) -> None:
    now = standing.shares[Component.PROGRESS]
    if now.numerator:
        before = score(component=Component.PROGRESS, count=now).points
        after = score(component=Component.PROGRESS, count=Count(now.numerator - 1, now.denominator)).points

        assert before is not None
        assert after is not None
        assert effect(standing=standing, deeds=[[Deed.KEEP]]) == before - after
