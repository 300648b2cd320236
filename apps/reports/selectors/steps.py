"""At which step of their workflows dossiers lie, read from how often each was handed on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.procedures.domain.ordering import sort_key
from apps.procedures.domain.workflow import Step, Turn, turns, way
from apps.procedures.models import WorkflowStep
from apps.procedures.selectors.workflow import known_answers, step_of_row
from apps.reports.domain.sights import Marks, Sight, marks
from apps.reports.domain.steps import AT_DESK, AT_SIGNATURE, UNNAMED, step_name
from apps.reports.labels.steps import step_words
from apps.reports.selectors.lines import Figure, Line
from apps.reports.selectors.sums import OPEN
from apps.reports.selectors.wishes import Wish

NOW = (Sight.OPEN, Sight.OVERDUE, Sight.TODAY, Sight.PAUSED)
LAST = (AT_DESK, AT_SIGNATURE, UNNAMED)


class Handed(NamedTuple):
    """How often a dossier was handed on, and under which arrangement it goes through the office."""

    pk: int
    arrangement_id: int
    step_position: int
    status: str


Ways = Mapping[int, Sequence[Turn]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BySteps:
    """Every step at which something lies, the fullest first, then the desk, the signature and what has no name."""

    lines: Sequence[Line]
    total: Line


def ways_of(arrangements: Mapping[int, int]) -> Ways:
    """The way of each dossier through the office, by its number; `arrangements` says under which. Two queries.

    What a dossier was answered is read only where its workflow asks for it.
    """
    steps: dict[int, list[Step]] = defaultdict(list)
    for row in WorkflowStep.objects.filter(arrangement_id__in=set(arrangements.values())).order_by("position"):
        steps[row.arrangement_id].append(step_of_row(row))
    asking = {pk for pk, own in steps.items() if any(step.when for step in own)}
    common = {pk: turns(way(steps=own, answers={})) for pk, own in steps.items() if pk not in asking}
    found = {pk: common.get(arrangement, ()) for pk, arrangement in arrangements.items()}
    asked = Dossier.objects.filter(pk__in=[pk for pk, arrangement in arrangements.items() if arrangement in asking])
    for dossier in asked.only("arrangement_id", "answers", "applicant_address", "case"):
        own = steps[dossier.arrangement_id]
        answers = known_answers(
            steps=own, answers=dossier.answers, address=dossier.applicant_address, case=dossier.case
        )
        found[dossier.pk] = turns(way(steps=own, answers=answers))
    return found


def steps_of(handed: Iterable[Handed]) -> dict[int, str]:
    """Where each of these open dossiers lies: the name of a step, or one of `LAST`. Two queries."""
    rows = list(handed)
    ways = ways_of({row.pk: row.arrangement_id for row in rows})
    return {row.pk: _step(row, ways[row.pk]) for row in rows}


def _step(row: Handed, way: Sequence[Turn]) -> str:
    if row.status == Status.AWAITING_SIGNATURE:
        return AT_SIGNATURE
    if not row.step_position:
        return AT_DESK
    return step_name(way=way, position=row.step_position) or UNNAMED


def lying_at(*, step: str, found: QuerySet[Dossier]) -> list[int]:
    """Which of these open dossiers lie at a step."""
    handed = (Handed(*row) for row in found.order_by().values_list(*Handed._fields))
    return [pk for pk, own in steps_of(handed).items() if own == step]


def by_steps(*, actor: Actor, agency: Agency, at: datetime) -> BySteps:
    """What lies open now, step by step: three queries, and as much to read as lies open."""
    ends = marks(now=at, calendar=work_calendar(agency=agency, at=at))
    found = Dossier.objects.visible_to(actor).filter(OPEN, agency_id=agency.pk).order_by()
    rows = list(found.values_list(*Handed._fields, "late_after", "paused_at"))
    steps = steps_of(Handed(*row[:4]) for row in rows)
    counts: dict[str, Counter[Sight]] = defaultdict(Counter)
    for pk, _arrangement, _position, _status, late_after, paused_at in rows:
        counts[steps[pk]].update(_sights(late_after, ends, is_paused=paused_at is not None))
    order = sorted(
        counts, key=lambda step: (step in LAST and LAST.index(step) + 1, -counts[step][Sight.OPEN], sort_key(step))
    )
    return BySteps(
        lines=[_line(step, counts[step]) for step in order],
        total=_line("", sum(counts.values(), Counter())),
    )


def _sights(late_after: datetime, ends: Marks, *, is_paused: bool) -> list[Sight]:
    if is_paused:
        return [Sight.OPEN, Sight.PAUSED]
    if late_after < ends.now:
        return [Sight.OPEN, Sight.OVERDUE]
    return [Sight.OPEN, Sight.TODAY] if late_after < ends.today else [Sight.OPEN]


def _line(step: str, numbers: Counter[Sight]) -> Line:
    return Line(
        words=step_words(step) if step else "",
        figures={
            sight.name.lower(): Figure(value=numbers[sight], href=Wish(sight=sight, step=step).href) for sight in NOW
        },
    )
