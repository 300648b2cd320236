"""What waits at the counter: dossiers filed online, results to hand over, complements still to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from apps.accounts.domain.actor import Actor
from apps.accounts.domain.identity import NotAPersonalId, read_personal_id
from apps.core.labels import day_short, stamp
from apps.desk import labels
from apps.desk.selectors.keyset import cut
from apps.desk.selectors.people import known_person
from apps.dossiers import selectors as dossiers
from apps.dossiers.domain.status import SUPPLEMENT_ANSWERED, Delivery, Status
from apps.dossiers.labels import DELIVERY_LABELS, status_label
from apps.dossiers.models import Dossier, DossierEvent
from apps.dossiers.selectors import ClockBadge, clock_of, finding
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.worktime import WorkCalendar

FOUND_AT_MOST = 20
SHORT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One dossier in a list of the counter."""

    id: int
    reference: str
    title: str
    name: str
    note: str
    status: str
    status_label: str
    clock: ClockBadge | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """One list of the counter: its first lines, how many there are, and the marks that lead on."""

    kind: str
    total: int
    lines: Sequence[Line]
    before: str = ""
    after: str = ""


def queue(*, kind: str, actor: Actor, agency: Agency, at: datetime, after: str = "", before: str = "") -> Queue:
    """One of the three lists, a page of it. Raises keyset.BadMark."""
    rows, instant = QUEUES[kind](actor)
    page = cut(rows.select_related("holder"), by=instant, after=after, before=before)
    calendar = work_calendar(agency=agency, at=at)
    lines = [_line(dossier, kind, at, calendar) for dossier in page.rows]
    return Queue(kind=kind, total=rows.count(), lines=lines, before=page.before, after=page.after)


def _intake(actor: Actor) -> tuple[QuerySet[Dossier], str]:
    return dossiers.intake_queue(actor=actor).filter(status=Status.SUBMITTED), "intake_due_at"


def _to_return(actor: Actor) -> tuple[QuerySet[Dossier], str]:
    return dossiers.to_return(actor=actor), "finished_at"


def _awaiting(actor: Actor) -> tuple[QuerySet[Dossier], str]:
    answers = DossierEvent.objects.filter(
        dossier=OuterRef("pk"), action=SUPPLEMENT_ANSWERED, at__gte=OuterRef("paused_at")
    )
    return dossiers.awaiting_supplement(actor=actor).annotate(is_answered=Exists(answers)), "late_after"


QUEUES = {"cho-nhan": _intake, "cho-tra": _to_return, "cho-bo-sung": _awaiting}


def find(*, actor: Actor, agency: Agency, text: str, at: datetime) -> list[Line]:
    """The newest of the dossiers that `found_by` finds."""
    found = found_by(actor=actor, text=text)
    calendar = work_calendar(agency=agency, at=at)
    return [_line(dossier, "", at, calendar) for dossier in found[:FOUND_AT_MOST]]


def found_by(*, actor: Actor, text: str) -> QuerySet[Dossier]:
    """Dossiers by code or scan, by personal id, by phone, or by words of a name without marks; newest first."""
    try:
        person = known_person(personal_id=read_personal_id(text))
    except NotAPersonalId:
        return finding.search(actor=actor, text=text)
    return finding.of_person(actor=actor, person=person) if person else Dossier.objects.none()


def _line(dossier: Dossier, kind: str, at: datetime, calendar: WorkCalendar) -> Line:
    return Line(
        id=dossier.pk,
        reference=dossier.reference,
        title=dossier.procedure_name,
        name=dossier.applicant_name,
        note=_note(dossier, kind),
        status=dossier.status,
        status_label=status_label(dossier.status),
        clock=clock_of(dossier=dossier, at=at, calendar=calendar),
    )


def _note(dossier: Dossier, kind: str) -> str:
    """What the clerk needs to know at a glance."""
    if kind == "cho-tra" and dossier.finished_at:
        where = str(DELIVERY_LABELS[Delivery(dossier.delivery)])
        return str(labels.NOTES["to_return"]) % {"day": day_short(dossier.finished_at), "where": where}
    if kind == "cho-bo-sung" and dossier.paused_at:
        note = "answered" if getattr(dossier, "is_answered", False) else "awaiting"
        return str(labels.NOTES[note]) % {"day": day_short(dossier.paused_at)}
    if dossier.status == Status.SUBMITTED and dossier.submitted_at:
        return str(labels.NOTES["intake"]) % {"when": stamp(dossier.submitted_at)}
    if dossier.holder:
        return str(labels.NOTES["held"]) % {"name": dossier.holder.name}
    return ""
