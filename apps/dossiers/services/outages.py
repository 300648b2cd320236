"""What hits every open dossier at once: a leader declares it, a worker stops each clock and lets each go on later.

The outage is one row; what it did to a dossier is one line of the ledger under a unique key. So a round may be
repeated, doubled or broken off: the next one finds what is left.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from apps.accounts.domain.actor import Actor
from apps.core import doorbell
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.moves import says_why
from apps.dossiers.domain.status import RUNNING, Action, PauseKind, Status
from apps.dossiers.models import Dossier, DossierEvent, Outage, Pause
from apps.dossiers.services import pausing
from apps.dossiers.services.writing import NoAllowance
from apps.officials.domain.duties import Duty
from apps.officials.models import Agency
from apps.officials.selectors import actor_of
from apps.worktime import OutsideCalendar

log = logging.getLogger(__name__)
CARRY_OUT = "desk.carry_out_outages"
AT_ONCE = 200


class OutageRuns(Exception):
    """An outage of this agency has been declared and not ended."""


class NoOutage(Exception):
    """There is no outage to end."""


@transaction.atomic
def declare_outage(*, agency: Agency, reason: str, legal_basis: str, by: Actor, at: datetime) -> Outage:
    """Stop every running clock of the agency. Raises Forbidden, OutageRuns."""
    _check(agency, by)
    if not says_why(reason):
        raise Forbidden(action=Action.PAUSE, status=Status.PROCESSING, why="reason_too_short")
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    if Outage.objects.filter(agency=agency, closed_at__isnull=True).exists():
        raise OutageRuns
    outage = Outage.objects.create(
        agency=agency, reason=reason, legal_basis=legal_basis, opened_at=at, opened_by_id=by.id
    )
    doorbell.ring(CARRY_OUT)
    return outage


@transaction.atomic
def end_outage(*, agency: Agency, by: Actor, at: datetime) -> Outage:
    """Let every clock it stopped go on. Raises Forbidden, NoOutage."""
    _check(agency, by)
    outage = Outage.objects.select_for_update(no_key=True).filter(agency=agency, closed_at__isnull=True).first()
    if outage is None:
        raise NoOutage
    outage.closed_at, outage.closed_by_id, outage.carried_out_at = at, by.id, None
    outage.save(update_fields=["closed_at", "closed_by", "carried_out_at"])
    doorbell.ring(CARRY_OUT)
    return outage


def _check(agency: Agency, by: Actor) -> None:
    if not by.has(Duty.LEADER):
        raise Forbidden(action=Action.PAUSE, status=Status.PROCESSING, why="not_your_duty")
    if by.agency_id != agency.pk:
        raise Forbidden(action=Action.PAUSE, status=Status.PROCESSING, why="other_agency")


def carry_out_outages(*, at: datetime, limit: int = AT_ONCE) -> int:
    """One round over every outage with something left to do; how many dossiers it touched, up to `limit` of each."""
    waiting = Outage.objects.filter(carried_out_at__isnull=True).select_related("agency", "opened_by", "closed_by")
    return sum(_carry_out(outage, at, limit) for outage in waiting.order_by("pk"))


def _carry_out(outage: Outage, at: datetime, limit: int) -> int:
    touched = sum(_stop(outage, dossier_id, at) for dossier_id in _running(outage)[:limit])
    left = list(_stopped(outage)[:limit]) if outage.closed_at else []
    touched += sum(_let_go(outage, dossier_id, at) for dossier_id in left)
    if not _running(outage).exists() and not (outage.closed_at and _stopped(outage).exists()):
        same = Outage.objects.filter(pk=outage.pk, closed_at=outage.closed_at)
        same.update(carried_out_at=at)
    return touched


def _running(outage: Outage) -> QuerySet[Dossier, int]:
    """Clocks that run and did when it began; one that a leader lets go on by itself is left alone."""
    own = Pause.objects.filter(dossier=OuterRef("pk"), outage=outage)
    return (
        Dossier.objects.filter(
            agency_id=outage.agency_id,
            received_at__lte=outage.opened_at,
            finished_at__isnull=True,
            paused_at__isnull=True,
            status__in=RUNNING,
        )
        .filter(~Exists(own))
        .order_by("late_after", "pk")
        .values_list("pk", flat=True)
    )


def _stopped(outage: Outage) -> QuerySet[Pause, int]:
    return outage.pauses.filter(closed_at__isnull=True).order_by("pk").values_list("dossier_id", flat=True)


def _stop(outage: Outage, dossier_id: int, at: datetime) -> bool:
    try:
        pausing.pause(
            dossier_id=dossier_id,
            by=actor_of(official=outage.opened_by, at=outage.opened_at),
            at=_not_before_the_last_act(dossier_id, outage.opened_at, at),
            kind=PauseKind.OUTAGE,
            reason=outage.reason,
            legal_basis=outage.legal_basis,
            outage_id=outage.pk,
        )
    except Forbidden:
        return False  # somebody finished or stopped it just now, or another worker was here
    except (OutsideCalendar, NoAllowance) as error:
        return _not_reckoned(dossier_id, error)
    return True


def _let_go(outage: Outage, dossier_id: int, at: datetime) -> bool:
    assert outage.closed_at is not None and outage.closed_by is not None
    try:
        pausing.resume(
            dossier_id=dossier_id,
            by=actor_of(official=outage.closed_by, at=outage.closed_at),
            at=_not_before_the_last_act(dossier_id, outage.closed_at, at),
        )
    except Forbidden:
        return False
    except (OutsideCalendar, NoAllowance) as error:
        return _not_reckoned(dossier_id, error)
    return True


def _not_reckoned(dossier_id: int, error: Exception) -> bool:
    """It stays as it is, for somebody to look at; the others do not wait for it."""
    log.error("the outage cannot be carried out for dossier %s: %r", dossier_id, error)
    return False


def _not_before_the_last_act(dossier_id: int, wished: datetime, now: datetime) -> datetime:
    """The leader's instant; where somebody acted on the dossier after it, the worker's own: no event is back-dated."""
    last = DossierEvent.objects.filter(dossier_id=dossier_id).order_by("-sequence").values_list("at", flat=True).first()
    return wished if last is None or last <= wished else now
