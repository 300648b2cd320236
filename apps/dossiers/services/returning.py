"""The last act: the result reaches its owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import SYSTEM, Actor
from apps.dossiers.domain.lifecycle import Move
from apps.dossiers.domain.status import Action, Delivery
from apps.dossiers.models import DossierEvent
from apps.dossiers.services.notices import tell
from apps.dossiers.services.writing import append_remark, locked, terms_of, write
from apps.messaging.domain.kinds import Kind

# A remark, no move: the owner was told again that the result waits.
REMINDED = "remind_collector"


@dataclass(frozen=True, slots=True, kw_only=True)
class Collector:
    """Who came for the result; the name goes into the sealed note, the relation into the facts."""

    name: str
    relation: str
    identity_checked: bool
    identity: str = ""  # how: by scanning the card, seeing it, knowing the person


@transaction.atomic
def return_result(
    *,
    dossier_id: int,
    by: Actor,
    at: datetime,
    collector: Collector,
    way: Delivery = Delivery.COUNTER,
    seen: int | None = None,
) -> DossierEvent:
    """Handed over: at the counter, at home, or by the post, as the post says."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    how = {"identity": collector.identity} if collector.identity else {}
    event = write(
        dossier=dossier,
        move=Move(action=Action.RETURN_RESULT, by=by, at=at),
        terms=terms_of(dossier=dossier, at=at),
        facts={
            "way": way.value,
            "relation": collector.relation,
            "identity_checked": collector.identity_checked,
            **how,
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


@transaction.atomic
def bring_back(*, dossier_id: int, by: Actor, at: datetime) -> DossierEvent:
    """The post brought it back: it waits at the counter, and its owner is told."""
    dossier = locked(dossier_id=dossier_id)
    event = write(
        dossier=dossier, move=Move(action=Action.CAME_BACK, by=by, at=at), terms=terms_of(dossier=dossier, at=at)
    )
    tell(dossier=dossier, kind=Kind.RESULT_CAME_BACK, at=at)
    return event


@transaction.atomic
def remind_collector(*, dossier_id: int, at: datetime) -> DossierEvent:
    """Tell its owner once more that the result waits; who calls says that it is this once."""
    dossier = locked(dossier_id=dossier_id)
    event = append_remark(dossier=dossier, action=REMINDED, by=SYSTEM, at=at, facts={})
    tell(dossier=dossier, kind=Kind.RESULT_WAITING, at=at)
    return event


@transaction.atomic
def mark_unclaimed(*, dossier_id: int, at: datetime) -> DossierEvent:
    """Nobody came in all that time: it is listed apart, and can be fetched all the same."""
    dossier = locked(dossier_id=dossier_id)
    return write(
        dossier=dossier,
        move=Move(action=Action.MARK_UNCLAIMED, by=SYSTEM, at=at),
        terms=terms_of(dossier=dossier, at=at),
    )
