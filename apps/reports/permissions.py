"""Who may read the board: those who answer for the work of others."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from apps.accounts.domain.actor import Actor
from apps.dossiers.models import SEEING_DUTIES
from apps.officials.domain.duties import Duty
from apps.officials.models import Agency
from apps.officials.permissions import check_duty, official_from
from apps.officials.selectors import actor_of
from apps.reports.domain.exports import Kind

BOARD_DUTIES = (Duty.LEADER, Duty.UNIT_HEAD, Duty.STATISTICS)
# Whoever may read a list may save it, and nobody else.
EXPORT_DUTIES: dict[Kind, tuple[str, ...]] = {
    Kind.DOSSIERS: BOARD_DUTIES,
    Kind.LATE: BOARD_DUTIES,
    Kind.FIELDS: BOARD_DUTIES,
    Kind.SEARCH: tuple(SEEING_DUTIES),
    Kind.INBOX: (Duty.CASE_OFFICER, Duty.UNIT_HEAD, Duty.LEADER),
    Kind.INDEX: BOARD_DUTIES,
    Kind.REJECTED: BOARD_DUTIES,
    Kind.REPORT: BOARD_DUTIES,
    Kind.PAUSES: BOARD_DUTIES,
    Kind.DOUBTS: BOARD_DUTIES,
}


def reader(request: HttpRequest, *, at: datetime) -> tuple[Actor, Agency]:
    """Who reads, and the agency whose figures they may see. Raises PermissionDenied."""
    official = official_from(request)
    actor = actor_of(official=official, at=at)
    check_duty(actor=actor, duties=BOARD_DUTIES)
    return actor, official.agency


def may_export(*, actor: Actor, kind: Kind) -> bool:
    """Whether one of the actor's duties today opens this list."""
    return any(actor.has(duty) for duty in EXPORT_DUTIES[kind])
