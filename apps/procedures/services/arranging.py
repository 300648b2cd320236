"""How an agency does a procedure, from draft to a day on which it holds. What was published never changes."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from apps.officials.models import Official
from apps.procedures.domain.form_schema import problems
from apps.procedures.domain.merging import BadTemplate, check_template
from apps.procedures.models import Arrangement, Offering, ProcedureVersion, WorkflowStep
from apps.procedures.selectors.workflow import checked_workflow

# what of a refusal is about the day one typed
ABOUT_THE_DAY = frozenset({"past_day", "before_the_last"})
COPIED = (
    "supplement_mode",
    "form_schema",
    "result_template",
    "second_party",
    "most_copies",
    "settled_amount",
    "settled_unit",
    "target_amount",
    "target_unit",
)


class NotPublishable(Exception):
    """The draft cannot hold for anybody yet; `why` is a key of labels.NOT_PUBLISHABLE."""

    def __init__(self, *, why: str) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
def draft(*, offering: Offering, at: datetime) -> Arrangement:
    """The draft of an offering: the one that lies there, or a copy of what was published last."""
    Offering.objects.select_for_update().get(pk=offering.pk)
    lying = offering.arrangements.filter(effective_from__isnull=True).first()
    if lying:
        return lying
    last = offering.arrangements.order_by("-number").first()
    made = Arrangement.objects.create(
        offering=offering,
        number=last.number + 1 if last else 1,
        saved_at=at,
        **{name: getattr(last, name) for name in COPIED if last},
    )
    if last:
        _copy_steps(of=last, to=made)
    return made


def _copy_steps(*, of: Arrangement, to: Arrangement) -> None:
    steps = list(of.workflow_steps.order_by("position"))
    for step in steps:
        step.pk, step.arrangement = None, to
        step._state.adding = True
    WorkflowStep.objects.bulk_create(steps)


def locked_draft(*, arrangement_id: int) -> Arrangement:
    """The draft, held until the transaction ends. Raises Arrangement.DoesNotExist where it is one no longer."""
    return Arrangement.objects.select_for_update(of=("self",)).get(pk=arrangement_id, effective_from__isnull=True)


@transaction.atomic
def discard(*, arrangement_id: int) -> None:
    """Throw a draft away; what holds stays. Raises Arrangement.DoesNotExist."""
    locked_draft(arrangement_id=arrangement_id).delete()


@transaction.atomic
def publish(
    *, arrangement_id: int, effective_from: date, by: Official, at: datetime, seen: datetime | None = None
) -> Arrangement:
    """Let a draft hold from a day on and close the one before it. Filed dossiers keep theirs.

    `seen`: when the draft was saved last as its publisher saw it. Raises Arrangement.DoesNotExist (no draft any more:
    somebody else published it), NotPublishable.
    """
    made = locked_draft(arrangement_id=arrangement_id)
    if seen is not None and made.saved_at != seen:
        raise NotPublishable(why="changed_meanwhile")
    if effective_from < timezone.localdate(at):
        raise NotPublishable(why="past_day")
    last = made.offering.arrangements.filter(effective_from__isnull=False).order_by("-number").first()
    if last and last.effective_from and effective_from < last.effective_from:
        raise NotPublishable(why="before_the_last")
    if problems(made.form_schema):
        raise NotPublishable(why="form")
    try:
        check_template(template=made.result_template, fields=made.form_fields)
    except BadTemplate as bad:
        raise NotPublishable(why="result") from bad
    if not _can_be_walked(made, effective_from):
        raise NotPublishable(why="workflow")
    if last:
        last.effective_to = effective_from
        last.save(update_fields=["effective_to"])
    made.effective_from, made.published_at, made.published_by = effective_from, at, by
    made.save(update_fields=["effective_from", "published_at", "published_by"])
    return made


def _can_be_walked(draft: Arrangement, on: date) -> bool:
    """Whether its workflow is sound under the law of that day; where nothing is done here nobody walks anywhere."""
    if not draft.offering.is_open:
        return True
    versions = ProcedureVersion.objects.filter(procedure_id=draft.offering.procedure_id)
    version = versions.in_force(on=on).first() or versions.order_by("number").last()
    return version is not None and checked_workflow(arrangement=draft, version=version).is_sound
