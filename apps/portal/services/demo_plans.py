"""Who acts in the histories of the demonstration, on which procedures, and one dossier's acts in the making."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.lifecycle import Terms
from apps.dossiers.domain.status import Action
from apps.dossiers.services.lives import Act
from apps.officials.models import Agency, Official
from apps.officials.selectors import actor_of
from apps.procedures.models import Arrangement, ProcedureVersion, RequiredDocument
from apps.worktime import WorkCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One procedure as the demonstration needs it."""

    arrangement: Arrangement
    version: ProcedureVersion
    terms: Terms
    documents: Sequence[RequiredDocument]
    officer: Official
    fee: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who acts in the histories."""

    agency: Agency
    clerks: Sequence[Actor]
    leaders: Sequence[Actor]
    officers: dict[int, Actor]
    positions: dict[int, str]


def cast(*, agency: Agency, officials: dict[str, Official], at: datetime) -> Cast:
    """The officials of the demonstration as actors."""
    actors = {name: actor_of(official=official, at=at) for name, official in officials.items()}
    return Cast(
        agency=agency,
        clerks=[actors["lan"], actors["hanh"]],
        leaders=[actors["binh"], actors["mai"]],
        officers={actors[name].id: actors[name] for name in ("dung", "net", "sung")},
        positions={official.pk: official.position for official in officials.values()},
    )


@dataclass(slots=True, kw_only=True)
class Plan:
    """The acts of one dossier in the making; `later` moves its clock on inside working time."""

    matter: Matter
    people: Cast
    random: Random
    now: datetime
    until: datetime
    acts: list[Act] = field(default_factory=list)

    def add(self, action: Action, by: Actor, **more: Any) -> None:
        self.acts.append(Act(action=action, by=by, at=self.now, **more))

    def later(self, *, minutes: int) -> None:
        self.now = self.calendar.effective_start(self.now + timedelta(minutes=minutes))

    def upto(self, target: datetime) -> None:
        """Move to a working instant near the target, never back."""
        self.now = max(self.now + timedelta(minutes=1), self.calendar.effective_start(target))

    @property
    def calendar(self) -> WorkCalendar:
        return self.matter.terms.calendar

    def story(self) -> list[Act]:
        """What has happened by the day the demonstration stands on."""
        return [act for act in self.acts if act.at <= self.until]


def first_hours(plan: Plan) -> Decimal | None:
    """What the workflow plans for the first step, in working hours."""
    step = next(iter(plan.matter.arrangement.workflow_steps.all()), None)
    return step.planned_hours if step else None
