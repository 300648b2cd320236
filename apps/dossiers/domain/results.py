"""What may become of a result after it was signed, and how strangers are told of it (domain 4.3, rulings 8 and 12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from apps.accounts.domain.actor import Actor
from apps.core.folding import fold
from apps.dossiers.domain.moves import says_why
from apps.dossiers.domain.status import WITH_RESULT, Status
from apps.officials.domain.duties import Duty

CORRECTED, REVOKED = "correct_result", "revoke_result"
# It has left the house: the electronic copy was sent, or the paper was handed over.
OUT = frozenset({Status.RESULT_SENT, Status.RETURNED})
PREPARING = frozenset({Duty.CASE_OFFICER, Duty.UNIT_HEAD, Duty.LEADER})


class ResultAct(StrEnum):
    """What officials may still do to a signed result."""

    PROPOSE_CORRECTION = "propose_correction"
    SIGN_CORRECTION = "sign_correction"
    RETURN_CORRECTION = "return_correction"
    REVOKE = "revoke"


# Whoever prepares a correction does not sign it: another leader or the same one who signed before may.
DUTIES = {
    ResultAct.PROPOSE_CORRECTION: PREPARING,
    ResultAct.SIGN_CORRECTION: frozenset({Duty.LEADER}),
    ResultAct.RETURN_CORRECTION: frozenset({Duty.LEADER}),
    ResultAct.REVOKE: frozenset({Duty.LEADER}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultState:
    """What the law asks of a result: whose it is, whether it stands, and who prepared the correction that waits."""

    agency_id: int
    is_in_force: bool
    is_out: bool  # its owner has it; before that it is corrected, never revoked
    waiting_from: int | None = None  # the official who prepared it


class ResultRefused(Exception):
    """The law does not allow this; `why` is a code that labels turn into a sentence."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def check(*, act: ResultAct, state: ResultState, by: Actor, reason: str = "") -> None:
    """Raise ResultRefused with the first thing that speaks against the act."""
    why = objection(act=act, state=state, by=by)
    if not why and act is not ResultAct.SIGN_CORRECTION and not says_why(reason):
        why = "reason_too_short"
    if why:
        raise ResultRefused(why)


def objection(*, act: ResultAct, state: ResultState, by: Actor) -> str:
    """A code for what speaks against the act, or nothing."""
    if not by.is_official or not DUTIES[act] & by.duties:
        return "not_your_duty"
    if by.agency_id != state.agency_id:
        return "other_agency"
    if not state.is_in_force:
        return "not_in_force"
    if act is ResultAct.REVOKE:
        return "" if state.is_out else "not_out_yet"
    if act is ResultAct.PROPOSE_CORRECTION:
        return "correction_waits" if state.waiting_from is not None else ""
    if state.waiting_from is None:
        return "nothing_waits"
    if act is ResultAct.SIGN_CORRECTION and state.waiting_from == by.id:
        return "own_correction"
    return ""


def is_open_to_owner(*, status: Status, wants_copy: bool) -> bool:
    """Whether its owner may open the electronic copy at any time.

    Once it was returned, or once signed where a copy was asked for besides the paper. What was sent and is not taken
    yet opens by a press, which says that it arrived: a look is no receipt.
    """
    return status is Status.RETURNED or (wants_copy and status in WITH_RESULT)


def public_kind(*, title: str, lawful: Iterable[str]) -> str:
    """What strangers are told a result is: its title where the catalogue has it too, else nothing.

    An officer types titles, and a typed one may hold a name; the names of results in the catalogue hold none.
    """
    return next((name for name in lawful if name and fold(name) == fold(title)), "")
