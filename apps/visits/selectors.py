"""Questions about visits: who stands here, who came today, which visits a dossier was handled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet

from apps.accounts.domain.actor import Actor, ActorKind
from apps.core.labels import money
from apps.dossiers.models import Dossier, DossierEvent
from apps.visits.domain.doings import Done
from apps.visits.labels import DONE_LABELS, MONEY_LABELS
from apps.visits.models import Visit, VisitDossier

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PER_PAGE = 50
NAMED = ("code", "temporary_ref", "procedure_name")


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
    """Who came to the desks of the agency on a day, and what was done; five queries however many they were."""
    assert by.agency_id is not None
    start = datetime.combine(on, time(), ZONE)
    rows = Visit.objects.filter(agency_id=by.agency_id, began_at__gte=start, began_at__lt=start + timedelta(days=1))
    page = rows.filter(pk__lt=before) if before else rows
    seen = Dossier.objects.visible_to(by).only(*NAMED)
    doings = VisitDossier.objects.order_by("at", "pk").prefetch_related(Prefetch("dossier", seen))
    found = list(
        page.select_related("official").prefetch_related(Prefetch("doings", doings)).order_by("-pk")[: PER_PAGE + 1]
    )
    shown = found[:PER_PAGE]
    paid = _paid(visits=shown, of=Dossier.objects.visible_to(by))
    return Day(
        lines=[_line(visit, visit.doings.all(), paid.get(visit.pk, ()), by) for visit in shown],
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
    paid = _paid(visits=[doings[0].visit for doings in visits.values()], of=Dossier.objects.filter(pk=dossier.pk))
    return [_line(doings[0].visit, doings, paid.get(pk, ()), by) for pk, doings in visits.items()]


def _paid(*, visits: Sequence[Visit], of: QuerySet[Dossier]) -> dict[int, list[DoneLine]]:
    """By visit, the money its official took or gave back meanwhile for dossiers of the visitor, as their chains say."""
    if not visits:
        return {}
    people = [visit.person_id for visit in visits if visit.person_id]
    rows = DossierEvent.objects.filter(
        dossier__in=of.filter(Q(applicant__in=people) | Q(submitter__in=people)),
        action__in=MONEY_LABELS,
        actor_kind=ActorKind.OFFICIAL,
        actor_id__in={visit.official_id for visit in visits},
        at__gte=min(visit.began_at for visit in visits),
    )
    named = ["dossier__applicant", "dossier__submitter", *(f"dossier__{name}" for name in NAMED)]
    fields = ("dossier", "sequence", "action", "actor_id", "at", "facts")
    found: dict[int, list[DoneLine]] = {}
    for event in rows.select_related("dossier").only(*fields, *named).order_by("at", "pk"):
        for visit in visits:
            if _was_in(event, visit):
                found.setdefault(visit.pk, []).append(_money_line(event))
    return found


def _was_in(event: DossierEvent, visit: Visit) -> bool:
    is_theirs = visit.person_id in (event.dossier.applicant_id, event.dossier.submitter_id)
    is_then = visit.began_at <= event.at and (visit.ended_at is None or event.at <= visit.ended_at)
    return is_theirs and is_then and event.actor_id == visit.official_id


def _money_line(event: DossierEvent) -> DoneLine:
    told = {"sum": money(event.facts["amount"]), "number": event.facts["receipt"]}
    return DoneLine(
        reference=event.dossier.reference,
        procedure=event.dossier.procedure_name,
        words=str(MONEY_LABELS[event.action]) % told,
        at=event.at,
    )


def _line(visit: Visit, doings: Iterable[VisitDossier], paid: Iterable[DoneLine], by: Actor) -> VisitLine:
    return VisitLine(
        id=visit.pk,
        name=visit.visitor_name,
        ticket=visit.ticket,
        official=visit.official.name,
        began_at=visit.began_at,
        ended_at=visit.ended_at,
        is_mine=visit.official_id == by.id,
        doings=sorted([*map(_done, doings), *paid], key=lambda line: line.at),
    )


def _done(row: VisitDossier) -> DoneLine:
    return DoneLine(
        reference=row.dossier.reference,
        procedure=row.dossier.procedure_name,
        words=str(DONE_LABELS[Done(row.done)]),
        at=row.at,
    )
