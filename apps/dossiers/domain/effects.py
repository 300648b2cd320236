"""What each act does to the fields of a dossier: its status beyond the table, its holder, its clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from apps.dossiers.domain.changed_calendar import gives_way
from apps.dossiers.domain.clock import against_asking, promised
from apps.dossiers.domain.moves import Forbidden, Move, Terms, says_why
from apps.dossiers.domain.promise import ExtensionNotLater
from apps.dossiers.domain.reckoning import promise_of, reckon
from apps.dossiers.domain.state import CaseState, Moved
from apps.dossiers.domain.status import Action, ResultKind, Status
from apps.dossiers.domain.timeliness import classify, is_late
from apps.worktime import Unit

# A result that may be had on the spot: the law gives it the day, or hours.
AT_ONCE = frozenset({Unit.SAME_DAY, Unit.WORKING_HOUR})


def _submit(state: CaseState, move: Move, terms: Terms) -> Moved:
    due = terms.calendar.add_working_hours(start=move.at, hours=terms.intake_hours)
    return {"submitted_at": state.submitted_at or move.at, "intake_due_at": due}


def _request_fix(state: CaseState, move: Move, terms: Terms) -> Moved:
    """Before reception; asking once more says why the first time was not enough (ruling 4)."""
    if state.fix_count and not says_why(move.again_reason):
        raise Forbidden(action=move.action, status=state.status, why="again_needs_reason")
    return {"intake_due_at": None, "fix_count": state.fix_count + 1}


def _receive(state: CaseState, move: Move, terms: Terms) -> Moved:
    given = promise_of(received_at=move.at, terms=terms)
    return {
        **promised(given),
        "terms": terms.kept(),
        "code": move.code,
        "book_number": move.book_number,
        "intake_due_at": None,
        "received_at": move.at,
        "received_by_id": move.by.id,
        "holder_id": move.by.id,
        "effective_at": given.effective_at,
        "step_due_at": min(terms.calendar.hand_over_by(move.at), given.due_at),
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


def _request_supplement(state: CaseState, move: Move, terms: Terms) -> Moved:
    """A restart and a second request say why; who decides is a leader (ruling 4)."""
    why = against_asking(
        mode=move.mode or terms.supplement_mode,
        arranged=terms.supplement_mode,
        asked_before=state.supplement_count,
        restart_reason=move.restart_reason,
        again_reason=move.again_reason,
    )
    if why:
        raise Forbidden(action=move.action, status=state.status, why=why)
    return {"supplement_count": state.supplement_count + 1, "step_due_at": None}


def _stand_still(state: CaseState, move: Move, terms: Terms) -> Moved:
    return {"standstill_count": state.standstill_count + 1}


def _accept_supplement(state: CaseState, move: Move, terms: Terms) -> Moved:
    return {"step_due_at": _step_due(move, terms)}


def _to_leader(state: CaseState, move: Move, terms: Terms) -> Moved:
    if move.receiver_id is None or move.outcome is None:
        raise Forbidden(action=move.action, status=state.status, why="no_receiver")
    return {**_hand_over(state, move, terms), "outcome": move.outcome}


def _return_to_officer(state: CaseState, move: Move, terms: Terms) -> Moved:
    return {**_send_back(state, move, terms), "outcome": None}


def _sign(state: CaseState, move: Move, terms: Terms) -> Moved:
    """The result exists: the clock stops, and timeliness against both promises is decided once and for all."""
    assert state.first_due_at is not None and state.first_late_after is not None
    assert state.due_at is not None and state.late_after is not None
    declined = state.outcome is ResultKind.DECLINED
    return {
        "status": Status.REJECTED_RESULT if declined else Status.RESULT_READY,
        "finished_at": move.at,
        "timeliness": classify(done_at=move.at, due_at=state.first_due_at, late_after=state.first_late_after),
        "timeliness_in_force": classify(done_at=move.at, due_at=state.due_at, late_after=state.late_after),
        "holder_id": state.received_by_id,
        "previous_holder_id": move.by.id,
        "step_due_at": None,
    }


def _returned(state: CaseState, move: Move, terms: Terms) -> Moved:
    return {"returned_at": move.at, "holder_id": None, "previous_holder_id": None}


def _came_back(state: CaseState, move: Move, terms: Terms) -> Moved:
    declined = state.outcome is ResultKind.DECLINED
    return {"status": Status.REJECTED_RESULT if declined else Status.RESULT_READY}


def _return_at_once(state: CaseState, move: Move, terms: Terms) -> Moved:
    """Received, signed by another and handed over within one day, where the law gives no more than the day."""
    assert state.received_at is not None
    is_the_day = terms.calendar.local_date(move.at) == terms.calendar.local_date(state.received_at)
    if terms.allowance.unit not in AT_ONCE or not is_the_day or state.step_position:
        raise Forbidden(action=move.action, status=state.status, why="not_at_once")
    if move.signed_by_id in (None, move.by.id):
        raise Forbidden(action=move.action, status=state.status, why="receiver_may_not_sign")
    signed = _sign(replace(state, outcome=ResultKind.GRANTED), move, terms)
    return {**signed, **_returned(state, move, terms), "status": Status.RETURNED, "outcome": ResultKind.GRANTED}


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
    return {**promised(given), "extended_at": move.at}


def _stop(state: CaseState, move: Move, terms: Terms) -> Moved:
    """The citizen did not answer in term: not before the last day has passed, and not once something came."""
    waiting = terms.open_pause
    if waiting and waiting.answer_by and terms.calendar.local_date(move.at) <= waiting.answer_by:
        raise Forbidden(action=move.action, status=state.status, why="term_still_runs")
    if terms.is_answered:
        raise Forbidden(action=move.action, status=state.status, why="answered_meanwhile")
    return _ended(state, move, terms)


def _reckon_anew(state: CaseState, move: Move, terms: Terms) -> Moved:
    """The calendar was changed: the promise moves to an earlier day, never to a later one.

    The first promise of an extended dossier stays: earlier, it would make the dossier late after the fact.
    """
    assert state.due_at is not None and state.late_after is not None
    given = reckon(state=state, terms=terms).in_force
    if not gives_way(
        due_at=state.due_at,
        late_after=state.late_after,
        new_due_at=given.due_at,
        new_late_after=given.late_after,
        at=move.at,
    ):
        raise Forbidden(action=move.action, status=state.status, why="not_better")
    if state.extended_at is not None:
        return promised(given)
    return {**promised(given), "first_due_at": given.due_at, "first_late_after": given.late_after}


def _ended(state: CaseState, move: Move, terms: Terms) -> Moved:
    """Withdrawn, stopped or refused: the clock stands; after reception it counts as ended then (ruling 5).

    What ends while the clock stands ended, for the citizen, when it was stopped.
    """
    late_after = state.first_late_after if state.received_at is not None else None
    done_at = terms.open_pause.opened_at if terms.open_pause else move.at
    return {
        "finished_at": move.at if state.received_at is not None else None,
        "ended_late": is_late(done_at=done_at, late_after=late_after) if late_after else None,
        "intake_due_at": None,
        "paused_at": None,
        "holder_id": None,
        "step_due_at": None,
    }


def _step_due(move: Move, terms: Terms) -> datetime | None:
    if move.planned_hours is None:
        return None
    return terms.calendar.add_working_hours(start=move.at, hours=move.planned_hours)


Effect = Callable[[CaseState, Move, Terms], Moved]
EFFECTS: dict[Action, Effect] = {
    Action.SUBMIT: _submit,
    Action.REQUEST_FIX: _request_fix,
    Action.ANSWER_FIX: _submit,
    Action.REFUSE: _ended,
    Action.RECEIVE: _receive,
    Action.FORWARD: _hand_over,
    Action.SEND_BACK: _send_back,
    Action.REQUEST_SUPPLEMENT: _request_supplement,
    Action.REQUEST_PAYMENT: _stand_still,
    Action.PAUSE: _stand_still,
    Action.ACCEPT_SUPPLEMENT: _accept_supplement,
    Action.SUBMIT_FOR_SIGNATURE: _to_leader,
    Action.RETURN_TO_OFFICER: _return_to_officer,
    Action.SIGN: _sign,
    Action.RETURN_RESULT: _returned,
    Action.CONFIRM_RECEIPT: _returned,
    Action.RETURN_AT_ONCE: _return_at_once,
    Action.CAME_BACK: _came_back,
    Action.EXTEND: _extend,
    Action.RECKON_ANEW: _reckon_anew,
    Action.WITHDRAW: _ended,
    Action.STOP: _stop,
}
