"""When the clock of a dossier stands, and what is promised once it runs again (domain 4.5, ruling 4).

The same for every act: whatever opens a pause stops the clock, whatever leads out of it closes the pause and gives the
time back. No way out keeps the old day, and no pause is guessed from the order of acts.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from apps.dossiers.domain.moves import Move, Terms, says_why
from apps.dossiers.domain.promise import PauseSpan, Promise, SupplementMode, while_paused
from apps.dossiers.domain.reckoning import reckon
from apps.dossiers.domain.state import CaseState, Moved
from apps.dossiers.domain.status import Action, PauseKind
from apps.worktime import WorkCalendar

HOUR = timedelta(hours=1)
OPENS: dict[Action, PauseKind] = {
    Action.REQUEST_SUPPLEMENT: PauseKind.SUPPLEMENT,
    Action.REQUEST_PAYMENT: PauseKind.PAYMENT,
    Action.PAUSE: PauseKind.OTHER,
}
ENDS = frozenset({Action.WITHDRAW, Action.STOP})
CLOSES = ENDS | {Action.ACCEPT_SUPPLEMENT, Action.CONFIRM_PAYMENT, Action.RESUME, Action.SIGN}


def against_asking(
    *, mode: SupplementMode, arranged: SupplementMode, asked_before: int, restart_reason: str, again_reason: str
) -> str:
    """A code for what speaks against asking the citizen for papers in this way, or nothing (ruling 4).

    A restart takes the whole period again and a second request troubles people twice: each says why.
    """
    if mode is SupplementMode.RESTART and arranged is not SupplementMode.RESTART:
        return "restart_not_arranged"
    if mode is SupplementMode.RESTART and not says_why(restart_reason):
        return "restart_needs_reason"
    return "again_needs_reason" if asked_before and not says_why(again_reason) else ""


def pause_opened(*, move: Move, terms: Terms) -> PauseSpan | None:
    """The pause that an act opens. Only a complement can make the period begin again."""
    kind = OPENS.get(move.action)
    if kind is None:
        return None
    is_supplement = kind is PauseKind.SUPPLEMENT
    return PauseSpan(
        kind=(move.pause_kind or kind).value,
        opened_at=move.at,
        closed_at=None,
        mode=(move.mode or terms.supplement_mode) if is_supplement else SupplementMode.RESUME,
        document=move.document,
        answer_by=move.answer_by,
    )


def pause_closed(*, state: CaseState, move: Move, terms: Terms) -> PauseSpan | None:
    """The open pause as an act closes it. Where the dossier ends no complement came, so nothing begins again."""
    pause = terms.open_pause
    if pause is None or not state.is_paused or move.action not in CLOSES:
        return None
    mode = SupplementMode.RESUME if move.action in ENDS else pause.mode
    return replace(pause, closed_at=move.at, mode=mode)


def clock_stands(*, state: CaseState, pause: PauseSpan) -> Moved:
    """From now on the promise waits, and its explanation says for what."""
    promise = while_paused(promise=state.promise, pause=pause) if state.promise else None
    return {"paused_at": pause.opened_at, "promise": promise}


def clock_runs_again(*, state: CaseState, terms: Terms, at: datetime) -> Moved:
    """The promise with the closed pause in it: from the start (restart) or moved by the time the clock stood (resume).

    Time in which we had to wait is not lateness of ours, so the first promise moves too; what an extension gave is not
    taken back, and moves on by the pause. The planned end of a step moves with it.
    """
    assert state.paused_at is not None
    reckoned = reckon(state=state, terms=terms)
    return {
        **promised(reckoned.in_force),
        "first_due_at": reckoned.first.due_at,
        "first_late_after": reckoned.first.late_after,
        "paused_at": None,
        "step_due_at": _later(state.step_due_at, since=state.paused_at, at=at, calendar=terms.calendar),
    }


def promised(given: Promise) -> Moved:
    """The fields that a promise sets."""
    return {"due_at": given.due_at, "late_after": given.late_after, "promise": given.explanation.as_json()}


def hours_left(*, at: datetime, due_at: datetime, calendar: WorkCalendar) -> Decimal:
    """Working hours from here to the promise, to two decimals; 0 once it has passed."""
    if due_at <= at:
        return Decimal(0)
    return _hours(calendar.working_time_between(start=at, end=due_at))


def _later(planned: datetime | None, *, since: datetime, at: datetime, calendar: WorkCalendar) -> datetime | None:
    if planned is None:
        return None
    stood = _hours(calendar.working_time_between(start=since, end=at))
    return calendar.add_working_hours(start=planned, hours=stood) if stood else planned


def _hours(length: timedelta) -> Decimal:
    return (Decimal(length // timedelta(microseconds=1)) / Decimal(HOUR // timedelta(microseconds=1))).quantize(
        Decimal("0.01")
    )
