"""What staff may be offered on the page of a dossier: acts of the life cycle, and letters it needs a leader for.

The life cycle decides (dossiers/domain/lifecycle.py); this table only says which of its acts stands behind a button.
Asking for a complement and appointing anew are a leader's acts that begin with a colleague's proposal, so the button
belongs to whoever holds the dossier, and the act follows in the signing room.
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


# In the order of the page: the way forward first, the way back last.
ACTIONS: dict[Act, Action] = {
    Act.ACCEPT: Action.RECEIVE,
    Act.ANSWER_FIX: Action.ANSWER_FIX,
    Act.TAKE: Action.TAKE,
    Act.SIGN: Action.SIGN,
    Act.RETURN_RESULT: Action.RETURN_RESULT,
    Act.SEND_RESULT: Action.SEND_RESULT,
    Act.ACCEPT_SUPPLEMENT: Action.ACCEPT_SUPPLEMENT,
    Act.SUBMIT_FOR_SIGNATURE: Action.SUBMIT_FOR_SIGNATURE,
    Act.PROPOSE_SUPPLEMENT: Action.REQUEST_SUPPLEMENT,
    Act.FORWARD: Action.FORWARD,
    Act.ASK_FIX: Action.REQUEST_FIX,
    Act.PROPOSE_APOLOGY: Action.EXTEND,
    Act.RETURN_TO_OFFICER: Action.RETURN_TO_OFFICER,
    Act.SEND_BACK: Action.SEND_BACK,
    Act.REFUSE: Action.REFUSE,
    Act.WITHDRAW: Action.WITHDRAW,
}
PROPOSALS = frozenset({Act.PROPOSE_SUPPLEMENT, Act.PROPOSE_APOLOGY})
PROPOSING_DUTIES = frozenset({Duty.CASE_OFFICER, Duty.UNIT_HEAD})


def offered(*, state: CaseState, by: Actor, delivery: Delivery) -> tuple[Act, ...]:
    """The acts this official may be offered now, the natural next one first."""
    allowed = allowed_actions(state=state, by=by)
    return tuple(
        act
        for act, action in ACTIONS.items()
        if (_may_propose(act, state, by) if act in PROPOSALS else action in allowed)
        and not (act is Act.SEND_RESULT and delivery is Delivery.COUNTER)
    )


def _may_propose(act: Act, state: CaseState, by: Actor) -> bool:
    if state.holder_id != by.id or not by.is_official or not PROPOSING_DUTIES & by.duties:
        return False
    if act is Act.PROPOSE_SUPPLEMENT:
        return state.status is Status.PROCESSING
    return state.status in RUNNING and state.extended_at is None
