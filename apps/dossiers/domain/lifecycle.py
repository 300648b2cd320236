"""Which act is lawful when, by whom, and what it does to the clock: one table (domain 4.3).

The same table draws the button and refuses the POST. `decide` is the only place where a dossier's state changes; the
service that calls it knows bookkeeping, not law.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from apps.accounts.domain.actor import Actor, ActorKind
from apps.dossiers.domain import promise as promises
from apps.dossiers.domain.promise import ExtensionNotLater, PauseSpan, Promise, SupplementMode
from apps.dossiers.domain.state import CaseState, Moved, changes_of
from apps.dossiers.domain.status import OPEN, RUNNING, Action, ResultKind, Status
from apps.dossiers.domain.timeliness import classify
from apps.officials.domain.duties import Duty
from apps.worktime import Allowance, DayIsClosed, DueTime, WorkCalendar

REASON_MIN_LENGTH = 20  # form 03 wants a reason that says something, not a word


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """From where, to where, by whom. `to` None keeps the status."""

    source: frozenset[Status]
    to: Status | None
    duties: frozenset[Duty] = frozenset()
    citizen: bool = False
    system: bool = False
    holder_only: bool = False
    needs_reason: bool = False


def _from(*statuses: Status) -> frozenset[Status]:
    return frozenset(statuses)


CLERK = frozenset({Duty.CLERK})
OFFICER = frozenset({Duty.CASE_OFFICER})
LEADER = frozenset({Duty.LEADER})
# They hand on what lies on the desk of somebody who is away.
HEADS = frozenset({Duty.UNIT_HEAD, Duty.LEADER})
RETURNING = frozenset({Duty.CLERK, Duty.RETURN_CLERK})
TO_BE_RETURNED = _from(Status.RESULT_READY, Status.REJECTED_RESULT, Status.UNCLAIMED)

RULES: dict[Action, Rule] = {
    Action.SUBMIT: Rule(source=_from(Status.DRAFT), to=Status.SUBMITTED, citizen=True),
    Action.REQUEST_FIX: Rule(
        source=_from(Status.SUBMITTED), to=Status.NEED_FIX_INTAKE, duties=CLERK, needs_reason=True
    ),
    Action.ANSWER_FIX: Rule(source=_from(Status.NEED_FIX_INTAKE), to=Status.SUBMITTED, duties=CLERK, citizen=True),
    Action.REFUSE: Rule(
        source=_from(Status.DRAFT, Status.SUBMITTED, Status.NEED_FIX_INTAKE),
        to=Status.REFUSED,
        duties=CLERK,
        needs_reason=True,
    ),
    Action.RECEIVE: Rule(source=_from(Status.DRAFT, Status.SUBMITTED), to=Status.RECEIVED, duties=CLERK),
    Action.FORWARD: Rule(
        source=_from(Status.RECEIVED, Status.PROCESSING),
        to=None,
        duties=frozenset({Duty.CLERK, Duty.CASE_OFFICER, Duty.UNIT_HEAD, Duty.LEADER}),  # whoever may be given one
        holder_only=True,
    ),
    Action.TAKE: Rule(source=_from(Status.RECEIVED), to=Status.PROCESSING, duties=OFFICER, holder_only=True),
    Action.SEND_BACK: Rule(
        source=_from(Status.RECEIVED, Status.PROCESSING),
        to=None,
        duties=OFFICER,
        holder_only=True,
        needs_reason=True,
    ),
    Action.REQUEST_SUPPLEMENT: Rule(
        source=_from(Status.PROCESSING), to=Status.AWAITING_SUPPLEMENT, duties=LEADER, needs_reason=True
    ),
    Action.ACCEPT_SUPPLEMENT: Rule(source=_from(Status.AWAITING_SUPPLEMENT), to=Status.PROCESSING, duties=CLERK),
    Action.SUBMIT_FOR_SIGNATURE: Rule(
        source=_from(Status.PROCESSING), to=Status.AWAITING_SIGNATURE, duties=OFFICER, holder_only=True
    ),
    Action.RETURN_TO_OFFICER: Rule(
        source=_from(Status.AWAITING_SIGNATURE), to=Status.PROCESSING, duties=LEADER, needs_reason=True
    ),
    Action.SIGN: Rule(source=_from(Status.AWAITING_SIGNATURE), to=Status.RESULT_READY, duties=LEADER),
    Action.SEND_RESULT: Rule(source=TO_BE_RETURNED, to=Status.RESULT_SENT, duties=RETURNING, system=True),
    Action.RETURN_RESULT: Rule(source=TO_BE_RETURNED | {Status.RESULT_SENT}, to=Status.RETURNED, duties=RETURNING),
    Action.CONFIRM_RECEIPT: Rule(source=_from(Status.RESULT_SENT), to=Status.RETURNED, citizen=True),
    Action.MARK_UNCLAIMED: Rule(source=_from(Status.RESULT_READY), to=Status.UNCLAIMED, system=True),
    Action.EXTEND: Rule(source=RUNNING, to=None, duties=LEADER, needs_reason=True),
    Action.WITHDRAW: Rule(
        source=_from(Status.SUBMITTED, Status.NEED_FIX_INTAKE) | OPEN,
        to=Status.WITHDRAWN,
        duties=LEADER,
        citizen=True,
    ),
    Action.STOP: Rule(source=_from(Status.AWAITING_SUPPLEMENT), to=Status.STOPPED, duties=LEADER, needs_reason=True),
}


class Forbidden(Exception):
    """The law does not allow this act now; `why` is a code that labels.py turns into a sentence."""

    def __init__(self, *, action: Action, status: Status, why: str) -> None:
        super().__init__(f"{action} from {status}: {why}")
        self.action, self.status, self.why = action, status, why


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was arranged for this dossier: the law's allowance, the calendar it is promised under, its pauses so far."""

    allowance: Allowance
    calendar: WorkCalendar
    due_time: DueTime = DueTime.END_OF_DAY
    supplement_mode: SupplementMode = SupplementMode.RESTART
    intake_hours: Decimal = Decimal(8)
    pauses: Sequence[PauseSpan] = ()
    extended_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One act that somebody wants to do. Which of the particulars are needed depends on the action."""

    action: Action
    by: Actor
    at: datetime
    reason: str = ""
    receiver_id: int | None = None
    planned_hours: Decimal | None = None
    code: str = ""
    book_number: int | None = None
    outcome: ResultKind | None = None
    new_due_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the law says: the state after, and the changes an event keeps."""

    after: CaseState
    changes: dict[str, Any]


def decide(*, state: CaseState, move: Move, terms: Terms) -> Outcome:
    """What this act does to that dossier. Raises Forbidden."""
    check(state=state, move=move)
    rule = RULES[move.action]
    moved: Moved = {"status": rule.to or state.status}
    effect = EFFECTS.get(move.action)
    if effect:
        moved |= effect(state, move, terms)
    return Outcome(after=replace(state, **moved), changes=changes_of(state=state, moved=moved))


def check(*, state: CaseState, move: Move) -> None:
    """Raise Forbidden with the first thing that speaks against the act."""
    why = _objection(state=state, action=move.action, by=move.by)
    if not why and RULES[move.action].needs_reason and len(move.reason.strip()) < REASON_MIN_LENGTH:
        why = "reason_too_short"
    if why:
        raise Forbidden(action=move.action, status=state.status, why=why)


def allowed_actions(*, state: CaseState, by: Actor) -> frozenset[Action]:
    """What may be offered to this actor now: the buttons of a page."""
    return frozenset(action for action in RULES if not _objection(state=state, action=action, by=by))


def _objection(*, state: CaseState, action: Action, by: Actor) -> str:
    """A code for what speaks against the act, or nothing."""
    rule = RULES[action]
    if state.status not in rule.source:
        return "wrong_status"
    if not _may(rule, by, state):
        return "not_your_duty"
    if rule.holder_only and state.holder_id != by.id and not (action is Action.FORWARD and HEADS & by.duties):
        return "not_the_holder"
    if action is Action.SIGN and by.id == state.received_by_id:
        return "receiver_may_not_sign"  # one person must not both receive and sign
    if action is Action.SIGN and by.id == state.previous_holder_id:
        return "preparer_may_not_sign"
    if action is Action.EXTEND and state.extended_at is not None:
        return "extended_before"  # NĐ 61/2018, Điều 19: hẹn lại at most once
    if action is Action.SEND_BACK and state.previous_holder_id is None:
        return "nobody_before"
    return ""


def _may(rule: Rule, by: Actor, state: CaseState) -> bool:
    if by.kind is ActorKind.SYSTEM:
        return rule.system
    if by.kind is ActorKind.CITIZEN:
        # After reception a citizen asks for withdrawal at the desk, and the leader confirms it (form 05).
        return rule.citizen and not (rule.to is Status.WITHDRAWN and state.status in OPEN)
    return any(duty in by.duties for duty in rule.duties)


def _submit(state: CaseState, move: Move, terms: Terms) -> Moved:
    due = terms.calendar.add_working_hours(start=move.at, hours=terms.intake_hours)
    return {"submitted_at": state.submitted_at or move.at, "intake_due_at": due}


def _stop_intake(state: CaseState, move: Move, terms: Terms) -> Moved:
    return {"intake_due_at": None}


def _receive(state: CaseState, move: Move, terms: Terms) -> Moved:
    given = promise_of(received_at=move.at, terms=terms)
    return {
        **_promised(given),
        "code": move.code,
        "book_number": move.book_number,
        "intake_due_at": None,
        "received_at": move.at,
        "received_by_id": move.by.id,
        "holder_id": move.by.id,
        "effective_at": given.effective_at,
        "first_due_at": given.due_at,
        "first_late_after": given.late_after,
    }


def _hand_over(state: CaseState, move: Move, terms: Terms) -> Moved:
    if move.receiver_id is None:
        raise Forbidden(action=move.action, status=state.status, why="no_receiver")
    return {
        "previous_holder_id": move.by.id,
        "holder_id": move.receiver_id,
        "step_position": state.step_position + 1,
        "step_due_at": _step_due(move, terms),
    }


def _send_back(state: CaseState, move: Move, terms: Terms) -> Moved:
    return {
        "holder_id": state.previous_holder_id,
        "previous_holder_id": None,
        "step_position": max(state.step_position - 1, 0),
        "step_due_at": _step_due(move, terms),
    }


def _pause(state: CaseState, move: Move, terms: Terms) -> Moved:
    return {"paused_at": move.at, "supplement_count": state.supplement_count + 1, "step_due_at": None}


def _resume(state: CaseState, move: Move, terms: Terms) -> Moved:
    """The promise again, now that the complement is here: from the start (restart) or moved by the pause (resume).

    The citizen's own time is not lateness of ours, so the first promise moves too; what an extension gave is not taken
    back, and moves on by the pause.
    """
    assert state.received_at is not None
    first = promise_of(received_at=state.received_at, terms=terms)
    try:
        given = promise_of(
            received_at=state.received_at, terms=terms, extended_to=terms.extended_to, extended_at=state.extended_at
        )
    except (ExtensionNotLater, DayIsClosed):
        given = first  # the calendar was corrected since the letter: the plain promise is later, or the day is closed
    return {
        **_promised(given),
        "first_due_at": first.due_at,
        "first_late_after": first.late_after,
        "paused_at": None,
        "step_due_at": _step_due(move, terms),
    }


def _to_leader(state: CaseState, move: Move, terms: Terms) -> Moved:
    if move.receiver_id is None or move.outcome is None:
        raise Forbidden(action=move.action, status=state.status, why="no_receiver")
    return {**_hand_over(state, move, terms), "outcome": move.outcome}


def _return_to_officer(state: CaseState, move: Move, terms: Terms) -> Moved:
    return {**_send_back(state, move, terms), "outcome": None}


def _sign(state: CaseState, move: Move, terms: Terms) -> Moved:
    """The result exists: the clock stops, and timeliness against the first promise is decided once and for all."""
    assert state.first_due_at is not None and state.first_late_after is not None
    declined = state.outcome is ResultKind.DECLINED
    return {
        "status": Status.REJECTED_RESULT if declined else Status.RESULT_READY,
        "finished_at": move.at,
        "timeliness": classify(done_at=move.at, due_at=state.first_due_at, late_after=state.first_late_after),
        "holder_id": state.received_by_id,
        "previous_holder_id": move.by.id,
        "step_due_at": None,
    }


def _returned(state: CaseState, move: Move, terms: Terms) -> Moved:
    return {"returned_at": move.at, "holder_id": None, "previous_holder_id": None}


def _extend(state: CaseState, move: Move, terms: Terms) -> Moved:
    """Hẹn lại: the one new date, a working day after the old one (NĐ 61/2018, Điều 19)."""
    assert state.due_at is not None and state.received_at is not None
    new_date, calendar = move.new_due_date, terms.calendar
    if new_date is None or not calendar.is_working_day(new_date):
        raise Forbidden(action=move.action, status=state.status, why="not_a_working_day")
    if new_date <= calendar.local_date(state.due_at) or new_date < calendar.local_date(move.at):
        raise Forbidden(action=move.action, status=state.status, why="not_later")
    try:
        given = promise_of(received_at=state.received_at, terms=terms, extended_to=new_date)
    except ExtensionNotLater as error:  # days were corrected since, and the period itself now ends later
        raise Forbidden(action=move.action, status=state.status, why="not_later") from error
    return {**_promised(given), "extended_at": move.at}


def _ended(state: CaseState, move: Move, terms: Terms) -> Moved:
    """Withdrawn, stopped or refused: the clock stands; after reception it counts as ended then (ruling 5)."""
    finished = move.at if state.received_at is not None else None
    return {
        "finished_at": finished,
        "intake_due_at": None,
        "paused_at": None,
        "holder_id": None,
        "step_due_at": None,
    }


def promise_of(
    *, received_at: datetime, terms: Terms, extended_to: date | None = None, extended_at: datetime | None = None
) -> Promise:
    """The promise of a dossier under its terms; recomputable at any time."""
    return promises.promise(
        received_at=received_at,
        allowance=terms.allowance,
        calendar=terms.calendar,
        due_time=terms.due_time,
        pauses=terms.pauses,
        extended_to=extended_to,
        extended_at=extended_at,
    )


def _promised(given: Promise) -> Moved:
    return {"due_at": given.due_at, "late_after": given.late_after, "promise": given.explanation.as_json()}


def _step_due(move: Move, terms: Terms) -> datetime | None:
    if move.planned_hours is None:
        return None
    return terms.calendar.add_working_hours(start=move.at, hours=move.planned_hours)


Effect = Callable[[CaseState, Move, Terms], Moved]
EFFECTS: dict[Action, Effect] = {
    Action.SUBMIT: _submit,
    Action.REQUEST_FIX: _stop_intake,
    Action.ANSWER_FIX: _submit,
    Action.REFUSE: _ended,
    Action.RECEIVE: _receive,
    Action.FORWARD: _hand_over,
    Action.SEND_BACK: _send_back,
    Action.REQUEST_SUPPLEMENT: _pause,
    Action.ACCEPT_SUPPLEMENT: _resume,
    Action.SUBMIT_FOR_SIGNATURE: _to_leader,
    Action.RETURN_TO_OFFICER: _return_to_officer,
    Action.SIGN: _sign,
    Action.RETURN_RESULT: _returned,
    Action.CONFIRM_RECEIPT: _returned,
    Action.EXTEND: _extend,
    Action.WITHDRAW: _ended,
    Action.STOP: _ended,
}
