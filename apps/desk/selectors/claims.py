"""Who has which online dossier in hand now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.accounts.domain.actor import Actor
from apps.desk.models import IntakeClaim
from apps.officials.selectors import office_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """«Đang xem: Lan, từ 9:42»."""

    name: str
    since: datetime
    is_mine: bool


def hands_on(*, dossier_ids: Iterable[int], actor: Actor, at: datetime) -> dict[int, Hand]:
    """Whose hands these dossiers are in, by the dossier; those whose time is over are free."""
    wanted = list(dossier_ids)
    if not wanted:
        return {}
    minutes = office_settings(agency_id=actor.agency_id or 0)["claim_minutes"]
    claims = IntakeClaim.objects.filter(dossier_id__in=wanted, taken_at__gt=at - timedelta(minutes=minutes))
    return {
        claim.dossier_id: Hand(name=claim.official.name, since=claim.taken_at, is_mine=claim.official_id == actor.id)
        for claim in claims.select_related("official")
    }
