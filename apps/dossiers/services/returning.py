"""The last act: the result reaches its owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.lifecycle import Move
from apps.dossiers.domain.status import Action, Delivery
from apps.dossiers.models import DossierEvent
from apps.dossiers.services.notices import tell
from apps.dossiers.services.writing import locked, terms_of, write
from apps.messaging.domain.kinds import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Collector:
    """Who came for the result; the name goes into the sealed note, the relation into the facts."""

    name: str
    relation: str
    identity_checked: bool


@transaction.atomic
def return_result(
    *, dossier_id: int, by: Actor, at: datetime, collector: Collector, seen: int | None = None
) -> DossierEvent:
    """Handed over at the counter."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    event = write(
        dossier=dossier,
        move=Move(action=Action.RETURN_RESULT, by=by, at=at),
        terms=terms_of(dossier=dossier, at=at),
        facts={
            "way": Delivery.COUNTER.value,
            "relation": collector.relation,
            "identity_checked": collector.identity_checked,
        },
        note=collector.name,
    )
    tell(dossier=dossier, kind=Kind.RETURNED, at=at)
    return event


@transaction.atomic
def send_result(
    *, dossier_id: int, by: Actor, at: datetime, way: Delivery = Delivery.ELECTRONIC, seen: int | None = None
) -> DossierEvent:
    """The electronic result is opened to its owner, or the paper goes to the post."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    return write(
        dossier=dossier,
        move=Move(action=Action.SEND_RESULT, by=by, at=at),
        terms=terms_of(dossier=dossier, at=at),
        facts={"way": way.value},
    )


@transaction.atomic
def confirm_receipt(*, dossier_id: int, by: Actor, at: datetime, seen: int | None = None) -> DossierEvent:
    """The owner has opened the electronic result: it counts as returned."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    event = write(
        dossier=dossier,
        move=Move(action=Action.CONFIRM_RECEIPT, by=by, at=at),
        terms=terms_of(dossier=dossier, at=at),
        facts={"way": Delivery.ELECTRONIC.value},
    )
    tell(dossier=dossier, kind=Kind.RETURNED, at=at)
    return event
