"""Where a dossier can be and what can be done to it (domain 4.2, ruling 17). Lateness is never a status."""

from enum import StrEnum


class Status(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    NEED_FIX_INTAKE = "need_fix_intake"
    REFUSED = "refused"
    RECEIVED = "received"
    PROCESSING = "processing"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    AWAITING_PAYMENT = "awaiting_payment"
    AWAITING_PARTNER = "awaiting_partner"
    AWAITING_SIGNATURE = "awaiting_signature"
    RESULT_READY = "result_ready"
    RESULT_SENT = "result_sent"
    RETURNED = "returned"
    UNCLAIMED = "unclaimed"
    REJECTED_RESULT = "rejected_result"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


BEFORE_RECEPTION = frozenset({Status.DRAFT, Status.SUBMITTED, Status.NEED_FIX_INTAKE})
OPEN = frozenset(
    {
        Status.RECEIVED,
        Status.PROCESSING,
        Status.AWAITING_SUPPLEMENT,
        Status.AWAITING_PAYMENT,
        Status.AWAITING_PARTNER,
        Status.AWAITING_SIGNATURE,
    }
)
# The office has asked its citizen for papers.
AWAITING_ANSWER = frozenset({Status.NEED_FIX_INTAKE, Status.AWAITING_SUPPLEMENT})
RUNNING = OPEN - {Status.AWAITING_SUPPLEMENT, Status.AWAITING_PAYMENT}
WITH_RESULT = frozenset(
    {Status.RESULT_READY, Status.REJECTED_RESULT, Status.UNCLAIMED, Status.RESULT_SENT, Status.RETURNED}
)
ENDED_WITHOUT_RESULT = frozenset({Status.REFUSED, Status.WITHDRAWN, Status.STOPPED})


class Action(StrEnum):
    SUBMIT = "submit"
    REQUEST_FIX = "request_fix"
    ANSWER_FIX = "answer_fix"
    REFUSE = "refuse"
    RECEIVE = "receive"
    FORWARD = "forward"
    TAKE = "take"
    SEND_BACK = "send_back"
    REQUEST_SUPPLEMENT = "request_supplement"
    ACCEPT_SUPPLEMENT = "accept_supplement"
    SUBMIT_FOR_SIGNATURE = "submit_for_signature"
    RETURN_TO_OFFICER = "return_to_officer"
    SIGN = "sign"
    SEND_RESULT = "send_result"
    RETURN_RESULT = "return_result"
    CONFIRM_RECEIPT = "confirm_receipt"
    RETURN_AT_ONCE = "return_at_once"
    CAME_BACK = "came_back"
    MARK_UNCLAIMED = "mark_unclaimed"
    EXTEND = "extend"
    RECKON_ANEW = "reckon_anew"
    WITHDRAW = "withdraw"
    STOP = "stop"
    REQUEST_PAYMENT = "request_payment"
    CONFIRM_PAYMENT = "confirm_payment"
    PAUSE = "pause"
    RESUME = "resume"


# They name at least one paper (asking.py).
ASKING = (Action.REQUEST_FIX, Action.REQUEST_SUPPLEMENT)


class PauseKind(StrEnum):
    """Why a clock stands (domain 4.5)."""

    SUPPLEMENT = "supplement"
    PAYMENT = "payment"
    OUTAGE = "outage"
    OTHER = "other"


# A remark, no move: only the desk decides whether the answer is complete.
SUPPLEMENT_ANSWERED = "answer_supplement"
# What citizen and office write to each other moves nothing either.
CITIZEN_WROTE, OFFICE_WROTE = "citizen_wrote", "office_wrote"


class ResultKind(StrEnum):
    """What was decided: granted, or declined with reasons. It survives every later status."""

    GRANTED = "granted"
    DECLINED = "declined"


class Channel(StrEnum):
    IN_PERSON = "in_person"
    ONLINE = "online"
    POSTAL = "postal"


class Delivery(StrEnum):
    COUNTER = "counter"
    ELECTRONIC = "electronic"
    POST = "post"
    HOME = "home"


class RefusalCategory(StrEnum):
    """Why a dossier is not taken (form 03)."""

    OUT_OF_SCOPE = "out_of_scope"
    NOT_ELIGIBLE = "not_eligible"
    WRONG_PERSON = "wrong_person"
    FORGED = "forged"
    OTHER = "other"
