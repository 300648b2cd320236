"""A workflow under the editor's hands: a step put in, moved or taken out, and steps as plain data.

Positions are always 1, 2, 3 …; every function gives the whole workflow anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from apps.officials.domain.duties import Duty
from apps.procedures.domain import comparing
from apps.procedures.domain.conditions import condition_data, read_condition
from apps.procedures.domain.workflow import Part, Route, Step

MOST_STEPS = 30


def put(*, steps: Sequence[Step], step: Step) -> tuple[Step, ...]:
    """The workflow with this step in the place of the one at its position."""
    return _numbered([step if one.position == step.position else one for one in _ordered(steps)])


def insert(*, steps: Sequence[Step], step: Step) -> tuple[Step, ...]:
    """The workflow with one more step, at its position; those from there on move down."""
    ordered = _ordered(steps)
    place = min(max(step.position, 1), len(ordered) + 1) - 1
    return _numbered([*ordered[:place], step, *ordered[place:]])


def without(*, steps: Sequence[Step], position: int) -> tuple[Step, ...]:
    """The workflow without the step at that position."""
    return _numbered([one for one in _ordered(steps) if one.position != position])


def moved(*, steps: Sequence[Step], position: int, places: int) -> tuple[Step, ...]:
    """The workflow with the step so many places further down (or up, below zero), as far as there are places."""
    ordered = _ordered(steps)
    place = next((index for index, one in enumerate(ordered) if one.position == position), None)
    if place is None:
        return _numbered(ordered)
    step = ordered.pop(place)
    ordered.insert(min(max(place + places, 0), len(ordered)), step)
    return _numbered(ordered)


def fingerprint(steps: Sequence[Step]) -> str:
    """A digest of the whole workflow, by which a page knows whether somebody has changed it since."""
    return comparing.fingerprint({"steps": [step_data(step) for step in _ordered(steps)]})


def step_data(step: Step) -> dict[str, Any]:
    """A step as plain data without its position; what is as usual is left out."""
    plain: dict[str, Any] = {"name": step.name, "duty": step.duty.value, "hours": f"{step.hours.normalize():f}"}
    plain |= {name: getattr(step, name) for name in ("unit", "agency") if getattr(step, name)}
    plain |= {name: True for name in ("is_optional", "is_parallel") if getattr(step, name)}
    if step.part is not Part.MAIN:
        plain["part"] = step.part.value
    if step.wait_days:
        plain["wait_days"] = step.wait_days
    if step.remind_hours:
        plain["remind_hours"] = f"{step.remind_hours.normalize():f}"
    if step.when:
        plain["when"] = condition_data(step.when)
    if step.routes:
        plain["routes"] = routes_data(step.routes)
    return plain


def step_of(*, position: int, row: Mapping[str, Any]) -> Step:
    """The step that `step_data` wrote. Raises BadCondition, KeyError, ValueError."""
    return Step(
        position=position,
        name=str(row["name"]),
        duty=Duty(row["duty"]),
        hours=Decimal(str(row["hours"])),
        unit=str(row.get("unit", "")),
        agency=str(row.get("agency", "")),
        part=Part(row.get("part", Part.MAIN)),
        is_optional=bool(row.get("is_optional", False)),
        is_parallel=bool(row.get("is_parallel", False)),
        wait_days=int(row.get("wait_days", 0)),
        remind_hours=Decimal(str(row.get("remind_hours", 0))),
        when=read_condition(row["when"]) if row.get("when") else None,
        routes=routes_of(row.get("routes", ())),
    )


def routes_data(routes: Sequence[Route]) -> list[dict[str, Any]]:
    """Routes as plain data."""
    return [{"when": condition_data(route.when), "unit": route.unit} for route in routes]


def routes_of(rows: Sequence[Mapping[str, Any]]) -> tuple[Route, ...]:
    """The routes that `routes_data` wrote. Raises BadCondition."""
    return tuple(Route(read_condition(row["when"]), str(row["unit"])) for row in rows)


def _ordered(steps: Sequence[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: step.position)


def _numbered(steps: Sequence[Step]) -> tuple[Step, ...]:
    return tuple(replace(step, position=number) for number, step in enumerate(steps, start=1))
