"""Which letters of congratulation and condolence wait for a leader, and the one of a dossier."""

from __future__ import annotations

from django.db.models import Q

from apps.accounts.domain.actor import Actor
from apps.desk.models import CourtesyLetter
from apps.dossiers.domain.status import ResultKind, Status
from apps.dossiers.models import Dossier

MOST_AT_ONCE = 50
# The result is there and grants what was asked: before that, and beside a refusal, such a letter would hurt.
FITTING = Q(dossier__finished_at__isnull=False, dossier__outcome=ResultKind.GRANTED) & ~Q(
    dossier__status__in=[Status.WITHDRAWN, Status.STOPPED]
)


def courtesies_to_sign(*, actor: Actor) -> list[CourtesyLetter]:
    """The oldest wishes first, each with its dossier and office; those whose result is not there yet stay away."""
    return list(
        CourtesyLetter.objects.filter(
            FITTING,
            signed_at__isnull=True,
            agency_id=actor.agency_id or 0,
            dossier__in=Dossier.objects.visible_to(actor),
        )
        .select_related("dossier__agency", "signed_by")
        .order_by("dossier__finished_at", "pk")[:MOST_AT_ONCE]
    )


def courtesy_of(*, dossier: Dossier) -> CourtesyLetter | None:
    """The letter wished for with this dossier; nobody is asked where its procedure has none."""
    return CourtesyLetter.objects.filter(dossier=dossier).first() if dossier.offering.courtesy else None
