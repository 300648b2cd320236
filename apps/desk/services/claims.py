"""Taking an online dossier in hand, so that two clerks do not read the same one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.desk.models import IntakeClaim
from apps.officials.selectors import office_settings


class InOtherHands(Exception):
    """A colleague has it open; `name` and `since` say who and from when."""

    def __init__(self, name: str, since: datetime) -> None:
        super().__init__("in other hands")
        self.name, self.since = name, since


@transaction.atomic
def take_in_hand(*, dossier_id: int, agency_id: int, by: Actor, at: datetime) -> None:
    """It is this clerk's until the minutes of the setting are over. Raises InOtherHands."""
    claim = IntakeClaim(agency_id=agency_id, dossier_id=dossier_id, official_id=by.id, taken_at=at)
    IntakeClaim.objects.bulk_create([claim], ignore_conflicts=True)
    held = (
        IntakeClaim.objects.select_for_update(of=("self",))
        .select_related("official")
        .get(agency_id=agency_id, dossier_id=dossier_id)
    )
    minutes = office_settings(agency_id=by.agency_id or agency_id)["claim_minutes"]
    if held.official_id != by.id and at < held.taken_at + timedelta(minutes=minutes):
        raise InOtherHands(held.official.name, held.taken_at)
    held.official_id, held.taken_at = by.id, at
    held.save(update_fields=["official", "taken_at"])


def let_go(*, dossier_id: int, by: Actor) -> None:
    """Put back into the queue what one had in hand."""
    IntakeClaim.objects.filter(dossier_id=dossier_id, official_id=by.id).delete()
