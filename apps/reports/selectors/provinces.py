"""Whole provinces: every field of every month from one small table, every agency beside its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum

from apps.dossiers.domain.timeliness import LateBasis
from apps.officials.models import Agency
from apps.reports.domain.figures import Sums
from apps.reports.domain.folding import COLUMNS
from apps.reports.domain.periods import Month
from apps.reports.models import AgencyMonth, ProvinceMonth

# An annotation may not be named like a column.
ADDED = {f"all_{column}": Sum(column) for column in COLUMNS}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldInMonth:
    """One field of a province in one month."""

    month: Month
    field_id: int
    sums: Sums


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyInProvince:
    """One agency over several months."""

    agency_id: int
    code: str
    short_name: str
    sums: Sums


def by_field_and_month(*, first: Month, last: Month, basis: LateBasis, province: str = "") -> Sequence[FieldInMonth]:
    """Every field of every month, of one province or of all that this installation counts."""
    rows = ProvinceMonth.objects.filter(month__gte=first.first, month__lte=last.first)
    if province:
        rows = rows.filter(province=province)
    cells = rows.order_by("month", "field_id").values("month", "field_id").annotate(**ADDED)
    months: dict[date, Month] = {}
    return [
        FieldInMonth(
            month=months.get(month) or months.setdefault(month, Month(month)),
            field_id=field_id,
            sums=_sums(added, basis),
        )
        for month, field_id, *added in cells.values_list("month", "field_id", *ADDED)
    ]


def by_agency(*, province: str, first: Month, last: Month, basis: LateBasis) -> Sequence[AgencyInProvince]:
    """The agencies of a province, each with the sums of all these months, by code."""
    rows = (
        AgencyMonth.objects.filter(
            agency_id__in=agencies(province=province), month__gte=first.first, month__lte=last.first
        )
        .order_by("agency__code")
        .values("agency_id", "agency__code", "agency__short_name")
        .annotate(**ADDED)
        .values_list("agency_id", "agency__code", "agency__short_name", *ADDED)
    )
    return [
        AgencyInProvince(agency_id=pk, code=code, short_name=short_name, sums=_sums(added, basis))
        for pk, code, short_name, *added in rows
    ]


def agencies(*, province: str) -> QuerySet[Agency]:
    """Whose codes begin with the province's: the province itself and all below it."""
    return Agency.objects.filter(Q(code=province) | Q(code__startswith=f"{province}."))


def _sums(added: Sequence[int], basis: LateBasis) -> Sums:
    """What `sums.sums_of` says, for thousands of rows: no names are looked up."""
    received, early, on_time, late, ended, ended_late, *in_force = added
    kept = early + on_time
    otherwise = in_force[0] + in_force[1]
    if basis is LateBasis.EXTENDED:
        (early, on_time, late), otherwise = in_force, kept
    return Sums(
        received=received,
        early=early,
        on_time=on_time,
        late=late,
        ended=ended,
        ended_late=ended_late,
        otherwise_kept=otherwise,
    )
