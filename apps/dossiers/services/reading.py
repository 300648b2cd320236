"""Reading is an act too, and is logged from the first day."""

from __future__ import annotations

from datetime import datetime

from apps.accounts.domain.actor import Actor
from apps.dossiers.models import Dossier, ReadLog


def log_read(*, dossier: Dossier, by: Actor, door: str, at: datetime) -> None:
    """Remember who opened which dossier through which door."""
    ReadLog.objects.create(agency_id=dossier.agency_id, dossier=dossier, actor=by.key, door=door, at=at)
