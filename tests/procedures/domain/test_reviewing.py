"""What a proposal saves, and where it may go."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.procedures.domain.reviewing import (
    MOVES,
    Burden,
    CannotMove,
    Move,
    ProposalStatus,
    Saving,
    Verdict,
    moved,
    moves_from,
    saving,
)

BURDENS = st.builds(Burden, minutes=st.integers(0, 5000), cost=st.integers(0, 1_000_000))


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (Verdict.KEEP, Saving(minutes=0, dong=0)),
        (Verdict.AMEND, Saving(minutes=12_000, dong=10_800_000 + 4_000_000)),
        (Verdict.REPLACE, Saving(minutes=12_000, dong=10_800_000 + 4_000_000)),
        (Verdict.ABOLISH, Saving(minutes=36_000, dong=32_400_000 + 10_000_000)),
    ],
)
def test_saving_is_time_and_money_times_the_dossiers(verdict: Verdict, expected: Saving) -> None:
    now, then = Burden(minutes=180, cost=50_000), Burden(minutes=120, cost=30_000)

    assert saving(verdict=verdict, dossiers_a_year=200, now=now, then=then, dong_an_hour=54_000) == expected


@given(now=BURDENS, then=BURDENS, dossiers=st.integers(0, 10_000), hour=st.integers(0, 500_000))
def test_what_costs_more_saves_less_than_nothing(now: Burden, then: Burden, dossiers: int, hour: int) -> None:
    there = saving(verdict=Verdict.AMEND, dossiers_a_year=dossiers, now=now, then=then, dong_an_hour=hour)
    back = saving(verdict=Verdict.AMEND, dossiers_a_year=dossiers, now=then, then=now, dong_an_hour=hour)

    assert (there.minutes, there.dong) == (-back.minutes, -back.dong)


def test_a_proposal_that_ended_goes_nowhere() -> None:
    ended = (ProposalStatus.ACCEPTED, ProposalStatus.DECLINED, ProposalStatus.WITHDRAWN)

    assert [moves_from(status=status) for status in ended] == [(), (), ()]


@pytest.mark.parametrize(("status", "move"), [*itertools.product(ProposalStatus, Move)])
def test_a_proposal_moves_as_the_table_says(status: ProposalStatus, move: Move) -> None:
    if (status, move) in MOVES:
        assert moved(status=status, move=move) is MOVES[status, move]
        return
    with pytest.raises(CannotMove):
        moved(status=status, move=move)
