"""What people enter beside what is counted: counts of other systems, and the targets of a year. Rows are only added."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from apps.officials.models import Agency, Official
from apps.reports.domain.aims import Aim
from apps.reports.domain.index_766 import Count
from apps.reports.domain.typed_counts import Typed
from apps.reports.models import Target, TypedCount


class ChangedMeanwhile(Exception):
    """Somebody else wrote the same row anew since the page was drawn; `newest` is what they wrote."""

    def __init__(self, newest: TypedCount | Target) -> None:
        super().__init__(str(newest))
        self.newest = newest


@transaction.atomic
def enter_count(
    *, agency: Agency, what: Typed, month: date, count: Count, source: str, seen: int, by: Official, at: datetime
) -> TypedCount:
    """Write down what another system counted; `seen` is the version the page showed, 0 for none.

    The same again (a second click) is the row that is there. Raises ChangedMeanwhile.
    """
    said = {"numerator": count.numerator, "denominator": count.denominator, "source": source}
    rows = TypedCount.objects.filter(agency=agency, what=what, month=month)
    row, is_new = rows.get_or_create(
        agency=agency,
        what=what,
        month=month,
        version=_after(seen, rows),
        defaults={**said, "entered_by": by, "entered_at": at},
    )
    newest = rows.latest("version")
    is_same = all(getattr(row, name) == value for name, value in said.items()) and row.entered_by_id == by.pk
    if newest != row or not (is_new or is_same):
        raise ChangedMeanwhile(newest)
    return row


@transaction.atomic
def set_target(
    *, agency: Agency, year: int, aim: Aim, value: Decimal, basis: str, seen: int, by: Official, at: datetime
) -> Target:
    """Set what is aimed at in a year; `seen` is the version the page showed, 0 for none. Raises ChangedMeanwhile."""
    said = {"value": value, "basis": basis}
    rows = Target.objects.filter(agency=agency, year=year, aim=aim)
    row, is_new = rows.get_or_create(
        agency=agency, year=year, aim=aim, version=_after(seen, rows), defaults={**said, "set_by": by, "set_at": at}
    )
    newest = rows.latest("version")
    is_same = all(getattr(row, name) == value for name, value in said.items()) and row.set_by_id == by.pk
    if newest != row or not (is_new or is_same):
        raise ChangedMeanwhile(newest)
    return row


def _after(seen: int, rows: QuerySet[Any]) -> int:
    """The version that follows the one the page showed. None was shown that is not there, whatever a form says, so that
    no version is ever skipped."""
    return min(seen, rows.aggregate(newest=Max("version"))["newest"] or 0) + 1
