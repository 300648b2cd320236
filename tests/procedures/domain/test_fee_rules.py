"""What somebody owes: the golden tariffs of the desk, and laws that hold for every rule."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.procedures.domain.fee_rules import Asked, Exemption, FeeLine, FeeRule, Per, Tier, Why, fee_of, rules_on

TODAY = date(2026, 11, 22)
CERTIFIED = FeeRule(
    amount=2_000, per=Per.PAGE, tiers=(Tier(up_to=2, amount=2_000), Tier(amount=1_000)), cap=200_000, unit="trang"
)
EXTRACT = FeeRule(amount=8_000, channel="online", per=Per.COPY, unit="bản")
WAIVER = FeeRule(
    amount=0,
    channel="online",
    per=Per.COPY,
    valid_from=date(2026, 8, 15),
    valid_until=date(2027, 2, 28),
    reason="TT 117",
)
AT_THE_DESK = FeeRule(amount=8_000, channel="in_person", per=Per.COPY, unit="bản")
HOUSEHOLD = (FeeRule(amount=0, channel="online"), FeeRule(amount=100_000, channel="in_person"))


def at_the_desk(**asked: object) -> Asked:
    return Asked(channel="in_person", on=TODAY, **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pages", "copies", "amount"),
    [
        (1, 1, 2_000),
        (2, 1, 4_000),
        (3, 1, 5_000),
        (10, 1, 12_000),
        (10, 3, 36_000),
        (198, 1, 200_000),
        (500, 2, 400_000),
    ],
)
def test_certified_copy_costs_two_thousand_a_page_and_one_from_the_third(pages: int, copies: int, amount: int) -> None:
    assert fee_of([CERTIFIED], at_the_desk(pages=pages, copies=copies)).amount == amount


def test_answer_explains_its_sum() -> None:
    answer = fee_of([CERTIFIED], at_the_desk(pages=5, copies=2))

    assert answer.lines == (FeeLine(quantity=2, amount=2_000), FeeLine(quantity=3, amount=1_000))
    assert (answer.one_copy, answer.copies, answer.is_capped, answer.amount) == (7_000, 2, False, 14_000)
    assert fee_of([CERTIFIED], at_the_desk(pages=400)).is_capped


@pytest.mark.parametrize(
    ("channel", "day", "amount"),
    [
        ("online", date(2026, 8, 14), 8_000),
        ("online", date(2026, 8, 15), 0),
        ("online", date(2027, 2, 28), 0),
        ("online", date(2027, 3, 1), 8_000),
        ("in_person", date(2026, 11, 22), 8_000),
    ],
)
def test_waiver_holds_from_its_first_to_its_last_day_for_those_who_file_online(
    channel: str, day: date, amount: int
) -> None:
    assert fee_of([EXTRACT, WAIVER, AT_THE_DESK], Asked(channel=channel, on=day)).amount == amount


@pytest.mark.parametrize(("channel", "amount"), [("in_person", 100_000), ("online", 0)])
def test_household_business_pays_on_paper_and_nothing_online(channel: str, amount: int) -> None:
    assert fee_of(HOUSEHOLD, Asked(channel=channel, on=TODAY)).amount == amount


def test_exempt_person_pays_nothing_and_is_told_why() -> None:
    rule = FeeRule(amount=15_000, exemptions=frozenset({Exemption.POOR, Exemption.MERIT}))

    answer = fee_of([rule], at_the_desk(exemptions=frozenset({Exemption.POOR})))

    assert (answer.amount, answer.why, answer.exemption) == (0, Why.EXEMPT, Exemption.POOR)
    assert fee_of([rule], at_the_desk(exemptions=frozenset({Exemption.CHILD}))).amount == 15_000


def test_exempt_person_pays_nothing_even_where_nobody_knows_the_amount() -> None:
    rule = FeeRule(amount=None, exemptions=frozenset({Exemption.POOR}), text="Do Hội đồng nhân dân tỉnh quyết định")

    assert fee_of([rule], at_the_desk(exemptions=frozenset({Exemption.POOR}))).amount == 0
    assert fee_of([rule], at_the_desk()).amount is None


def test_waiver_for_a_time_wins_over_the_councils_own_fee() -> None:
    own = FeeRule(amount=5_000, is_local=True)

    assert fee_of([EXTRACT, WAIVER, own], Asked(channel="online", on=TODAY)).amount == 0
    assert fee_of([EXTRACT, WAIVER, own], Asked(channel="online", on=date(2027, 3, 1))).amount == 5_000


def test_two_rules_that_fit_alike_are_nobodys_guess() -> None:
    rules = [FeeRule(amount=100_000), FeeRule(amount=150_000)]

    assert fee_of(rules, at_the_desk()).why is Why.UNSURE
    assert fee_of([*rules[:1], *rules[:1]], at_the_desk()).amount == 100_000
    assert fee_of([FeeRule(amount=None, text="Theo quy định")], at_the_desk()).why is Why.UNSURE
    assert fee_of([FeeRule(amount=5_000, channel="online")], at_the_desk()).why is Why.UNSAID


def test_own_council_wins_over_the_law_and_a_case_over_all_of_them() -> None:
    law, own = FeeRule(amount=0, channel="in_person"), FeeRule(amount=15_000, is_local=True)
    of_a_case = FeeRule(amount=30_000, channel="in_person", variant=7)

    assert fee_of([law, own], at_the_desk()).amount == 15_000
    assert fee_of([law, of_a_case], at_the_desk(variant=7)).amount == 30_000
    assert fee_of([law, of_a_case], at_the_desk(variant=8)).amount == 0


AMOUNTS = st.integers(min_value=0, max_value=500_000)


@given(first=AMOUNTS, rest=AMOUNTS, split=st.integers(1, 20), pages=st.integers(1, 60), cap=st.none() | AMOUNTS)
def test_one_more_page_never_costs_less_and_never_more_than_the_cap(
    first: int, rest: int, split: int, pages: int, cap: int | None
) -> None:
    tiers = (Tier(up_to=split, amount=first), Tier(amount=rest))
    rule = FeeRule(amount=first, per=Per.PAGE, tiers=tiers, cap=cap)

    one, more = (fee_of([rule], at_the_desk(pages=number)).amount for number in (pages, pages + 1))

    assert one is not None and more is not None and one <= more
    assert cap is None or more <= cap
    assert cap is not None or one == min(pages, split) * first + max(pages - split, 0) * rest


def test_councils_fee_for_all_ways_holds_at_the_desk_beside_its_waiver_for_one() -> None:
    rules = [
        FeeRule(amount=8_000, is_local=True),
        FeeRule(amount=0, channel="online", is_local=True),
    ]

    told = rules_on(rules, on=TODAY)

    assert fee_of(told, at_the_desk()).amount == 8_000
    assert fee_of(told, Asked(channel="online", on=TODAY)).amount == 0
