"""Which act is lawful when, by whom, and what it does to the clock: one table (domain 4.3).

The same table draws the button and refuses the POST. `decide` is the only place where a dossier's state changes; the
service that calls it knows bookkeeping, not law.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from apps.accounts.domain.actor import Actor, ActorKind
from apps.dossiers.domain.asking import against_items
from apps.dossiers.domain.clock import clock_runs_again, clock_stands, pause_closed, pause_opened
from apps.dossiers.domain.effects import EFFECTS
from apps.dossiers.domain.moves import REASON_MIN_LENGTH, Forbidden, Move, Terms, says_why
from apps.dossiers.domain.promise import PauseSpan
from apps.dossiers.domain.reckoning import promise_of
from apps.dossiers.domain.state import CaseState, Moved, changes_of, moved_on
from apps.dossiers.domain.status import ASKING, OPEN, RUNNING, Action, Status
from apps.officials.domain.duties import Duty

__all__ = [
    "REASON_MIN_LENGTH",
    "RULES",
    "Forbidden",
    "Move",
    "Outcome",
    "Rule",
    "Terms",
    "allowed_actions",
    "check",
    "decide",
    "promise_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """From where, to where, by whom. `to` None keeps the status; `needs` names what of the move may not be empty."""

    source: frozenset[Status]
    to: Status | None
    duties: frozenset[Duty] = frozenset()
    citizen: bool = False
    system: bool = False
    holder_only: bool = False
    needs_reason: bool = False
    needs: tuple[str, ...] = ()


def _from(*statuses: Status) -> frozenset[Status]:
    return frozenset(statuses)


CLERK = frozenset({Duty.CLERK})
OFFICER = frozenset({Duty.CASE_OFFICER})
LEADER = frozenset({Duty.LEADER})
# They hand on what lies on the desk of somebody who is away.
HEADS = frozenset({Duty.UNIT_HEAD, Duty.LEADER})
RETURNING = frozenset({Duty.CLERK, Duty.RETURN_CLERK})
# Asking before reception is the clerk's; once more, and a leader says so (ruling 4).
ASKING_DUTIES = frozenset({Duty.CLERK, Duty.LEADER})
TAKING_PROOF = frozenset({Duty.CLERK, Duty.CASHIER})
# What waits until the clock runs again: a stopped clock breaks no promise, so nothing is to be appointed anew.
STANDING_STILL = frozenset({Action.EXTEND, Action.REQUEST_SUPPLEMENT, Action.REQUEST_PAYMENT, Action.PAUSE})
TO_BE_RETURNED = _from(Status.RESULT_READY, Status.REJECTED_RESULT, Status.UNCLAIMED)

RULES: dict[Action, Rule] = {
    Action.SUBMIT: Rule(source=_from(Status.DRAFT), to=Status.SUBMITTED, citizen=True),
    Action.REQUEST_FIX: Rule(
        source=_from(Status.DRAFT, Status.SUBMITTED),  # a walk-in was never submitted
        to=Status.NEED_FIX_INTAKE,
        duties=ASKING_DUTIES,
        needs_reason=True,
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
    # Hồ sơ trả ngay: received and returned on the spot (domain 4.3); no form 01, but its line in the book.
    Action.RETURN_AT_ONCE: Rule(source=_from(Status.RECEIVED), to=Status.RETURNED, duties=CLERK, holder_only=True),
    Action.CONFIRM_RECEIPT: Rule(source=_from(Status.RESULT_SENT), to=Status.RETURNED, citizen=True),
    # The post brought it back: it waits at the counter again, whatever it says.
    Action.CAME_BACK: Rule(source=_from(Status.RESULT_SENT), to=Status.RESULT_READY, duties=RETURNING),
    Action.MARK_UNCLAIMED: Rule(source=_from(Status.RESULT_READY), to=Status.UNCLAIMED, system=True),
    Action.EXTEND: Rule(source=RUNNING, to=None, duties=LEADER, needs_reason=True),
    Action.RECKON_ANEW: Rule(source=RUNNING, to=None, duties=LEADER),
    Action.WITHDRAW: Rule(
        source=_from(Status.SUBMITTED, Status.NEED_FIX_INTAKE) | OPEN,
        to=Status.WITHDRAWN,
        duties=LEADER,
        citizen=True,
    ),
    Action.STOP: Rule(source=_from(Status.AWAITING_SUPPLEMENT), to=Status.STOPPED, duties=LEADER, needs_reason=True),
    Action.REQUEST_PAYMENT: Rule(
        source=_from(Status.PROCESSING),
        to=Status.AWAITING_PAYMENT,
        duties=OFFICER,
        holder_only=True,
        needs=("legal_basis", "document"),
    ),
    Action.CONFIRM_PAYMENT: Rule(
        source=_from(Status.AWAITING_PAYMENT),
        to=Status.PROCESSING,
        duties=TAKING_PROOF | OFFICER,
        system=True,  # money that we were asked to take came in: `payments` says so
        needs=("document",),
    ),
    # An outage and the like: never by itself, always a leader with a reason; the work stays where it is.
    Action.PAUSE: Rule(source=RUNNING, to=None, duties=LEADER, needs_reason=True),
    Action.RESUME: Rule(source=RUNNING, to=None, duties=LEADER),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the law says: the state after, the changes an event keeps, and the pause that began or ended with it."""

    after: CaseState
    changes: dict[str, Any]
    opened: PauseSpan | None = None
    closed: PauseSpan | None = None


def decide(*, state: CaseState, move: Move, terms: Terms) -> Outcome:
    """What this act does to that dossier. Raises Forbidden."""
    check(state=state, move=move)
    rule = RULES[move.action]
    moved: Moved = {"status": rule.to or state.status}
    now = state
    opened = pause_opened(move=move, terms=terms)
    closed = pause_closed(state=state, move=move, terms=terms)
    if opened:
        moved |= clock_stands(state=state, pause=opened)
    if closed:
        moved |= clock_runs_again(state=state, terms=terms.with_pause(closed), at=move.at)
        now = moved_on(state=state, moved=moved)
    effect = EFFECTS.get(move.action)
    if effect:
        moved |= effect(now, move, terms)
    return Outcome(
        after=moved_on(state=state, moved=moved),
        changes=changes_of(state=state, moved=moved),
        opened=opened,
        closed=closed,
    )


def check(*, state: CaseState, move: Move) -> None:
    """Raise Forbidden with the first thing that speaks against the act."""
    why = _objection(state=state, action=move.action, by=move.by)
    if not why and RULES[move.action].needs_reason and not says_why(move.reason):
        why = "reason_too_short"
    if not why:
        why = next((f"no_{name}" for name in RULES[move.action].needs if not getattr(move, name).strip()), "")
    if not why and move.action in ASKING:
        why = against_items(move.items)
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
    if by.is_official and by.agency_id not in _agencies(rule, state, action, by):
        return "other_agency"
    if rule.holder_only and state.holder_id != by.id and not (action is Action.FORWARD and HEADS & by.duties):
        return "not_the_holder"
    if action is Action.REQUEST_FIX and not _asks_in_turn(state, by):
        return "asking_again_needs_leader" if state.fix_count else "not_your_duty"
    if action is Action.SIGN and by.id == state.received_by_id:
        return "receiver_may_not_sign"  # one person must not both receive and sign
    if action is Action.SIGN and by.id == state.previous_holder_id:
        return "preparer_may_not_sign"
    if action is Action.EXTEND and state.extended_at is not None:
        return "extended_before"  # NĐ 61/2018, Điều 19: hẹn lại at most once
    may_prove = by.kind is ActorKind.SYSTEM or state.holder_id == by.id or TAKING_PROOF & by.duties
    if action is Action.CONFIRM_PAYMENT and not may_prove:
        return "not_the_holder"
    if action in STANDING_STILL and state.is_paused:
        return "clock_stands"
    if action is Action.RESUME and not state.is_paused:
        return "clock_runs"
    if action is Action.SEND_BACK and state.previous_holder_id is None:
        return "nobody_before"
    return ""


def _agencies(rule: Rule, state: CaseState, action: Action, by: Actor) -> tuple[int | None, ...]:
    """Where this act is done: at the agency that decides the dossier, or at the desk that received it.

    Whoever received it for another agency hands it on to that agency.
    """
    hands_on = action is Action.FORWARD and state.holder_id == by.id
    is_at_desk = rule.duties <= RETURNING or rule.duties == ASKING_DUTIES or hands_on
    return (state.agency_id, state.receiving_agency_id) if is_at_desk else (state.agency_id,)


def _asks_in_turn(state: CaseState, by: Actor) -> bool:
    """The first request before reception is a clerk's, every later one a leader's."""
    return by.has(Duty.LEADER if state.fix_count else Duty.CLERK)


def _may(rule: Rule, by: Actor, state: CaseState) -> bool:
    if by.kind is ActorKind.SYSTEM:
        return rule.system
    if by.is_helping:
        return rule.to is Status.SUBMITTED and state.status in (Status.DRAFT, Status.NEED_FIX_INTAKE)
    if by.kind is ActorKind.CITIZEN:
        # After reception a citizen asks for withdrawal at the desk, and the leader confirms it (form 05).
        return rule.citizen and not (rule.to is Status.WITHDRAWN and state.status in OPEN)
    return any(duty in by.duties for duty in rule.duties)
