"""Whether a workflow can be promised under: what is wrong with it, and how its longest way stands to the law's time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import product
from math import prod
from typing import Any

from apps.officials.domain.duties import Duty
from apps.procedures.domain.conditions import Asks, Condition, Test, fields_asked, questions
from apps.procedures.domain.workflow import (
    CASE,
    HAMLET,
    Part,
    Stage,
    Step,
    Turn,
    hours,
    plan,
    stages_of,
    turns,
    way,
    work_starts_at,
)
from apps.worktime import SAME_DAY_CUTOFF, Allowance, OutsideCalendar, Unit, WeekSessions, WorkCalendar

ELSE = "·"  # an answer that no condition names
MOST_WAYS = 4_096  # beyond so many combinations of answers every step is taken to be needed
FIRST_DAY, LAST_DAY = date(2001, 1, 1), date(2003, 12, 31)  # a Monday, and long enough for any period of the law


class FaultKind(StrEnum):
    """What keeps a workflow from being published."""

    NO_STEPS = "no_steps"
    FIRST_IS_PARALLEL = "first_is_parallel"
    FIRST_IS_ELSEWHERE = "first_is_elsewhere"
    NOBODY_ANSWERS = "nobody_answers"
    NO_TIME = "no_time"
    NO_SIGNATURE = "no_signature"
    NOBODY_PREPARES = "nobody_prepares"
    TOO_LONG = "too_long"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_VALUE = "unknown_value"
    LATE_REMINDER = "late_reminder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong; `position` is the step it is about, `about` the field or the value."""

    kind: FaultKind
    position: int = 0
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The longest way against the law's time, in working hours of an ordinary week where the two are closest.

    `latest`: of a procedure for the same day, until when it must come in to be done that day; None if any time will do.
    """

    needed: Decimal
    allowed: Decimal
    stages: tuple[Stage, ...] = field(repr=False)
    latest: time | None = None

    @property
    def is_too_long(self) -> bool:
        """Whether the law's time would be broken."""
        return self.needed > self.allowed


def ordinary_calendar(*, week: WeekSessions, reception_only: Iterable[int] = ()) -> WorkCalendar:
    """The office's week without holidays: what a workflow is measured on."""
    return WorkCalendar.build(
        name="ordinary",
        first=FIRST_DAY,
        last=LAST_DAY,
        week=week,
        special_days=(),
        reception_only=reception_only,
    )


def faults_of(
    *, steps: Sequence[Step], options: Mapping[str, Sequence[str]], fit: Fit | None = None
) -> tuple[Fault, ...]:
    """Everything wrong with a workflow. `options`: the fields that may be asked, each with its set answers if any."""
    if not steps:
        return (Fault(kind=FaultKind.NO_STEPS),)
    ordered = sorted(steps, key=lambda step: step.position)
    return (*_order(ordered), *_times(ordered), *_questions(ordered, options), *_sum(fit))


def fit_of(
    *, steps: Sequence[Step], allowance: Allowance, calendar: WorkCalendar, known: Mapping[str, str] | None = None
) -> Fit | None:
    """How the longest way stands to the law's time; None where there is no way. `known`: answers that are given."""
    days = [FIRST_DAY + timedelta(days=7 + number) for number in range(7)]
    starts = [moment for day in days if calendar.is_working_day(day) for moment in _moments(day, allowance, calendar)]
    fits = [
        _fit(stages, received_at, allowance, calendar)
        for stages in ways(steps=steps, known=known)
        if stages
        for received_at in starts
    ]
    if not fits:
        return None
    return min(fits, key=lambda fit: fit.allowed - fit.needed)


def ways(*, steps: Sequence[Step], known: Mapping[str, str] | None = None) -> tuple[tuple[Stage, ...], ...]:
    """Every way that answers can lead, optional steps taken; one way through all steps where there are too many."""
    given = known or {}
    asked = {name: values for name, values in _mentioned(steps).items() if name not in given}
    if prod(len(values) for values in asked.values()) > MOST_WAYS:
        return (stages_of(steps=steps),)
    found = (
        way(steps=steps, answers={**given, **{name: said for name, said in zip(asked, answers, strict=True) if said}})
        for answers in product(*asked.values())
    )
    return tuple(dict.fromkeys(found))


def hamlets_named(steps: Iterable[Step]) -> tuple[str, ...]:
    """The hamlets that any condition names."""
    values = [ask.values for one in _conditions(steps) for ask in questions(one) if ask.field == HAMLET]
    return tuple(dict.fromkeys(value for named in values for value in named))


def fields_of_interest(steps: Iterable[Step]) -> tuple[str, ...]:
    """The answers that decide anything about the way, each once."""
    return tuple(dict.fromkeys(name for one in _conditions(steps) for name in fields_asked(one)))


def _fit(stages: tuple[Stage, ...], received_at: datetime, allowance: Allowance, calendar: WorkCalendar) -> Fit:
    """One way from one minute; what lies beyond the calendar ends with it."""
    start = work_starts_at(received_at=received_at, unit=allowance.unit, calendar=calendar)
    end = datetime.combine(LAST_DAY, time.max, calendar.zone)
    try:
        due_at = calendar.deadline(start=received_at, allowance=allowance).due_at
    except OutsideCalendar:
        due_at = end
    try:
        done_at = max(one.ends_at for one in plan(stages=stages, start=start, calendar=calendar, answers={}))
    except OutsideCalendar:
        done_at = end
    allowed = hours(calendar.working_time_between(start=start, end=due_at))
    needed = hours(calendar.working_time_between(start=start, end=done_at))
    return Fit(needed=needed, allowed=allowed, stages=stages, latest=_latest(needed, due_at, allowance, calendar))


def _latest(needed: Decimal, due_at: datetime, allowance: Allowance, calendar: WorkCalendar) -> time | None:
    """Of the same day only: the last minute at which there is still time for everything before the office closes."""
    if allowance.unit is not Unit.SAME_DAY:
        return None
    until = calendar.take_working_hours(end=due_at, hours=needed)
    is_any_time = calendar.local_date(until) == calendar.local_date(due_at) and until.time() >= SAME_DAY_CUTOFF
    return None if is_any_time else until.time()


def _moments(day: date, allowance: Allowance, calendar: WorkCalendar) -> tuple[datetime, ...]:
    """When a dossier comes in, at the least convenient: for the same day at the opening, else at either end too."""
    opens, closes = calendar.open_of(day), calendar.close_of(day)
    if allowance.unit is Unit.SAME_DAY:
        return (opens,)
    return opens, datetime.combine(day, SAME_DAY_CUTOFF, calendar.zone), closes


def _order(ordered: Sequence[Step]) -> Iterator[Fault]:
    if ordered[0].is_parallel:
        yield Fault(kind=FaultKind.FIRST_IS_PARALLEL, position=ordered[0].position)
    stages = stages_of(steps=ordered)
    for stage in stages:
        if all(step.part is not Part.MAIN for step in stage.steps):
            yield Fault(kind=FaultKind.NOBODY_ANSWERS, position=stage.steps[0].position)
    if stages[0].lead.agency:
        yield Fault(kind=FaultKind.FIRST_IS_ELSEWHERE, position=stages[0].lead.position)
    last = stages[-1].lead
    if last.duty is not Duty.LEADER or last.agency or last.is_optional or last.when:
        yield Fault(kind=FaultKind.NO_SIGNATURE, position=last.position)
    elif any(not _is_prepared(turns(stages)) for some in (ordered, _needed(ordered)) for stages in ways(steps=some)):
        yield Fault(kind=FaultKind.NOBODY_PREPARES, position=last.position)


def _needed(steps: Iterable[Step]) -> list[Step]:
    return [step for step in steps if not step.is_optional]


def _is_prepared(way: Sequence[Turn]) -> bool:
    """Only a case officer lays a result before the leader (dossiers.domain.lifecycle)."""
    return len(way) > 1 and way[-2].lead.duty is Duty.CASE_OFFICER


def _times(ordered: Iterable[Step]) -> Iterator[Fault]:
    for step in ordered:
        if step.part is not Part.OBSERVER and not step.hours and not step.wait_days:
            yield Fault(kind=FaultKind.NO_TIME, position=step.position)
        if step.remind_hours and not step.wait_days and step.remind_hours >= step.hours:
            yield Fault(kind=FaultKind.LATE_REMINDER, position=step.position)


def _questions(ordered: Iterable[Step], options: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    for step in ordered:
        for ask in [ask for one in _conditions([step]) for ask in questions(one)]:
            name = ask.field.partition(".")[0]
            if name not in options and name not in (HAMLET, CASE):
                yield Fault(kind=FaultKind.UNKNOWN_FIELD, position=step.position, about=name)
            for value in ask.values if options.get(name) and ask.test in (Test.EQUALS, Test.ONE_OF) else ():
                if value not in options[name]:
                    yield Fault(kind=FaultKind.UNKNOWN_VALUE, position=step.position, about=value)


def _sum(fit: Fit | None) -> Iterator[Fault]:
    if fit and fit.is_too_long:
        yield Fault(kind=FaultKind.TOO_LONG)


def _conditions(steps: Iterable[Step]) -> Iterator[Condition]:
    for step in steps:
        yield from [step.when] if step.when else []
        yield from (route.when for route in step.routes)


def _mentioned(steps: Iterable[Step]) -> dict[str, tuple[str, ...]]:
    """Each field that decides whether a step is needed, with the answers that make a difference; "" is none."""
    found: dict[str, list[str]] = {}
    for ask in [ask for step in steps if step.when for ask in questions(step.when)]:
        values = found.setdefault(ask.field, ["", ELSE])
        values += _around(ask)
    return {name: tuple(dict.fromkeys(values)) for name, values in found.items()}


def _around(ask: Asks) -> list[Any]:
    """Answers on either side of the line that the question draws."""
    if ask.test not in (Test.GREATER, Test.LESS):
        return list(ask.values)
    value = ask.values[0]
    if "/" in value:
        day, month, year = (int(part) for part in value.split("/"))
        line = date(year, month, day)
        near = [line + timedelta(days=days) for days in (-1, 0, 1) if date.min < line < date.max or not days]
        return [f"{one.day:02}/{one.month:02}/{one.year:04}" for one in near]
    number = Decimal(value.replace(".", "").replace(",", "."))
    return [f"{number + step:f}".replace(".", ",") for step in (-1, 0, 1)]
