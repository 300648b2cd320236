"""The notices every act owes the citizen, whatever door it came by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from apps.dossiers.domain.helping import Told
from apps.dossiers.models import Dossier
from apps.messaging.domain.kinds import Kind
from apps.messaging.domain.recipients import Recipient
from apps.messaging.services.enqueueing import say


def about(dossier: Dossier) -> str:
    """The opaque key under which messages about this dossier are kept."""
    return f"dossier:{dossier.pk}"


def recipient(dossier: Dossier) -> Recipient:
    """Whoever filed, by every way the dossier knows; a letter alone, or the helper's phone, where they want that."""
    told = _told(dossier)
    if told in (Told.HELPER, Told.LETTER):
        phone = dossier.assistance.helper_phone if told is Told.HELPER else ""
        return replace(_filer(dossier), phone=phone, email="")
    return _filer(dossier)


def helper_about(dossier: Dossier) -> str:
    """The key under which a helper is told the same as the filer."""
    return f"{about(dossier)}/helper"


def _told(dossier: Dossier) -> Told:
    """Whom the filer wanted to be told; only a helped filing says anything but the filer."""
    return Told(dossier.assistance.told) if dossier.is_assisted and hasattr(dossier, "assistance") else Told.BENEFICIARY


def _filer(dossier: Dossier) -> Recipient:
    return Recipient(
        phone=dossier.applicant_phone,
        email=dossier.applicant_email,
        person_key=f"person:{dossier.submitter_id}",
        postal="\n".join(filter(None, [dossier.applicant_name, dossier.applicant_address])),
    )


def tell(*, dossier: Dossier, kind: Kind, at: datetime, facts: Mapping[str, str] | None = None, cycle: int = 0) -> None:
    """Write one message to whoever filed; `cycle` tells repeated occasions apart (default: the last event)."""
    recipients = {about(dossier): recipient(dossier)}
    if _told(dossier) is Told.BOTH:
        recipients[helper_about(dossier)] = Recipient(phone=dossier.assistance.helper_phone)
    for key, to in recipients.items():
        say(
            agency=dossier.agency,
            about=key,
            kind=kind,
            cycle=cycle or dossier.last_sequence,
            to=to,
            facts={"code": dossier.reference, **(facts or {})},
            at=at,
            offering_id=dossier.offering_id,
        )
