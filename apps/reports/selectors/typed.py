"""Counts of other systems as they were entered: the newest of each month, and what was believed before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from apps.officials.models import Agency
from apps.reports.domain.index_766 import Count
from apps.reports.domain.typed_counts import Typed
from apps.reports.models import TypedCount


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedSum:
    """What several months come to, their rows, and the months of which nothing was entered."""

    count: Count
    rows: Sequence[TypedCount]
    unentered: Sequence[date]


def newest(*, agency: Agency, months: Sequence[date]) -> dict[tuple[str, date], TypedCount]:
    """The row that counts of each kind and month, in one query."""
    rows = (
        TypedCount.objects.filter(agency=agency, month__in=months)
        .select_related("entered_by")
        .order_by("what", "month", "-version")
        .distinct("what", "month")
    )
    return {(row.what, row.month): row for row in rows}


def sums(*, agency: Agency, months: Sequence[date]) -> dict[Typed, TypedSum]:
    """Each kind over some months."""
    found = newest(agency=agency, months=months)
    return {what: _sum(what, found, months) for what in Typed}


def history(*, agency: Agency, months: Sequence[date]) -> list[TypedCount]:
    """Every row of some months, the latest first: who entered what, when, from where."""
    rows = TypedCount.objects.filter(agency=agency, month__in=months).select_related("entered_by")
    return list(rows.order_by("-entered_at", "-pk"))


def _sum(what: Typed, found: Mapping[tuple[str, date], TypedCount], months: Sequence[date]) -> TypedSum:
    rows = [found[what.value, month] for month in months if (what.value, month) in found]
    return TypedSum(
        count=Count(sum(row.numerator for row in rows), sum(row.denominator for row in rows)),
        rows=rows,
        unentered=[month for month in months if (what.value, month) not in found],
    )
