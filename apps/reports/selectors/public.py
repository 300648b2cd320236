"""The figure that stands on the front page, for anybody to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.reports.domain.periods import Month
from apps.reports.labels.board import year_to_date_words
from apps.reports.selectors.published import counted_until, year_so_far
from apps.reports.selectors.sums import OPEN, PAUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTime:
    """How the office kept its promises since New Year, and how many it is breaking now."""

    numerator: int
    denominator: int
    received: int
    late: int
    period: str
    stamp: datetime


def public_on_time(*, agency: Agency, at: datetime) -> OnTime:
    """The share with its parts and until when it was counted; a denominator of 0 is shown as no data."""
    month = Month.of(at)
    sums = year_so_far(agency=agency, month=month)
    overdue = Dossier.objects.filter(OPEN & ~PAUSED, agency_id=agency.pk, late_after__lt=at)
    return OnTime(
        numerator=sums.kept,
        denominator=sums.done,
        received=sums.received,
        late=overdue.count(),
        period=year_to_date_words(month),
        stamp=counted_until() or at,
    )
