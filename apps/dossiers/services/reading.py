"""Reading is an act too, and is logged from the first day."""

from __future__ import annotations

from datetime import datetime

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.reading import duty_of
from apps.dossiers.models import Dossier, ReadLog


def log_read(*, dossier: Dossier, by: Actor, door: str, at: datetime) -> None:
    """Remember who opened which dossier through which door; unit and duty as they are now, so that it stays true."""
    ReadLog.objects.create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        actor=by.key,
        door=door,
        unit=by.unit if by.is_official else "",
        duty=duty_of(by=by, holder_id=_holder_of(dossier)) if by.is_official else "",
        at=at,
    )


def _holder_of(dossier: Dossier) -> int | None:
    """Without a query where the row was fetched without its holder."""
    return None if "holder_id" in dossier.get_deferred_fields() else dossier.holder_id
