"""What else was received in the same visit: one sheet may do for all of it."""

from __future__ import annotations

from django.db.models import QuerySet

from apps.accounts.domain.actor import Actor
from apps.desk.domain.papers import SlipKind
from apps.desk.models import Slip
from apps.dossiers.models import Dossier
from apps.visits.domain.doings import Done
from apps.visits.models import VisitDossier

SEVERAL = 2


def receipts_of_visit(*, dossier: Dossier, actor: Actor) -> list[Slip]:
    """The receipts, in order of number, of all dossiers received in the visit of this one."""
    return list(_receipts(dossier, actor).select_related("dossier").order_by("year", "sequence"))


def received_together(*, dossier: Dossier, actor: Actor) -> int:
    """How many such receipts there are; nothing where it came alone."""
    count = _receipts(dossier, actor).count()
    return count if count >= SEVERAL else 0


def _receipts(dossier: Dossier, actor: Actor) -> QuerySet[Slip]:
    here = VisitDossier.objects.filter(dossier=dossier, done=Done.RECEIVED).values("visit")
    beside = VisitDossier.objects.filter(visit__in=here, done=Done.RECEIVED).values("dossier")
    seen = Dossier.objects.visible_to(actor).filter(pk__in=beside)
    return Slip.objects.filter(dossier__in=seen, kind=SlipKind.RECEIPT, superseded_at__isnull=True)
