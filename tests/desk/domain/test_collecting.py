"""Who may take a result home, and how we must know them."""

from __future__ import annotations

from typing import Any

import pytest

from apps.desk.domain.collecting import (
    Claimant,
    Claimed,
    FamilyRule,
    HouseRules,
    Identity,
    MayNotTake,
    Shown,
    check,
    open_to,
    relation_words,
)

BIRTH = Claimed(is_civil_status=True)
LAND = Claimed()
RULES = HouseRules()


def shown(claimant: Claimant, **said: Any) -> Shown:
    return Shown(**{"claimant": claimant, "identity": Identity.SEEN, **said})


def refused(*, shown: Shown, claimed: Claimed, rules: HouseRules = RULES) -> str:
    with pytest.raises(MayNotTake) as error:
        check(shown=shown, claimed=claimed, rules=rules)
    return error.value.why


@pytest.mark.parametrize("claimed", [BIRTH, LAND, Claimed(is_organisation=True)])
def test_applicant_may_always_take_it(claimed: Claimed) -> None:
    check(shown=shown(Claimant.APPLICANT), claimed=claimed, rules=RULES)


def test_submitter_may_where_somebody_else_handed_it_in() -> None:
    check(shown=shown(Claimant.SUBMITTER), claimed=Claimed(has_submitter=True), rules=RULES)
    assert refused(shown=shown(Claimant.SUBMITTER), claimed=LAND) == "nobody_else_filed"


def test_representative_shows_the_paper() -> None:
    check(shown=shown(Claimant.REPRESENTATIVE, paper="Giấy ủy quyền số 12"), claimed=LAND, rules=RULES)
    assert refused(shown=shown(Claimant.REPRESENTATIVE, paper=" "), claimed=LAND) == "no_authorisation"


def test_near_kin_shows_the_tie_and_only_in_civil_status() -> None:
    with_paper = shown(Claimant.FAMILY, paper="Giấy khai sinh")
    check(shown=with_paper, claimed=BIRTH, rules=RULES)
    assert refused(shown=shown(Claimant.FAMILY), claimed=BIRTH) == "no_proof_of_kinship"
    assert refused(shown=with_paper, claimed=LAND) == "kin_only_in_civil_status"
    check(shown=with_paper, claimed=LAND, rules=HouseRules(family=FamilyRule.ALWAYS))
    assert refused(shown=with_paper, claimed=BIRTH, rules=HouseRules(family=FamilyRule.NEVER)) == (
        "kin_need_authorisation"
    )
    assert refused(shown=with_paper, claimed=Claimed(is_organisation=True)) == "organisation_has_no_kin"


def test_a_couple_comes_together_unless_the_office_does_not_ask_it() -> None:
    couple = Claimed(is_civil_status=True, needs_both=True, has_submitter=True)
    assert open_to(claimed=couple, rules=RULES) == (Claimant.APPLICANT,)
    assert refused(shown=shown(Claimant.APPLICANT), claimed=couple) == "both_must_come"
    check(shown=shown(Claimant.APPLICANT, are_both_there=True), claimed=couple, rules=RULES)
    check(shown=shown(Claimant.SUBMITTER), claimed=couple, rules=HouseRules(both_in_person=False))


def test_a_face_that_is_known_is_enough_only_where_the_office_says_so() -> None:
    known = shown(Claimant.APPLICANT, identity=Identity.KNOWN)
    check(shown=known, claimed=LAND, rules=RULES)
    assert refused(shown=known, claimed=LAND, rules=HouseRules(known_is_enough=False)) == "known_is_not_enough"


@pytest.mark.parametrize(
    ("claimed", "who"),
    [
        (LAND, (Claimant.APPLICANT, Claimant.REPRESENTATIVE)),
        (BIRTH, (Claimant.APPLICANT, Claimant.REPRESENTATIVE, Claimant.FAMILY)),
        (Claimed(has_submitter=True), (Claimant.APPLICANT, Claimant.SUBMITTER, Claimant.REPRESENTATIVE)),
    ],
)
def test_only_who_could_come_is_offered(claimed: Claimed, who: tuple[Claimant, ...]) -> None:
    assert open_to(claimed=claimed, rules=RULES) == who


def test_the_paper_says_who_took_it_and_on_what_ground() -> None:
    daughter = shown(Claimant.FAMILY, paper="Giấy khai sinh số 12")
    assert relation_words(shown=daughter, relation="con gái") == "Người nhà: con gái (Giấy khai sinh số 12)"
    assert relation_words(shown=shown(Claimant.APPLICANT), relation="") == "Người đứng đơn"
