"""What came and went day by day, counted from the covering indexes of the dossiers: sums by day would be nearly as many
as the dossiers themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, DateTimeField, F, Func, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from apps.dossiers.domain.timeliness import VIETNAM, LateBasis, Timeliness
from apps.dossiers.models import Dossier
from apps.reports.domain.figures import Sums
from apps.reports.domain.terms import Span

DAY = timedelta(days=1)
Rows = QuerySet[Dossier, dict[str, Any]]
CLASSES = {one.value: one for one in Timeliness}
OTHER = {LateBasis.ORIGINAL: LateBasis.EXTENDED, LateBasis.EXTENDED: LateBasis.ORIGINAL}


def by_day(*, agency_id: int, span: Span, basis: LateBasis) -> dict[date, Sums]:
    """The sums of every local day; days on which nothing happened are zero."""
    came = {_local(row["day"]): row["received"] for row in received(agency_id=agency_id, span=span, by="day")}
    gone = {_local(row["day"]): row for row in finished(agency_id=agency_id, span=span, by="day", basis=basis)}
    return {day: sums_of(came.get(day, 0), gone.get(day, {})) for day in each(span)}


def each(span: Span) -> Iterator[date]:
    """Its days, one after another."""
    return (span.first + n * DAY for n in range((span.last - span.first).days + 1))


def received(*, agency_id: int, span: Span, by: str) -> Rows:
    """How many were received, by day or by a column of the index."""
    rows = Dossier.objects.filter(
        agency_id=agency_id, received_at__gte=span.starts_at, received_at__lt=span.ends_before
    )
    counted: Rows = (
        rows.annotate(day=_midnight("received_at", span)).order_by().values(by).annotate(received=Count("*"))
    )
    return counted


def finished(*, agency_id: int, span: Span, by: str, basis: LateBasis) -> Rows:
    """How many were finished and how, by day or by a column of the index."""
    rows = Dossier.objects.filter(
        agency_id=agency_id, finished_at__gte=span.starts_at, finished_at__lt=span.ends_before
    )
    in_force = Coalesce("timeliness_in_force", "timeliness")
    kept = (Timeliness.EARLY, Timeliness.ON_TIME)
    asked, other = ("in_force" if one is LateBasis.EXTENDED else "timeliness" for one in (basis, OTHER[basis]))
    ended = Q(timeliness__isnull=True)
    counted: Rows = (
        rows.annotate(day=_midnight("finished_at", span), in_force=in_force)
        .order_by()
        .values(by)
        .annotate(
            **{value: Count("finished_at", filter=Q(**{asked: one})) for value, one in CLASSES.items()},
            otherwise_kept=Count("finished_at", filter=Q(**{f"{other}__in": kept})),
            ended=Count("finished_at", filter=ended),
            broken=Count("finished_at", filter=ended & Q(ended_late=True)),
        )
    )
    return counted


def _midnight(instant: str, span: Span) -> Func:
    """The instant at which its local day began. Clocks here are never put forward or back, so days are counted off
    from the first midnight: that costs half of asking the database for the time of the place, row by row."""
    return Func(Value(DAY), F(instant), Value(span.starts_at), function="date_bin", output_field=DateTimeField())


def _local(midnight: datetime) -> date:
    return midnight.astimezone(VIETNAM).date()


def sums_of(came: int, gone: Mapping[str, Any]) -> Sums:
    """One row of either question as sums."""
    counted = (*CLASSES, "ended", "otherwise_kept")
    return Sums(received=came, ended_late=gone.get("broken", 0), **{name: gone.get(name, 0) for name in counted})
