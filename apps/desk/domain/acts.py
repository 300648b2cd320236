"""What staff may be offered on the page of a dossier: acts of the life cycle, and letters it needs a leader for.

The life cycle decides (dossiers/domain/lifecycle.py); this table only says which of its acts stands behind a button.
Asking for a complement, appointing anew and stopping are a leader's acts that begin with a colleague's proposal, so the
button belongs to whoever holds the dossier, and the act follows in the signing room.
"""

from __future__ import annotations

from enum import StrEnum

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.lifecycle import allowed_actions
from apps.dossiers.domain.state import CaseState
from apps.dossiers.domain.status import RUNNING, Action, Delivery, Status
from apps.officials.domain.duties import Duty


class Act(StrEnum):
    """A button on the page of a dossier; the value is its address."""

    ACCEPT = "nhan"
    ASK_FIX = "yeu-cau-bo-sung"
    ASK_FIX_AGAIN = "xin-hoi-them"
    ANSWER_FIX = "da-bo-sung"
    REFUSE = "tu-choi"
    TAKE = "bat-dau"
    FORWARD = "chuyen"
    SUBMIT_FOR_SIGNATURE = "trinh-ky"
    PROPOSE_SUPPLEMENT = "xin-bo-sung"
    ACCEPT_SUPPLEMENT = "nhan-bo-sung"
    PROPOSE_APOLOGY = "xin-loi"
    SEND_BACK = "chuyen-lai"
    SIGN = "ky"
    RETURN_TO_OFFICER = "tra-lai"
    RETURN_RESULT = "tra-ket-qua"
    SEND_RESULT = "gui-ket-qua"
    WITHDRAW = "rut"
    REQUEST_PAYMENT = "cho-nop-tien"
    CONFIRM_PAYMENT = "da-nop-tien"
    PAUSE = "tam-dung"
    RESUME = "chay-tiep"
    PROPOSE_STOP = "dung"


# In the order of the page: the way forward first, the way back last.
ACTIONS: dict[Act, Action] = {
    Act.ACCEPT: Action.RECEIVE,
    Act.ANSWER_FIX: Action.ANSWER_FIX,
    Act.TAKE: Action.TAKE,
    Act.SIGN: Action.SIGN,
    Act.RETURN_RESULT: Action.RETURN_RESULT,
    Act.SEND_RESULT: Action.SEND_RESULT,
    Act.ACCEPT_SUPPLEMENT: Action.ACCEPT_SUPPLEMENT,
    Act.CONFIRM_PAYMENT: Action.CONFIRM_PAYMENT,
    Act.RESUME: Action.RESUME,
    Act.SUBMIT_FOR_SIGNATURE: Action.SUBMIT_FOR_SIGNATURE,
    Act.PROPOSE_SUPPLEMENT: Action.REQUEST_SUPPLEMENT,
    Act.REQUEST_PAYMENT: Action.REQUEST_PAYMENT,
    Act.FORWARD: Action.FORWARD,
    Act.ASK_FIX: Action.REQUEST_FIX,
    Act.ASK_FIX_AGAIN: Action.REQUEST_FIX,
    Act.PROPOSE_APOLOGY: Action.EXTEND,
    Act.RETURN_TO_OFFICER: Action.RETURN_TO_OFFICER,
    Act.SEND_BACK: Action.SEND_BACK,
    Act.REFUSE: Action.REFUSE,
    Act.PAUSE: Action.PAUSE,
    Act.PROPOSE_STOP: Action.STOP,
    Act.WITHDRAW: Action.WITHDRAW,
}
PROPOSALS = frozenset({Act.ASK_FIX_AGAIN, Act.PROPOSE_SUPPLEMENT, Act.PROPOSE_APOLOGY, Act.PROPOSE_STOP})
PROPOSING_DUTIES = frozenset({Duty.CASE_OFFICER, Duty.UNIT_HEAD})


def offered(*, state: CaseState, by: Actor, delivery: Delivery, is_unanswered: bool = False) -> tuple[Act, ...]:
    """The acts this official may be offered now, the natural next one first.

    `is_unanswered`: the citizen was asked for papers, and the term has passed without a word.
    """
    allowed = allowed_actions(state=state, by=by)
    return tuple(
        act
        for act, action in ACTIONS.items()
        if (_may_propose(act, state, by) if act in PROPOSALS else action in allowed)
        and not (act is Act.SEND_RESULT and delivery is not Delivery.ELECTRONIC)
        and not (act is Act.PROPOSE_STOP and not is_unanswered)
        and not (act is Act.ASK_FIX and state.fix_count)
    )


def _may_propose(act: Act, state: CaseState, by: Actor) -> bool:
    if act is Act.ASK_FIX_AGAIN:
        is_ours = by.agency_id in (state.agency_id, state.receiving_agency_id)
        return state.status is Status.SUBMITTED and state.fix_count > 0 and by.has(Duty.CLERK) and is_ours
    if state.holder_id != by.id or not by.is_official or not PROPOSING_DUTIES & by.duties:
        return False
    if act is Act.PROPOSE_SUPPLEMENT:
        return state.status is Status.PROCESSING and not state.is_paused
    if act is Act.PROPOSE_STOP:
        return state.status is Status.AWAITING_SUPPLEMENT
    return state.status in RUNNING and not state.is_paused and state.extended_at is None
