"""Somebody is asked to come back and talk: a slip with the session, why, and what to bring. Nothing is booked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.desk.domain.appointments import TALKED_ABOUT, Slot
from apps.desk.domain.papers import AppointmentFacts, SlipKind
from apps.desk.models import Slip
from apps.desk.services.slips import blank_head, for_paper, issue, issuing_agency, party_of
from apps.dossiers.services.writing import locked


class NothingToTalkAbout(Exception):
    """The dossier has ended."""


class OtherDesk(Exception):
    """Another office speaks about this dossier by now."""


@transaction.atomic
def offer_appointment(*, dossier_id: int, slot: Slot, why: str, bring: Sequence[str], by: Actor, at: datetime) -> Slip:
    """The slip, in the place of an earlier one. The promise is not touched. Raises NothingToTalkAbout, OtherDesk."""
    if locked(dossier_id=dossier_id).status not in TALKED_ABOUT:
        raise NothingToTalkAbout(dossier_id)
    dossier = for_paper(dossier_id)
    agency = issuing_agency(dossier=dossier, kind=SlipKind.APPOINTMENT)
    if agency.pk != by.agency_id:
        raise OtherDesk(dossier_id)
    facts = AppointmentFacts(
        head=blank_head(dossier=dossier, at=at, agency=agency),
        applicant=party_of(dossier),
        meets_from=slot.from_at,
        meets_until=slot.until_at,
        place=", ".join(filter(None, [agency.desk_name, agency.address])),
        why=why,
        bring=tuple(bring),
        offered_by=by.name,
    )
    return issue(dossier=dossier, facts=facts, by=by, at=at)
