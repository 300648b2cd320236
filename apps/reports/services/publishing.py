"""Months that are over are given away for good; what turns out otherwise is given away again, with its reason."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from apps.core import jobs
from apps.core.models import Pulse
from apps.dossiers.domain.timeliness import LateBasis
from apps.dossiers.models import Fact
from apps.officials.models import Agency
from apps.reports.domain.periods import Month
from apps.reports.domain.published import (
    Edition,
    Flow,
    Giver,
    Row,
    changes,
    checksum,
    month_csv,
    month_json,
    read_rows,
)
from apps.reports.labels.published import restated_words
from apps.reports.models import PublishedMonth
from apps.reports.selectors.published import counted_rows, first_month, giver_of, newest
from apps.reports.selectors.sums import basis_of

log = logging.getLogger(__name__)


@transaction.atomic
def publish(*, agency: Agency, site: str, at: datetime) -> list[PublishedMonth]:
    """Give away every month that is over and is not yet, or no longer, what was given away.

    While the recount of the night disagrees with the sums, nothing is published; a month of which facts still wait
    is left for the next night.
    """
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)  # two workers publish one after the other
    if Pulse.objects.filter(name=jobs.RECOUNT, faults__gt=0).exists():
        log.warning("nothing is published while the sums differ from the recount")
        return []
    months = _due(agency=agency, at=at)
    basis, giver = basis_of(agency=agency), giver_of(agency=agency, site=site)
    counted = counted_rows(agency=agency, months=months, basis=basis)
    before = {Month(row.month): row for row in newest(agency=agency)}
    made = [_edition(month=month, rows=counted[month], last=before.get(month), basis=basis, at=at) for month in months]
    return PublishedMonth.objects.bulk_create(
        [_row(edition, agency=agency, basis=basis, giver=giver) for edition in made if edition]
    )


def _due(*, agency: Agency, at: datetime) -> list[Month]:
    """The months that are over, from the first in which anything was counted, whose facts are all in the sums."""
    month, this = first_month(agency=agency), Month.of(at)
    waiting = {
        Month(day.replace(day=1))
        for day in Fact.objects.filter(agency_id=agency.pk, day__lt=this.first).values_list("day", flat=True).distinct()
    }
    due = []
    while month and month < this:
        if month not in waiting:
            due.append(month)
        month = month.next
    return due


def _edition(
    *, month: Month, rows: Sequence[Row[Flow]], last: PublishedMonth | None, basis: LateBasis, at: datetime
) -> Edition | None:
    """The next version of a month, or None where the last one still holds."""
    if last is None:
        return Edition(month=month, version=1, reason="", at=at, rows=rows)
    found = changes(before=read_rows(last.json_text), after=rows)
    if not found and last.basis == basis.value:
        return None
    reason = restated_words(changes=found, basis=basis if last.basis != basis.value else None, at=at)
    return Edition(month=month, version=last.version + 1, reason=reason, at=at, rows=rows)


def _row(edition: Edition, *, agency: Agency, basis: LateBasis, giver: Giver) -> PublishedMonth:
    as_json, as_csv = month_json(edition, giver=giver), month_csv(edition, giver=giver)
    return PublishedMonth(
        agency=agency,
        month=edition.month.first,
        version=edition.version,
        basis=basis.value,
        reason=edition.reason,
        published_at=edition.at,
        json_text=as_json,
        csv_text=as_csv,
        json_sha256=checksum(as_json),
        csv_sha256=checksum(as_csv),
    )
