"""The notices every act owes the citizen, whatever door it came by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from apps.dossiers.models import Dossier
from apps.messaging.domain.kinds import Kind
from apps.messaging.domain.recipients import Recipient
from apps.messaging.services.enqueueing import enqueue


def about(dossier: Dossier) -> str:
    """The opaque key under which messages about this dossier are kept."""
    return f"dossier:{dossier.pk}"


def recipient(dossier: Dossier) -> Recipient:
    """Whoever filed, by every way the dossier knows."""
    return Recipient(
        phone=dossier.applicant_phone,
        email=dossier.applicant_email,
        person_key=f"person:{dossier.submitter_id}",
        postal="\n".join(filter(None, [dossier.applicant_name, dossier.applicant_address])),
    )


def tell(*, dossier: Dossier, kind: Kind, at: datetime, facts: Mapping[str, str] | None = None, cycle: int = 0) -> None:
    """Write one message to whoever filed; `cycle` tells repeated occasions apart (default: the last event)."""
    enqueue(
        agency_id=dossier.agency_id,
        about=about(dossier),
        kind=kind,
        cycle=cycle or dossier.last_sequence,
        to=recipient(dossier),
        facts={"code": dossier.reference, **(facts or {})},
        at=at,
        offering_id=dossier.offering_id,
    )
