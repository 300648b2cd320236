"""The alarm clock of the figures."""

from __future__ import annotations

import logging
from typing import Any

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from apps.core import doorbell, jobs
from apps.dossiers.services import facts
from apps.officials.models import Agency
from apps.reports.domain.exports import Format
from apps.reports.domain.periods import Month
from apps.reports.exports.tables import write_csv
from apps.reports.exports.workbooks import write_xlsx
from apps.reports.printing.notice import notice_sheet
from apps.reports.selectors.bulletin import without_sheet
from apps.reports.services import doubting, exporting, notices, publishing, rollups, submitting, using

log = logging.getLogger(__name__)

# How a worker writes a list, by the format of its file.
WRITERS: exporting.Writers = {Format.XLSX.value: write_xlsx, Format.CSV.value: write_csv}
# A million lines take minutes. Acknowledged at once: the next poll finds one whose worker died.
LONGEST = 20 * 60


@shared_task(name="reports.drain", acks_late=True)
def drain(**_unknown: Any) -> None:
    """Fold what acts have queued; two drains at once share the queue and never a fact."""
    at = timezone.now()
    rollups.drain_all()
    if not facts.waiting():  # else a rebuild or another drain has them, and the figures end before this instant
        jobs.pulse_now_and_then(name=jobs.FIGURES, at=at)


@shared_task(name="reports.reconcile", acks_late=True)
def reconcile(**_unknown: Any) -> None:
    """Every night: recount this month and the last from the dossiers and raise the alarm on any difference."""
    now = timezone.now()
    found = rollups.check(since=Month.of(now).previous).differences
    jobs.pulse(name=jobs.RECOUNT, at=timezone.now(), faults=len(found))
    if found:
        log.error("roll-ups differ from the recount in %s cells, first %s", len(found), found[0])


@shared_task(name="reports.doubt", acks_late=True)
def doubt(**_unknown: Any) -> None:
    """Every night: look for dossiers that are late, or in time, by the books alone."""
    doubting.find(at=timezone.now())


@shared_task(name="reports.count_uses", acks_late=True)
def count_uses(**_unknown: Any) -> None:
    """Every night: tell the catalogue what people used lately, and how long it took."""
    using.count_uses(at=timezone.now())


@shared_task(name="reports.draft", acks_late=True)
def draft(**_unknown: Any) -> None:
    """Every night: draft the reports of periods that ended, and tell the leaders."""
    submitting.draft_ended(at=timezone.now())


@shared_task(name="reports.publish", acks_late=True)
def publish(**_unknown: Any) -> None:
    """Every night: give away the months that are over, and again those that turned out otherwise."""
    agency, at = Agency.objects.filter(is_ours=True).first(), timezone.now()
    if agency:
        publishing.publish(agency=agency, site=settings.PUBLIC_ADDRESS, at=at)


@shared_task(name="reports.print_notices", acks_late=True)
def print_notices(**_unknown: Any) -> None:
    """Every few minutes: print the sheets of published months for the notice board, if any is missing."""
    agency, at = Agency.objects.filter(is_ours=True).first(), timezone.now()
    if agency:
        for told in without_sheet(agency=agency):
            pdf = notice_sheet(told=told, agency=agency, site=settings.PUBLIC_ADDRESS, at=at)
            notices.keep_sheet(agency=agency, published_id=told.published_id, pdf=pdf, at=at)


@shared_task(name=exporting.MAKE, acks_late=False, time_limit=LONGEST, soft_time_limit=LONGEST - 30)
def make_exports(**_unknown: Any) -> None:
    """Make the list that waits longest; where another waits behind it, ring again."""
    if exporting.carry_out(at=timezone.now(), write=WRITERS):
        doorbell.ring(exporting.MAKE)


@shared_task(name="reports.drop_exports", acks_late=True)
def drop_exports(**_unknown: Any) -> None:
    """Every hour: lists that were kept long enough are gone; a second time finds nothing."""
    exporting.drop_old(at=timezone.now())
