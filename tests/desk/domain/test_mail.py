"""The way of a posted result, state by state, and the number of the post."""

from __future__ import annotations

from itertools import product

import pytest

from apps.desk.domain.mail import AWAY, NEXT, OPEN, MailState, NotATracking, NotThatWay, check_step, read_tracking


def test_only_steps_of_the_table_are_taken() -> None:
    for before, after in product(MailState, MailState):
        if after in NEXT[before]:
            check_step(before=before, after=after)
        else:
            with pytest.raises(NotThatWay):
                check_step(before=before, after=after)


def test_what_arrived_or_came_back_stays() -> None:
    assert {MailState.DELIVERED, MailState.CAME_BACK, MailState.DROPPED} == set(MailState) - OPEN
    assert {MailState.HANDED, MailState.ON_THE_WAY, MailState.FAILED} == AWAY


def test_every_state_is_reached_from_the_label_on() -> None:
    reached, fresh = {MailState.PREPARED}, [MailState.PREPARED]
    while fresh:
        for state in NEXT[fresh.pop()]:
            if state not in reached:
                reached.add(state)
                fresh.append(state)
    assert reached == set(MailState)


@pytest.mark.parametrize("typed", ["EE123456789VN", " ee 123 456 789 vn ", "EE-123.456.789-VN"])
def test_number_of_the_post_has_one_spelling(typed: str) -> None:
    assert read_tracking(typed) == "EE123456789VN"


@pytest.mark.parametrize(
    ("typed", "why"), [("Ê123456789VN", "telex"), ("", "shape"), ("EE12", "shape"), ("ABCDEFGHIJ", "shape")]
)
def test_what_is_no_number_of_the_post_is_told_apart(typed: str, why: str) -> None:
    with pytest.raises(NotATracking) as error:
        read_tracking(typed)
    assert error.value.why == why
