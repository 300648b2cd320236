"""Who may read the board: those who answer for the work of others."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from apps.accounts.domain.actor import Actor
from apps.officials.domain.duties import Duty
from apps.officials.models import Agency
from apps.officials.permissions import check_duty, official_from
from apps.officials.selectors import actor_of

BOARD_DUTIES = (Duty.LEADER, Duty.UNIT_HEAD, Duty.STATISTICS)


def reader(request: HttpRequest, *, at: datetime) -> tuple[Actor, Agency]:
    """Who reads, and the agency whose figures they may see. Raises PermissionDenied."""
    official = official_from(request)
    actor = actor_of(official=official, at=at)
    check_duty(actor=actor, duties=BOARD_DUTIES)
    return actor, official.agency
