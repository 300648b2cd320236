"""What somebody wants to do to a dossier, what was arranged for it, and the refusal: the words the law speaks in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain import promise as promises
from apps.dossiers.domain.promise import PauseSpan, Promise, SupplementMode
from apps.dossiers.domain.status import Action, ResultKind, Status
from apps.worktime import Allowance, DueTime, WorkCalendar


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
