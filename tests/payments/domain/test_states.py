"""What can happen to money, and what cannot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.payments.domain.money import Why, judged
from apps.payments.domain.states import PAYABLE, RULES, Act, Axis, DemandState, NotNow, after, axis, may

S = DemandState


@given(st.lists(st.sampled_from(Act), max_size=30))
def test_whatever_is_pressed_a_demand_never_leaves_the_table(acts: list[Act]) -> None:
    state, walked = S.DUE, []
    for act in acts:
        if may(state=state, act=act):
            state = after(state=state, act=act)
            walked.append(state)
        else:
            with pytest.raises(NotNow):
                after(state=state, act=act)

    # Nothing comes back from what is over, and nothing is refunded that was not paid before.
    for over in (S.CANCELLED, S.REFUNDED):
        assert over not in walked[:-1] or set(walked[walked.index(over) :]) == {over}
    assert S.REFUNDED not in walked or S.PAID in walked[: walked.index(S.REFUNDED)]


def test_every_state_is_reached_and_only_the_last_two_are_the_end() -> None:
    reached = {S.DUE, *RULES.values()}

    assert reached == set(S)
    assert {state for state in S if not any(start is state for start, _ in RULES)} == {S.CANCELLED, S.REFUNDED}


@pytest.mark.parametrize(
    ("states", "word"),
    [
        ([], Axis.NONE),
        ([S.CANCELLED], Axis.NONE),
        ([S.PAID, S.PENDING], Axis.DUE),
        ([S.PAID, S.WAIVED], Axis.PAID),
        ([S.REFUND_DUE], Axis.PAID),
        ([S.WAIVED, S.CANCELLED], Axis.WAIVED),
        ([S.REFUNDED, S.WAIVED], Axis.REFUNDED),
    ],
)
def test_a_dossier_has_one_word_for_its_money(states: list[DemandState], word: Axis) -> None:
    assert axis(states) is word


@given(st.lists(st.sampled_from(DemandState), min_size=1, max_size=4), st.integers(1, 10**9), st.integers(1, 10**9))
def test_money_pays_only_what_is_wholly_owed_and_only_to_the_dong(
    states: list[DemandState], amount: int, wanted: int
) -> None:
    why = judged(amount=amount, wanted=wanted, states=states)

    assert (why is None) == (set(states) <= PAYABLE and amount == wanted)


def test_each_way_in_which_money_may_miss_has_a_name() -> None:
    assert judged(amount=8, wanted=8, states=[]) is Why.UNKNOWN_REFERENCE
    assert judged(amount=7, wanted=8, states=[S.DUE]) is Why.WRONG_AMOUNT
    assert judged(amount=8, wanted=8, states=[S.PAID]) is Why.PAID_BEFORE
    assert judged(amount=8, wanted=8, states=[S.DUE, S.CANCELLED]) is Why.LATE
