"""The workflow of a draft is written anew as a whole, so that two editors never mix theirs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import transaction

from apps.procedures.domain.conditions import condition_data
from apps.procedures.domain.workflow import Step
from apps.procedures.domain.workflow_editing import fingerprint, routes_data, step_of
from apps.procedures.models import Arrangement, Offering, WorkflowStep
from apps.procedures.selectors.workflow import workflow_of
from apps.procedures.services import arranging

OWN_WORKFLOWS = Path(__file__).resolve().parent.parent / "data" / "workflows.json"


class WorkflowChangedMeanwhile(Exception):
    """Somebody changed the draft's workflow after this page was drawn."""


@transaction.atomic
def rewrite(*, offering: Offering, steps: Sequence[Step], seen: str, at: datetime) -> Arrangement:
    """The draft of an offering with these steps and no others. Raises WorkflowChangedMeanwhile.

    `seen` is the fingerprint of the workflow that the page had shown.
    """
    made = arranging.draft(offering=offering, at=at)
    draft = arranging.locked_draft(arrangement_id=made.pk)
    if fingerprint(workflow_of(arrangement=draft)) != seen:
        raise WorkflowChangedMeanwhile(draft.pk)
    draft.workflow_steps.all().delete()
    WorkflowStep.objects.bulk_create(rows_of(arrangement=draft, steps=steps))
    draft.saved_at = at
    draft.save(update_fields=["saved_at"])
    return draft


def rows_of(*, arrangement: Arrangement, steps: Sequence[Step]) -> list[WorkflowStep]:
    """The rows that keep these steps, not saved yet."""
    return [
        WorkflowStep(
            arrangement=arrangement,
            position=step.position,
            name=step.name,
            duty=step.duty.value,
            planned_hours=step.hours,
            unit_name=step.unit,
            agency_name=step.agency,
            part=step.part.value,
            is_optional=step.is_optional,
            is_parallel=step.is_parallel,
            wait_days=step.wait_days,
            remind_hours=step.remind_hours,
            condition=condition_data(step.when) if step.when else None,
            routes=routes_data(step.routes),
        )
        for step in steps
    ]


def own_workflow(*, code: str) -> tuple[Step, ...]:
    """The steps this project proposes for a procedure; none if it does not know it."""
    rows = _own()["steps"].get(code, [])
    return tuple(step_of(position=position, row=row) for position, row in enumerate(rows, start=1))


def templates() -> tuple[str, ...]:
    """The codes of the procedures whose workflow is written out as an example to start from."""
    return tuple(_own()["commonest"])


@lru_cache(maxsize=1)
def _own() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(OWN_WORKFLOWS.read_text(encoding="utf-8"))
    return content
