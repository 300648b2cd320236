"""What the on-time widget counts: the year so far, as the page of figures has it."""

from __future__ import annotations

from datetime import datetime

from apps.officials.models import Agency
from apps.reports.domain.periods import Month
from apps.reports.domain.widget import Widget
from apps.reports.selectors.published import counted_until, year_so_far


def on_time_widget(*, agency: Agency, at: datetime) -> Widget:
    """The share since New Year with its parts, and until when it was counted."""
    month = Month.of(at)
    sums = year_so_far(agency=agency, month=month)
    return Widget(
        month=month,
        office=agency.name,
        office_code=agency.code,
        received=sums.received,
        done=sums.done,
        kept=sums.kept,
        counted_until=counted_until(),
        at=at,
        is_demo=agency.is_demo,
    )
