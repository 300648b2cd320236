"""What waits in each room: the numbers on the tabs of the staff crest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import F, Func, IntegerField, QuerySet, Subquery

from apps.accounts.domain.actor import Actor
from apps.desk.models import CalendarReview, Letter
from apps.dossiers import selectors as dossiers
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.payments.domain.cash import BookState
from apps.payments.models import CashBook


def waiting(*, actor: Actor, rooms: Collection[str]) -> dict[str, int]:
    """How much waits for this official in each of these rooms, in one query; a room that counts nothing is left out."""
    heaps = [(name, heap) for name in HEAPS if name in rooms for heap in HEAPS[name](actor)]
    if not heaps:
        return {}
    agency = Agency.objects.filter(pk=actor.agency_id or 0)
    counts: dict[str, int] = defaultdict(int)
    for (name, _), size in zip(heaps, agency.values_list(*(_size(heap) for _, heap in heaps)).get(), strict=True):
        counts[name] += size
    return counts


def _at_the_counter(actor: Actor) -> list[QuerySet[Any]]:
    return [dossiers.intake_queue(actor=actor).filter(status=Status.SUBMITTED)]


def _in_the_inbox(actor: Actor) -> list[QuerySet[Any]]:
    return [dossiers.held_by(actor=actor)]


def _to_sign(actor: Actor) -> list[QuerySet[Any]]:
    """Results, the letters that do not go out together with one (domain ruling 8), and a calendar that was changed."""
    results = dossiers.awaiting_signature(actor=actor).prefetch_related(None)
    letters = Letter.objects.filter(
        agency_id=actor.agency_id or 0, state=Letter.State.DRAFTED, dossier__in=Dossier.objects.visible_to(actor)
    )
    reviews = CalendarReview.objects.filter(agency_id=actor.agency_id or 0, state=CalendarReview.State.OPEN)
    return [results, letters.exclude(dossier__in=results.values("pk")), reviews]


def _to_confirm(actor: Actor) -> list[QuerySet[Any]]:
    """Drawers that somebody else has counted."""
    return [CashBook.objects.visible_to(actor).filter(state=BookState.CLOSED).exclude(cashier_id=actor.id)]


HEAPS = {
    "desk:counter": _at_the_counter,
    "desk:inbox": _in_the_inbox,
    "desk:signing": _to_sign,
    "payments:cash_books": _to_confirm,
}


def _size(heap: QuerySet[Any]) -> Subquery:
    # Not Count(): it would group, and an empty group has no row.
    rows = heap.select_related(None).order_by().annotate(size=Func(F("pk"), function="COUNT"))
    return Subquery(rows.values("size"), output_field=IntegerField())
