"""Results that nobody fetches: their owners are reminded, and at the end they count as unclaimed; each step once.

What was done is a row under a unique key, written with the message it caused: a round may be doubled or broken off.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from apps.desk.domain.mail import MailState
from apps.desk.domain.unclaimed import is_last, step_due, thresholds
from apps.desk.models import CollectionReminder, PostalItem
from apps.dossiers.domain.status import Delivery, Status
from apps.dossiers.models import Dossier
from apps.dossiers.services import returning
from apps.dossiers.services.writing import locked
from apps.officials.models import Agency
from apps.officials.selectors import office_settings, work_calendar
from apps.worktime import OutsideCalendar, WorkCalendar

log = logging.getLogger(__name__)
WAITING = (Status.RESULT_READY, Status.REJECTED_RESULT)
AT_ONCE = 500


@dataclass(slots=True)
class Told:
    """What one round did."""

    reminded: int = 0
    unclaimed: int = 0


def waiting_for_owner() -> QuerySet[Any]:
    """Results whose owner has to come, with the instant since when: signed, or back from the post (`ready_at`)."""
    back = PostalItem.objects.filter(dossier=OuterRef("pk"), state=MailState.CAME_BACK)
    came_back_at = Subquery(back.order_by("-changed_at").values("changed_at")[:1])
    return Dossier.objects.filter(Q(delivery=Delivery.COUNTER) | Q(delivery=Delivery.POST) & Exists(back)).annotate(
        ready_at=Coalesce(came_back_at, F("finished_at"))
    )


def remind_collectors(*, at: datetime) -> Told:
    """One round over every office; a calendar that does not reach today stops none of the others."""
    told = Told()
    for agency in Agency.objects.order_by("pk"):
        try:
            _office(agency, at, told)
        except OutsideCalendar as error:
            log.error("the calendar of office %s does not reach %s: %r", agency.code, at, error)
    return told


def _office(agency: Agency, at: datetime, told: Told) -> None:
    office = office_settings(agency_id=agency.pk)
    days, reminders = int(office["unclaimed_days"]), int(office["unclaimed_reminders"])
    calendar = work_calendar(agency=agency, at=at)
    # So many days later by the calendar is at least so many days less one by the clock; the rest is reckoned below.
    before = at - timedelta(days=thresholds(days=days, reminders=reminders)[0] - 1)
    told_before = CollectionReminder.objects.filter(dossier=OuterRef("pk"), ready_at=OuterRef("ready_at"))
    rows = (
        waiting_for_owner()
        .filter(agency=agency, status__in=WAITING, finished_at__lt=before)
        .annotate(done=Subquery(told_before.order_by("-step").values("step")[:1]))
        .filter(~Exists(told_before.filter(is_last=True)), ready_at__lt=before)
        .order_by("finished_at", "pk")
        .values_list("pk", "ready_at", "done")
    )
    for dossier_id, ready_at, done in rows.iterator(chunk_size=AT_ONCE):
        step = step_due(waited=waited(ready_at=ready_at, at=at, calendar=calendar), days=days, reminders=reminders)
        if step > (done or 0):
            _take(dossier_id, ready_at, step, is_last(step=step, days=days, reminders=reminders), at, told)


def waited(*, ready_at: datetime, at: datetime, calendar: WorkCalendar) -> int:
    """Working days since it lies there, the first one not counted."""
    return calendar.working_days_after(day=calendar.local_date(ready_at), until=calendar.local_date(at))


@transaction.atomic
def _take(dossier_id: int, ready_at: datetime, step: int, ends: bool, at: datetime, told: Told) -> None:
    dossier = locked(dossier_id=dossier_id)
    if dossier.status not in WAITING:
        return  # somebody came meanwhile
    _row, is_new = CollectionReminder.objects.get_or_create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        ready_at=ready_at,
        step=step,
        defaults={"is_last": ends, "at": at},
    )
    if not is_new:
        return
    if not ends:
        returning.remind_collector(dossier_id=dossier_id, at=at)
        told.reminded += 1
    elif dossier.status == Status.RESULT_READY:
        returning.mark_unclaimed(dossier_id=dossier_id, at=at)
        told.unclaimed += 1
