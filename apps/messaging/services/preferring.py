"""By which ways a person wants to hear from an office."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from apps.accounts.domain.actor import Actor
from apps.messaging.domain.ways import ChosenWays
from apps.messaging.models import WaysPreference


def choose_ways(*, agency_id: int, person_key: str, chosen: ChosenWays, by: Actor, at: datetime) -> None:
    """Keep the choice; it holds for what is written from now on. `by` is the person, or the clerk who wrote it down."""
    WaysPreference.objects.update_or_create(
        agency_id=agency_id,
        person_key=person_key,
        defaults={**asdict(chosen), "changed_at": at, "changed_by": by.key},
    )
