"""What the nightly look at the books has found and nothing has settled since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from apps.accounts.domain.actor import Actor
from apps.desk.selectors.keyset import BadMark, cut
from apps.dossiers.models import Dossier
from apps.dossiers.selectors import ClockBadge, clock_of
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.reports.domain.doubts import Doubt
from apps.reports.labels.doubts import advice_words, doubt_words
from apps.reports.models import DoubtfulDossier
from apps.worktime import OutsideCalendar, WorkCalendar

SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtRow:
    """One dossier and one doubt, in words: why, and what can be done."""

    reference: str
    title: str
    name: str
    clock: ClockBadge | None
    why: str
    advice: str
    found_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page, how many there are of each doubt, and the marks that lead on."""

    rows: Sequence[DoubtRow]
    total: int
    counts: Mapping[Doubt, int]
    before: str
    after: str


def open_doubts(*, actor: Actor, agency: Agency) -> QuerySet[DoubtfulDossier]:
    """The doubts about dossiers this reader may see."""
    visible = Dossier.objects.visible_to(actor)
    return DoubtfulDossier.objects.filter(agency_id=agency.pk, settled_at__isnull=True, dossier__in=visible)


def found(*, actor: Actor, agency: Agency, at: datetime, doubt: Doubt | None, after: str, before: str) -> Found:
    """The oldest first; a mark that is none shows the first page."""
    everything = open_doubts(actor=actor, agency=agency)
    counted = everything.order_by().values_list("doubt").annotate(Count("pk"))
    counts = {Doubt(name): number for name, number in counted}
    wanted = (everything.filter(doubt=doubt) if doubt else everything).select_related("dossier")
    try:
        page = cut(wanted, by="found_at", after=after, before=before, size=SIZE)
    except BadMark:
        page = cut(wanted, by="found_at", after="", before="", size=SIZE)
    calendar = work_calendar(agency=agency, at=at)
    return Found(
        rows=[_row(one, at, calendar) for one in page.rows],
        total=counts.get(doubt, 0) if doubt else sum(counts.values()),
        counts=counts,
        before=page.before,
        after=page.after,
    )


def why_words(*, one: DoubtfulDossier) -> str:
    """Why the books may be wrong about this one."""
    instants = {name: datetime.fromisoformat(text) for name, text in one.instants.items()}
    return doubt_words(doubt=Doubt(one.doubt), instants=instants)


def _row(one: DoubtfulDossier, at: datetime, calendar: WorkCalendar) -> DoubtRow:
    dossier = one.dossier
    try:
        clock = clock_of(dossier=dossier, at=at, calendar=calendar)
    except OutsideCalendar:
        clock = None
    return DoubtRow(
        reference=dossier.reference,
        title=dossier.procedure_name,
        name=dossier.applicant_name,
        clock=clock,
        why=why_words(one=one),
        advice=advice_words(doubt=Doubt(one.doubt)),
        found_at=one.found_at,
    )
