"""Questions about visits: who stands here, who came today, which visits a dossier was handled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from apps.accounts.domain.actor import Actor
from apps.dossiers.models import Dossier
from apps.visits.domain.doings import Done
from apps.visits.labels import DONE_LABELS
from apps.visits.models import Visit, VisitDossier

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PER_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneLine:
    """One doing as a list says it."""

    reference: str
    procedure: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    """One visit as a list shows it."""

    id: int
    name: str
    ticket: str
    official: str
    began_at: datetime
    ended_at: datetime | None
    is_mine: bool
    doings: Sequence[DoneLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One page of the visits of a day, the last first; `older` leads on."""

    lines: Sequence[VisitLine]
    total: int
    older: int | None


def running_visit(*, by: Actor) -> Visit | None:
    """The visit under way before this official."""
    return Visit.objects.filter(official_id=by.id, ended_at__isnull=True).select_related("person").first()


def visits_of_day(*, by: Actor, on: date, before: int | None = None) -> Day:
    """Who came to the desks of the agency on a day, and what was done; three queries however many they were."""
    assert by.agency_id is not None
    start = datetime.combine(on, time(), ZONE)
    rows = Visit.objects.filter(agency_id=by.agency_id, began_at__gte=start, began_at__lt=start + timedelta(days=1))
    page = rows.filter(pk__lt=before) if before else rows
    seen = Dossier.objects.visible_to(by).only("code", "temporary_ref", "procedure_name")
    doings = VisitDossier.objects.order_by("at", "pk").prefetch_related(Prefetch("dossier", seen))
    found = list(
        page.select_related("official").prefetch_related(Prefetch("doings", doings)).order_by("-pk")[: PER_PAGE + 1]
    )
    shown = found[:PER_PAGE]
    return Day(
        lines=[_line(visit, visit.doings.all(), by) for visit in shown],
        total=rows.count(),
        older=shown[-1].pk if len(found) > PER_PAGE else None,
    )


def visits_of_dossier(*, dossier: Dossier, by: Actor) -> list[VisitLine]:
    """Each visit in which something was done about this dossier, the first one first."""
    rows = VisitDossier.objects.filter(dossier=dossier).select_related("visit__official").order_by("at", "pk")
    visits: dict[int, list[VisitDossier]] = {}
    for row in rows:
        row.dossier = dossier
        visits.setdefault(row.visit_id, []).append(row)
    return [_line(doings[0].visit, doings, by) for doings in visits.values()]


def _line(visit: Visit, doings: Iterable[VisitDossier], by: Actor) -> VisitLine:
    return VisitLine(
        id=visit.pk,
        name=visit.visitor_name,
        ticket=visit.ticket,
        official=visit.official.name,
        began_at=visit.began_at,
        ended_at=visit.ended_at,
        is_mine=visit.official_id == by.id,
        doings=[_done(row) for row in doings],
    )


def _done(row: VisitDossier) -> DoneLine:
    return DoneLine(
        reference=row.dossier.reference,
        procedure=row.dossier.procedure_name,
        words=str(DONE_LABELS[Done(row.done)]),
        at=row.at,
    )
