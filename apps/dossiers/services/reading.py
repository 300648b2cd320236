"""Reading is an act too, and is logged from the first day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.reading import duty_of
from apps.dossiers.models import Dossier, ReadLog

AT_ONCE = 1000


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


def log_reads(*, dossier_ids: Sequence[int], by: Actor, door: str, at: datetime) -> None:
    """The same for very many that left the house together, as a list in a file."""
    for start in range(0, len(dossier_ids), AT_ONCE):
        found = Dossier.objects.filter(pk__in=dossier_ids[start : start + AT_ONCE])
        ReadLog.objects.bulk_create(
            ReadLog(
                agency_id=agency_id,
                dossier_id=pk,
                actor=by.key,
                door=door,
                unit=by.unit if by.is_official else "",
                duty=duty_of(by=by, holder_id=holder_id) if by.is_official else "",
                at=at,
            )
            for pk, agency_id, holder_id in found.order_by("pk").values_list("pk", "agency_id", "holder_id")
        )


def _holder_of(dossier: Dossier) -> int | None:
    """Without a query where the row was fetched without its holder."""
    return None if "holder_id" in dossier.get_deferred_fields() else dossier.holder_id
