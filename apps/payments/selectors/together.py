"""Several dossiers paid in one go: what they owe, and which others the same person or the same visit still owes for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.codes import NotACode, readings
from apps.dossiers.domain.status import ENDED_WITHOUT_RESULT
from apps.dossiers.models import Dossier
from apps.payments.domain.words import Way
from apps.payments.labels import demand_title
from apps.payments.models import Attempt, Demand
from apps.payments.models.demands import DemandQuerySet

MOST_DOSSIERS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedLine:
    """One sum of one dossier."""

    id: int
    reference: str
    applicant: str
    title: str
    amount: int
    is_claimed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AlsoOwing:
    """Other dossiers that somebody who stands here could pay for now."""

    references: Sequence[str]
    amount: int

    @property
    def count(self) -> int:
        return len(self.references)


def owed_by(*, references: Sequence[str], actor: Actor) -> list[OwedLine]:
    """What these dossiers of the official's office owe."""
    wanted = {meant for each in references[:MOST_DOSSIERS] for meant in _meant(each)}
    named = Q(dossier__code__in=wanted) | Q(dossier__temporary_ref__in=wanted)
    return [
        OwedLine(
            id=demand.pk,
            reference=demand.dossier.reference,
            applicant=demand.dossier.applicant_name,
            title=demand_title(what=demand.what, title=demand.title, copies=demand.copies),
            amount=demand.amount,
            is_claimed=bool(demand.claim),
        )
        for demand in _owed(actor).filter(named).order_by("dossier_id", "pk")
    ]


def _meant(typed: str) -> tuple[str, ...]:
    try:
        return readings(typed)
    except NotACode:
        return ()


def also_owing(*, dossier: Dossier, actor: Actor) -> AlsoOwing | None:
    """What the same applicant or filer, or the visit this dossier was brought in, still owes beside it; or None."""
    people = {dossier.applicant_id, dossier.submitter_id}
    theirs = Q(dossier__applicant_id__in=people) | Q(dossier__submitter_id__in=people)
    brought = Q(dossier__visits__visit__doings__dossier=dossier)
    rows = _owed(actor).filter(theirs | brought).exclude(dossier=dossier).distinct().order_by("dossier_id", "pk")
    found = list(rows[:MOST_DOSSIERS])
    if not found:
        return None
    references = list(dict.fromkeys(demand.dossier.reference for demand in found))
    return AlsoOwing(references=references, amount=sum(demand.amount for demand in found))


def _owed(actor: Actor) -> DemandQuerySet:
    rows = Demand.objects.visible_to(actor).payable().filter(agency_id=actor.agency_id or 0).select_related("dossier")
    return rows.exclude(dossier__status__in=sorted(ENDED_WITHOUT_RESULT))


def transfer_of(*, reference: str, actor: Actor) -> Attempt:
    """A transfer of this official's office. Raises Attempt.DoesNotExist."""
    rows = Attempt.objects.prefetch_related("shares__demand__dossier", "receipts")
    return rows.get(reference=reference, agency_id=actor.agency_id or 0, way=Way.VIETQR)
