"""Who may be handed a result, and how we must know that it is them (domain 4.7).

The law speaks of filing for another, and hardly of fetching: Bộ luật Dân sự 2015, Điều 134 and 138 (whoever is
authorised acts for the other), Thông tư 04/2020/TT-BTP, Điều 2 (in civil status, near kin show that they are kin and
need no certified authorisation), Nghị định 123/2015/NĐ-CP, Điều 18 (both of a couple are there). Where practice differs
from office to office it is one of the house rules, which are settings with their doubt.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Claimant(StrEnum):
    """As what somebody asks for the result."""

    APPLICANT = "applicant"
    SUBMITTER = "submitter"
    REPRESENTATIVE = "representative"
    FAMILY = "family"


class Identity(StrEnum):
    """How the desk knows who stands there."""

    SCANNED = "scanned"
    SEEN = "seen"
    KNOWN = "known"


class FamilyRule(StrEnum):
    """For which procedures near kin may fetch a result with a paper that shows the tie."""

    CIVIL_STATUS = "civil_status"
    ALWAYS = "always"
    NEVER = "never"


class SignedHow(StrEnum):
    """How the collector signed for it; empty while the signed paper has not come back."""

    SCREEN = "screen"
    SCAN = "scan"
    PAPER = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What the law asks of the dossier whose result is wanted."""

    is_organisation: bool = False
    is_civil_status: bool = False
    needs_both: bool = False  # somebody confirmed it with the applicant: a marriage
    has_submitter: bool = False  # another than the applicant handed it in


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseRules:
    """What the law leaves to the office."""

    family: FamilyRule = FamilyRule.CIVIL_STATUS
    known_is_enough: bool = True
    both_in_person: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the person at the counter says and shows."""

    claimant: Claimant
    identity: Identity
    paper: str = ""  # the authorisation, or what shows the tie: its number and day
    are_both_there: bool = False


class MayNotTake(Exception):
    """The result is not for this person, or not yet; `why` is a code that labels turn into a sentence."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def open_to(*, claimed: Claimed, rules: HouseRules) -> tuple[Claimant, ...]:
    """As what anybody may come for this result at all, the likeliest first."""
    return tuple(claimant for claimant in Claimant if not _against(claimant, claimed, rules))


def check(*, shown: Shown, claimed: Claimed, rules: HouseRules) -> None:
    """Raise MayNotTake with the first thing that speaks against handing it over."""
    why = _against(shown.claimant, claimed, rules) or _lacking(shown, claimed, rules)
    if why:
        raise MayNotTake(why)


def _against(claimant: Claimant, claimed: Claimed, rules: HouseRules) -> str:
    if claimant is Claimant.APPLICANT:
        return ""
    if claimed.needs_both and rules.both_in_person:
        return "both_must_come"
    if claimant is Claimant.SUBMITTER:
        return "" if claimed.has_submitter else "nobody_else_filed"
    if claimant is Claimant.REPRESENTATIVE:
        return ""
    if claimed.is_organisation:
        return "organisation_has_no_kin"
    if rules.family is FamilyRule.NEVER:
        return "kin_need_authorisation"
    if rules.family is FamilyRule.CIVIL_STATUS and not claimed.is_civil_status:
        return "kin_only_in_civil_status"
    return ""


def _lacking(shown: Shown, claimed: Claimed, rules: HouseRules) -> str:
    if claimed.needs_both and rules.both_in_person and not shown.are_both_there:
        return "both_must_come"
    if shown.identity is Identity.KNOWN and not rules.known_is_enough:
        return "known_is_not_enough"
    if shown.claimant is Claimant.REPRESENTATIVE and not shown.paper.strip():
        return "no_authorisation"
    if shown.claimant is Claimant.FAMILY and not shown.paper.strip():
        return "no_proof_of_kinship"
    return ""


# Official Vietnamese whatever language the clerk reads: it stands on the paper that is signed.
CLAIMANT_WORDS = {
    Claimant.APPLICANT: "Người đứng đơn",
    Claimant.SUBMITTER: "Người đã nộp hồ sơ",
    Claimant.REPRESENTATIVE: "Người đại diện",
    Claimant.FAMILY: "Người nhà",
}
IDENTITY_WORDS = {
    Identity.SCANNED: "đã quét thẻ căn cước",
    Identity.SEEN: "đã xem giấy tờ tùy thân",
    Identity.KNOWN: "công chức biết mặt",
}


def relation_words(*, shown: Shown, relation: str) -> str:
    """«Người nhà: con gái (Giấy khai sinh số 12)», as the receipt prints it."""
    said = CLAIMANT_WORDS[shown.claimant]
    if relation:
        said = f"{said}: {relation}"
    return f"{said} ({shown.paper})" if shown.paper and shown.claimant is not Claimant.APPLICANT else said
