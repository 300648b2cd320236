"""What the editor, the desk and the simulation ask of a workflow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from apps.officials.domain.duties import Duty
from apps.officials.domain.hamlets import hamlet_of
from apps.officials.models import Agency, Official
from apps.officials.selectors import office_week
from apps.procedures.domain.conditions import read_condition
from apps.procedures.domain.form_schema import UNPRINTED
from apps.procedures.domain.workflow import CASE, HAMLET, Part, Stage, Step, stages_of
from apps.procedures.domain.workflow_checks import (
    Fault,
    Fit,
    faults_of,
    fit_of,
    hamlets_named,
    ordinary_calendar,
)
from apps.procedures.domain.workflow_editing import fingerprint, routes_of
from apps.procedures.labels.workflow import KNOWN_FIELDS
from apps.procedures.models import Arrangement, ProcedureVersion, WorkflowStep
from apps.worktime import Allowance


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A workflow with what is wrong with it; `fit` is None while the law's time is not settled, else of the `case`
    that is tightest (empty: of every case alike)."""

    steps: tuple[Step, ...]
    stages: tuple[Stage, ...]
    faults: tuple[Fault, ...]
    fit: Fit | None
    allowance: Allowance | None
    case: str
    seen: str

    @property
    def is_sound(self) -> bool:
        """Whether it may be published."""
        return not self.faults


def workflow_of(*, arrangement: Arrangement) -> tuple[Step, ...]:
    """The steps in order; none of an arrangement that nobody has begun."""
    if not arrangement.pk:
        return ()
    return tuple(step_of_row(row) for row in sorted(arrangement.workflow_steps.all(), key=lambda row: row.position))


def step_of_row(row: WorkflowStep) -> Step:
    """A row as the value the law of workflows reads."""
    return Step(
        position=row.position,
        name=row.name,
        duty=Duty(row.duty),
        hours=row.planned_hours,
        unit=row.unit_name,
        agency=row.agency_name,
        part=Part(row.part),
        is_optional=row.is_optional,
        is_parallel=row.is_parallel,
        wait_days=row.wait_days,
        remind_hours=row.remind_hours,
        when=read_condition(row.condition) if row.condition else None,
        routes=routes_of(row.routes),
    )


def checked_workflow(*, arrangement: Arrangement, version: ProcedureVersion) -> Checked:
    """The workflow of an arrangement against the law's wording, the form it asks about and the office's week."""
    steps = workflow_of(arrangement=arrangement)
    fits = _fits(steps, arrangement, version)
    tightest = min(fits, key=lambda one: one[0].allowed - one[0].needed, default=None)
    fit, allowance, case = tightest or (None, arrangement.allowance_under(version), "")
    return Checked(
        steps=steps,
        stages=stages_of(steps=steps),
        faults=faults_of(steps=steps, options=answer_options(arrangement=arrangement), fit=fit),
        fit=fit,
        allowance=allowance,
        case=case,
        seen=fingerprint(steps),
    )


def _fits(
    steps: Sequence[Step], arrangement: Arrangement, version: ProcedureVersion
) -> list[tuple[Fit, Allowance, str]]:
    """How the longest way of each case stands to the time of that case."""
    week, reception_only = office_week(agency_id=arrangement.offering.agency_id)
    calendar = ordinary_calendar(week=week, reception_only=reception_only)
    variants = list(version.variants.order_by("position"))
    times = [("", arrangement.allowance_under(version), {CASE: ""} if variants else {})]
    times += [(one.name, arrangement.allowance_under(version, variant=one), {CASE: one.name}) for one in variants]
    found = []
    for case, allowance, known in times:
        fit = fit_of(steps=steps, allowance=allowance, calendar=calendar, known=known) if allowance else None
        if fit and allowance:
            found.append((fit, allowance, case))
    return found


def answer_options(*, arrangement: Arrangement) -> dict[str, tuple[str, ...]]:
    """The fields of the form that a condition may ask about, with their answers where they are set."""
    return {str(row["name"]): tuple(row.get("options") or ()) for row in _asked(arrangement)}


def field_labels(*, arrangement: Arrangement) -> dict[str, str]:
    """What may be asked and what it is called, with the group where several are called alike."""
    rows = _asked(arrangement)
    labels = Counter(str(row["label"]) for row in rows)
    named = {
        str(row["name"]): f"{row['label']} ({row['group']})"
        if labels[str(row["label"])] > 1 and row.get("group")
        else str(row["label"])
        for row in rows
    }
    return {name: str(words) for name, words in KNOWN_FIELDS.items()} | named


def _asked(arrangement: Arrangement) -> list[Mapping[str, Any]]:
    """The questions of a form, be it a draft that could not be shown yet."""
    rows = arrangement.form_schema.get("fields", [])
    return [row for row in rows if row.get("name") and row.get("label") and row.get("type") not in UNPRINTED]


def known_answers(
    *, steps: Sequence[Step], answers: Mapping[str, Any] | None, address: str, case: str
) -> dict[str, Any]:
    """What a dossier's conditions are decided by: its answers, the hamlet in its address, its case."""
    hamlet = hamlet_of(address=address, known=hamlets_named(steps))
    return {**(answers or {}), HAMLET: hamlet, CASE: case}


def unit_names(*, agency: Agency) -> list[str]:
    """The units that somebody at work here belongs to."""
    officials = Official.objects.filter(agency=agency, is_active=True).exclude(unit_name="")
    return list(officials.values_list("unit_name", flat=True).distinct().order_by("unit_name"))


def template_names(*, codes: Sequence[str]) -> list[tuple[str, str]]:
    """Codes with the names of their procedures, in the given order; one the catalogue does not know is left out."""
    newest = ProcedureVersion.objects.filter(procedure__code__in=codes).order_by("number")
    names = dict(newest.values_list("procedure__code", "short_name"))
    return [(code, names[code]) for code in codes if code in names]
