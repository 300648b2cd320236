"""The posters of an office, how often they were scanned, and what a poster says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from apps.officials.models import Agency
from apps.officials.selectors import ZONE
from apps.procedures.models import Field, Poster, PosterScans, Procedure, ProcedureVersion

RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterLine:
    """One poster of the list, with its scans."""

    poster: Poster
    title: str
    counted: int
    recently: int
    uncounted: int
    is_stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanDay:
    """One day on which a poster was opened."""

    day: date
    counted: int
    uncounted: int


def posters(
    *, agency: Agency, at: datetime, procedure: Procedure | None = None, field: Field | None = None
) -> list[PosterLine]:
    """The posters that hang, of everything or of one thing, the most scanned first."""
    today = at.astimezone(ZONE).date()
    rows = Poster.objects.filter(agency=agency, retired_at=None).select_related("procedure", "field")
    if procedure:
        rows = rows.filter(procedure=procedure)
    if field:
        rows = rows.filter(field=field)
    recent = Q(days__day__gt=today - RECENT)
    counted = rows.annotate(
        counted=Coalesce(Sum("days__counted"), 0),
        recently=Coalesce(Sum("days__counted", filter=recent), 0),
        uncounted=Coalesce(Sum("days__uncounted"), 0),
    )
    found = list(counted.order_by("-recently", "-counted", "pk"))
    names, since = _names_in_force([row.procedure_id for row in found if row.procedure_id], today)
    return [
        PosterLine(
            poster=row,
            title=row.field.name if row.field else names.get(row.procedure_id or 0, str(row.procedure)),
            counted=row.counted,
            recently=row.recently,
            uncounted=row.uncounted,
            is_stale=_is_older(row.printed_at, since.get(row.procedure_id or 0)),
        )
        for row in found
    ]


def scan_days(*, poster: Poster, limit: int = 31) -> list[ScanDay]:
    """The last days on which a poster was opened, newest first."""
    rows = PosterScans.objects.filter(poster=poster).order_by("-day")[:limit]
    return [ScanDay(day=row.day, counted=row.counted, uncounted=row.uncounted) for row in rows]


def poster_behind(*, slug: str) -> Poster:
    """The poster of a short address, taken down or not. Raises Poster.DoesNotExist."""
    return Poster.objects.select_related("procedure", "field").get(slug=slug.lower())


def offered_fields(*, agency: Agency, at: datetime) -> list[Field]:
    """The fields in which an office offers anything, by the alphabet."""
    here = ProcedureVersion.objects.in_force(on=at.astimezone(ZONE).date()).filter(
        procedure__offerings__agency=agency, procedure__offerings__is_open=True
    )
    return list(Field.objects.filter(pk__in=here.values("field_id")).order_by("sort_key", "pk"))


def _names_in_force(procedure_ids: list[int], today: date) -> tuple[dict[int, str], dict[int, date]]:
    rows = ProcedureVersion.objects.in_force(on=today).filter(procedure_id__in=procedure_ids)
    told = list(rows.values_list("procedure_id", "short_name", "effective_from"))
    return {pk: name for pk, name, _since in told}, {pk: since for pk, _name, since in told}


def _is_older(printed_at: datetime | None, since: date | None) -> bool:
    """Whether the wording changed after the last print: what hangs then says yesterday's law."""
    return bool(printed_at and since and printed_at.astimezone(ZONE).date() < since)
