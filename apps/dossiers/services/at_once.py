"""Hồ sơ trả ngay: what was received is handed over on the spot, signed by somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.lifecycle import Move
from apps.dossiers.domain.status import Action, Delivery, ResultKind
from apps.dossiers.models import DossierEvent, Result
from apps.dossiers.services.writing import locked, terms_of, write
from apps.officials.models import Official


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotResult:
    """The paper that was signed while its owner waited."""

    title: str
    number: str
    signer_id: int


@transaction.atomic
def return_at_once(
    *, dossier_id: int, by: Actor, at: datetime, result: SpotResult, collector: str, relation: str
) -> DossierEvent:
    """The result is in the hands of whoever brought the papers. Raises Forbidden."""
    dossier = locked(dossier_id=dossier_id)
    signer = Official.objects.get(pk=result.signer_id, agency_id=dossier.agency_id)
    event = write(
        dossier=dossier,
        move=Move(action=Action.RETURN_AT_ONCE, by=by, at=at, signed_by_id=signer.pk),
        terms=terms_of(dossier=dossier, at=at),
        facts={
            "way": Delivery.COUNTER.value,
            "relation": relation,
            "identity_checked": True,
            "signed_by": signer.pk,
            "result": "",
        },
        note=collector,
    )
    Result.objects.create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        title=result.title[:300],
        number=result.number,
        outcome=ResultKind.GRANTED,
        prepared_by_id=by.id,
        prepared_at=at,
        signed_by=signer,
        signed_at=at,
        signed_as=signer.position,
    )
    return event
