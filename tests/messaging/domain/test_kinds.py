"""Each kind knows its ways and refuses facts it does not know."""

import pytest

from apps.messaging.domain.kinds import COMMON_FACTS, PLANS, Channel, Kind, WrongFacts, check_facts

COMMON = dict.fromkeys(COMMON_FACTS, "x")


def test_every_kind_has_a_plan_with_at_least_one_way() -> None:
    assert set(PLANS) == set(Kind)
    assert all(plan.channels for plan in PLANS.values())


@pytest.mark.parametrize("kind", [Kind.SURVEY_INVITATION, Kind.HOLDER_QUESTION, Kind.ESCALATION])
def test_tokens_and_work_of_officials_never_travel_by_sms(kind: Kind) -> None:
    assert PLANS[kind].channels == (Channel.EMAIL, Channel.IN_APP)


def test_check_facts_accepts_exactly_what_the_kind_needs() -> None:
    check_facts(kind=Kind.RECEIVED, facts={**COMMON, "due": "17:30"})


def test_check_facts_lets_the_hotline_alone_be_unknown() -> None:
    check_facts(kind=Kind.SUBMITTED, facts={**COMMON, "hotline": ""})

    with pytest.raises(WrongFacts) as refused:
        check_facts(kind=Kind.SUBMITTED, facts={**COMMON, "code": ""})
    assert refused.value.missing == {"code"}


def test_check_facts_refuses_a_name_handed_over_just_in_case() -> None:
    with pytest.raises(WrongFacts) as refused:
        check_facts(kind=Kind.SUBMITTED, facts={**COMMON, "applicant": "Lò Thị Lành"})

    assert refused.value.unknown == {"applicant"}
    assert refused.value.missing == frozenset()
    assert "Lành" not in str(refused.value)
