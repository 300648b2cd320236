"""The way of a dossier through the office as data: which steps it takes, who has them, and when each one ends.

The same functions propose the next step at the desk, check an editor's draft and walk an imaginary dossier through.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from apps.officials.domain.duties import Duty
from apps.procedures.domain.conditions import Condition, holds
from apps.worktime import Allowance, Unit, WorkCalendar

HAMLET = "hamlet"  # what a route may ask beside the answers of the form: where the applicant lives,
CASE = "case"  # and the case of the procedure that was filed
MICROSECONDS_PER_HOUR = Decimal(3_600_000_000)


class Part(StrEnum):
    """What a unit does in a step: it answers for it, works beside it, or is only told."""

    MAIN = "main"
    COOPERATING = "cooperating"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True)
class Route:
    """Where the condition holds, the step goes to that unit."""

    when: Condition
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step. `agency` names another office that does it; `is_parallel`: it begins together with the step before.

    `wait_days` are calendar days that the law makes everybody wait (niêm yết, công khai), after the working hours.
    """

    position: int
    name: str
    duty: Duty
    hours: Decimal
    unit: str = ""
    agency: str = ""
    part: Part = Part.MAIN
    is_optional: bool = False
    is_parallel: bool = False
    wait_days: int = 0
    remind_hours: Decimal = Decimal(0)
    when: Condition | None = None
    routes: tuple[Route, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """Steps that begin together; the dossier lies with the first main one and goes on when all are done."""

    steps: tuple[Step, ...]

    @property
    def lead(self) -> Step:
        """The step that holds the dossier."""
        return next((step for step in self.steps if step.part is Part.MAIN), self.steps[0])

    @property
    def beside(self) -> tuple[Step, ...]:
        """What is done or followed beside it."""
        return tuple(step for step in self.steps if step is not self.lead)


@dataclass(frozen=True, slots=True)
class Turn:
    """What lies between two hand-overs inside the office: a stage of ours, and what other agencies do meanwhile."""

    stages: tuple[Stage, ...]

    @property
    def lead(self) -> Step:
        """The step of ours: whoever has it holds the dossier until the turn ends."""
        return next((stage.lead for stage in self.stages if not stage.lead.agency), self.stages[0].lead)

    @property
    def beside(self) -> tuple[Step, ...]:
        """Everything else that is done or followed in it."""
        return tuple(step for stage in self.stages for step in stage.steps if step is not self.lead)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """A step with its hours on the clock, and the unit that the answers lead to."""

    step: Step
    stage: int
    unit: str
    starts_at: datetime
    ends_at: datetime
    remind_at: datetime | None


def stages_of(*, steps: Sequence[Step]) -> tuple[Stage, ...]:
    """All steps, grouped by what begins together."""
    groups: list[list[Step]] = []
    for step in sorted(steps, key=lambda step: step.position):
        if step.is_parallel and groups:
            groups[-1].append(step)
        else:
            groups.append([step])
    return tuple(Stage(tuple(group)) for group in groups)


def way(*, steps: Sequence[Step], answers: Mapping[str, Any], left_out: Collection[int] = ()) -> tuple[Stage, ...]:
    """The stages a dossier with those answers goes through; `left_out` names optional steps nobody needs this time."""
    chosen = (
        Stage(tuple(step for step in stage.steps if _is_taken(step, answers, left_out)))
        for stage in stages_of(steps=steps)
    )
    return tuple(stage for stage in chosen if any(step.part is not Part.OBSERVER for step in stage.steps))


def turns(stages: Sequence[Stage]) -> tuple[Turn, ...]:
    """The same way by who of us holds the dossier: what another agency leads is waited for by whoever had it before."""
    groups: list[list[Stage]] = []
    for stage in stages:
        if groups and (stage.lead.agency or all(before.lead.agency for before in groups[-1])):
            groups[-1].append(stage)
        else:
            groups.append([stage])
    return tuple(Turn(tuple(group)) for group in groups)


def unit_of(step: Step, *, answers: Mapping[str, Any]) -> str:
    """The unit that does the step: of the first route that holds, else its own."""
    return next((route.unit for route in step.routes if holds(route.when, answers=answers)), step.unit)


def work_starts_at(*, received_at: datetime, unit: Unit, calendar: WorkCalendar) -> datetime:
    """When the first step begins: at reception, after 15:00 with the next working day (Nghị định 61/2018, Điều 18).

    A promise of hours runs from the minute of reception, so its work does too.
    """
    effective_at = calendar.effective_start(received_at)
    if unit is Unit.WORKING_HOUR:
        return effective_at
    handed_over_on = calendar.local_date(calendar.hand_over_by(received_at))
    if handed_over_on == calendar.local_date(effective_at):
        return effective_at
    return calendar.open_of(handed_over_on)


def step_end(step: Step, *, start: datetime, calendar: WorkCalendar) -> datetime:
    """When a step begun at `start` is planned to end. Raises OutsideCalendar."""
    worked = calendar.add_working_hours(start=start, hours=step.hours)
    if not step.wait_days:
        return worked
    return calendar.deadline(start=worked, allowance=Allowance(Decimal(step.wait_days), Unit.CALENDAR_DAY)).due_at


def stage_end(stage: Stage, *, start: datetime, calendar: WorkCalendar) -> datetime:
    """When everything in a stage is planned to be done: whoever only follows it holds nobody up."""
    return max(step_end(step, start=start, calendar=calendar) for step in _working(stage.steps))


def turn_hours(turn: Turn, *, start: datetime, calendar: WorkCalendar) -> Decimal:
    """The working hours from `start` to the planned end of the turn, to the hundredth."""
    end = start
    for stage in turn.stages:
        end = stage_end(stage, start=end, calendar=calendar)
    return hours(calendar.working_time_between(start=start, end=end))


def plan(
    *, stages: Iterable[Stage], start: datetime, calendar: WorkCalendar, answers: Mapping[str, Any]
) -> tuple[PlannedStep, ...]:
    """Every step with its beginning and planned end, each stage begun when the one before is done."""
    planned: list[PlannedStep] = []
    for number, stage in enumerate(stages, start=1):
        done_at = stage_end(stage, start=start, calendar=calendar)
        for step in stage.steps:
            is_told = step.part is Part.OBSERVER
            ends_at = done_at if is_told else step_end(step, start=start, calendar=calendar)
            planned.append(
                PlannedStep(
                    step=step,
                    stage=number,
                    unit=unit_of(step, answers=answers),
                    starts_at=start,
                    ends_at=ends_at,
                    remind_at=None if is_told else remind_at(step, start=start, end=ends_at, calendar=calendar),
                )
            )
        start = done_at
    return tuple(planned)


def remind_at(step: Step, *, start: datetime, end: datetime, calendar: WorkCalendar) -> datetime | None:
    """When whoever has the step is reminded of its end, never before it began; None where nobody asked for it."""
    if not step.remind_hours:
        return None
    return max(start, calendar.take_working_hours(end=end, hours=step.remind_hours))


def hours(time: timedelta) -> Decimal:
    """A stretch of working time in hours, to the hundredth."""
    return (Decimal(time // timedelta(microseconds=1)) / MICROSECONDS_PER_HOUR).quantize(Decimal("0.01"))


def _is_taken(step: Step, answers: Mapping[str, Any], left_out: Collection[int]) -> bool:
    if step.is_optional and step.position in left_out:
        return False
    return step.when is None or holds(step.when, answers=answers)


def _working(steps: Iterable[Step]) -> tuple[Step, ...]:
    return tuple(step for step in steps if step.part is not Part.OBSERVER)
