"""What the workflow of a dossier proposes for the next hand-over; whoever hands it over decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from apps.desk.selectors.people import Colleague, colleagues
from apps.dossiers.models import Dossier
from apps.officials.domain.duties import Duty
from apps.officials.selectors import work_calendar
from apps.procedures.domain.workflow import Step, Turn, turn_hours, turns, unit_of, way
from apps.procedures.selectors.workflow import known_answers, workflow_of
from apps.worktime import OutsideCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """The step that comes next, its working hours from now on, where the answers lead it, and who works beside it."""

    step: Step
    unit: str
    hours: Decimal | None
    beside: tuple[Step, ...]
    is_signature: bool

    def receiver(self, people: Sequence[Colleague]) -> int | None:
        """The one colleague whose step it is; None where nobody or several could have it."""
        mine = [one for one in people if one.unit == self.unit] if self.unit else list(people)
        return mine[0].id if len(mine) == 1 else None


def next_step(*, dossier: Dossier, at: datetime) -> NextStep | None:
    """The next turn of the workflow the dossier is bound to; None where it has come to an end or never had one."""
    way_ahead, answers = _way(dossier)
    if dossier.step_position >= len(way_ahead):
        return None
    turn = way_ahead[dossier.step_position]
    return NextStep(
        step=turn.lead,
        unit=unit_of(turn.lead, answers=answers),
        hours=_hours(turn, dossier, at),
        beside=turn.beside,
        is_signature=turn is way_ahead[-1] and turn.lead.duty is Duty.LEADER,
    )


def step_reminded_at(*, dossier: Dossier, at: datetime) -> datetime | None:
    """From when the holder is to hear of the end of the step they have; None where the workflow wants no reminder."""
    way_ahead, _ = _way(dossier)
    if dossier.step_due_at is None or not 0 < dossier.step_position <= len(way_ahead):
        return None
    hours = way_ahead[dossier.step_position - 1].lead.remind_hours
    if not hours:
        return None
    return work_calendar(agency=dossier.agency, at=at).take_working_hours(end=dossier.step_due_at, hours=hours)


def _way(dossier: Dossier) -> tuple[tuple[Turn, ...], dict[str, Any]]:
    """The turns the dossier's answers lead through, with these answers."""
    steps = workflow_of(arrangement=dossier.arrangement)
    answers = known_answers(steps=steps, answers=dossier.answers, address=dossier.applicant_address, case=dossier.case)
    return turns(way(steps=steps, answers=answers)), answers


def able(*, dossier: Dossier, step: Step, at: datetime, besides: Sequence[int | None]) -> list[Colleague]:
    """The colleagues who have the duty of the step today."""
    return colleagues(agency_id=dossier.agency_id, duties=[step.duty], at=at, besides=besides)


def _hours(turn: Turn, dossier: Dossier, at: datetime) -> Decimal | None:
    try:
        return turn_hours(turn, start=at, calendar=work_calendar(agency=dossier.agency, at=at)).normalize()
    except OutsideCalendar:
        return None
