"""The inbox of whoever works on dossiers: what to do, in the order in which promises break."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.domain.actor import Actor
from apps.core.labels import day, day_short, hour, stamp, weekday
from apps.desk.domain.acts import Act
from apps.desk.domain.papers import SlipKind
from apps.desk.labels import ACT_LABELS, BAND_HINTS, BAND_TITLES, NEXT_ACTS, TODO, VIEWS
from apps.desk.models import HolderQuestion, Letter
from apps.desk.selectors.keyset import cut
from apps.dossiers import selectors as dossiers
from apps.dossiers.domain.status import RUNNING, Status
from apps.dossiers.labels import status_label
from apps.dossiers.models import Dossier
from apps.dossiers.selectors import ClockBadge, clock_of
from apps.officials.domain.duties import Duty
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.worktime import WorkCalendar

NEAR_WORKING_DAYS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One row; the component `task` reads these names."""

    id: int
    code: str
    href: str
    title: str
    sub: str
    kind: str
    left: str
    when: str
    todo: str
    status: str
    status_label: str
    action_href: str
    action: str
    is_urgent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Tasks whose promises break at about the same time; `total` counts those beyond this page too."""

    id: str
    title: str
    hint: str
    total: int
    tasks: Sequence[Task]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """One page of one view of the inbox."""

    bands: Sequence[Band]
    shown: int
    total: int
    counts: Mapping[str, int]
    before: str
    after: str


def inbox(*, view: str, actor: Actor, agency: Agency, at: datetime, after: str = "", before: str = "") -> Inbox:
    """The dossiers of one view, banded. Raises keyset.BadMark."""
    calendar = work_calendar(agency=agency, at=at)
    ends = _ends(at, calendar)
    rows = in_view(view=view, actor=actor)
    page = cut(
        rows.annotate(
            has_apology=_drafted(SlipKind.APOLOGY),
            has_request=_drafted(SlipKind.SUPPLEMENT_REQUEST),
            has_stop=_drafted(SlipKind.STOP),
            is_unanswered=Exists(dossiers.unanswered(on=calendar.local_date(at)).filter(dossier=OuterRef("pk"))),
        ),
        by="late_after",
        after=after,
        before=before,
    )
    counted = rows.aggregate(**{name: Count("pk", filter=test) for name, test in _tests(at, ends).items()})
    tasks: dict[str, list[Task]] = {}
    for dossier in page.rows:
        tasks.setdefault(_band(dossier, at, ends), []).append(_task(dossier, actor, at, calendar))
    return Inbox(
        bands=[_banded(name, tasks[name], counted[name], ends, calendar) for name in BAND_TITLES if name in tasks],
        shown=len(page.rows),
        total=sum(counted.values()),
        counts=_counts(actor),
        before=page.before,
        after=page.after,
    )


def questions(*, actor: Actor) -> list[HolderQuestion]:
    """What the guard wants to know of this official, the most urgent first.

    Of what they hold now, whoever was asked first; heads also see what was asked of a holder who is not at work.
    """
    open_ones = HolderQuestion.objects.filter(_is_theirs(actor), closed_at__isnull=True)
    return list(open_ones.select_related("dossier", "dossier__holder").order_by("answer_by", "pk"))


def put_to(*, actor: Actor) -> QuerySet[HolderQuestion]:
    """The questions this official was ever asked, so that a late answer is told calmly that it is late."""
    return HolderQuestion.objects.filter(_is_theirs(actor) | Q(holder_id=actor.id)).select_related("dossier")


def _is_theirs(actor: Actor) -> Q:
    theirs = Q(dossier__holder_id=actor.id)
    if actor.has(Duty.UNIT_HEAD):
        theirs |= Q(agency_id=actor.agency_id, heads_asked_at__isnull=False)
    return theirs


def in_view(*, view: str, actor: Actor) -> QuerySet[Dossier]:
    """The dossiers of one view of the inbox."""
    if view == "ca-co-quan":
        return dossiers.open_dossiers(actor=actor)
    mine = dossiers.held_by(actor=actor)
    if view == "moi-den":
        return mine.filter(status=Status.RECEIVED)
    if view == "cho-bo-sung":
        return mine.filter(paused_at__isnull=False)
    return mine


def _counts(actor: Actor) -> dict[str, int]:
    """How many stand in each view, in one query over what is open in the agency."""
    mine = Q(holder_id=actor.id)
    tests = {
        "cua-toi": mine,
        "moi-den": mine & Q(status=Status.RECEIVED),
        "cho-bo-sung": mine & Q(paused_at__isnull=False),
        "ca-co-quan": Q(),
    }
    assert tests.keys() == VIEWS.keys()
    every = dossiers.open_dossiers(actor=actor)
    return every.aggregate(**{name: Count("pk", filter=test) for name, test in tests.items()})


def _drafted(kind: SlipKind) -> Exists:
    drafts = Letter.objects.filter(dossier=OuterRef("pk"), kind=kind, state=Letter.State.DRAFTED)
    return Exists(drafts)


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where one band ends and the next begins."""

    today: datetime
    near: datetime
    near_day: date


def _ends(at: datetime, calendar: WorkCalendar) -> _Ends:
    today = calendar.local_date(at)
    near = calendar.working_day_after(day=today, count=NEAR_WORKING_DAYS)
    return _Ends(_midnight_after(today, calendar), _midnight_after(near, calendar), near)


def _midnight_after(day: date, calendar: WorkCalendar) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), calendar.zone)


def _tests(at: datetime, ends: _Ends) -> dict[str, Q]:
    running = Q(paused_at__isnull=True)
    return {
        "late": running & Q(late_after__lt=at),
        "today": running & Q(late_after__gte=at, late_after__lt=ends.today),
        "near": running & Q(late_after__gte=max(at, ends.today), late_after__lt=ends.near),
        "later": running & Q(late_after__gte=ends.near),
        "paused": Q(paused_at__isnull=False),
    }


def _band(dossier: Dossier, at: datetime, ends: _Ends) -> str:
    assert dossier.late_after is not None
    if dossier.paused_at:
        return "paused"
    if dossier.late_after < at:
        return "late"
    if dossier.late_after < ends.today:
        return "today"
    return "near" if dossier.late_after < ends.near else "later"


def _banded(name: str, tasks: Sequence[Task], total: int, ends: _Ends, calendar: WorkCalendar) -> Band:
    title, hint = str(BAND_TITLES[name]), str(BAND_HINTS.get(name, ""))
    if name == "near":
        title = title % {"day": day(ends.near_day)}
        hint = _days_off(ends, calendar)
    return Band(id=f"dai-{name}", title=title, hint=hint, total=total, tasks=tasks)


def _days_off(ends: _Ends, calendar: WorkCalendar) -> str:
    """The holidays on the way to the end of the band, which make a promise nearer than it looks."""
    first = calendar.local_date(ends.today)
    days = (first + timedelta(days=n) for n in range((ends.near_day - first).days))
    off = ((one, calendar.why_off(one)) for one in days)
    return ", ".join(
        _("%(weekday)s %(day)s nghỉ: %(name)s")
        % {"weekday": weekday(one), "day": f"{one.day}/{one.month}", "name": why.name}
        for one, why in off
        if why and why.name
    )


def _task(dossier: Any, actor: Actor, at: datetime, calendar: WorkCalendar) -> Task:
    clock = clock_of(dossier=dossier, at=at, calendar=calendar) or ClockBadge("ok", "")
    href = reverse("desk:dossier", args=[dossier.reference])
    act = _next_act(dossier, actor, clock)
    return Task(
        id=dossier.pk,
        code=dossier.reference,
        href=href,
        title=dossier.procedure_name,
        sub=dossier.applicant_name,
        kind=clock.kind,
        left=clock.words,
        when=_when(dossier),
        todo=_todo(dossier, actor, clock),
        status=dossier.status,
        status_label=status_label(dossier.status),
        action_href=reverse("desk:act", args=[dossier.reference, act]) if act and act is not Act.TAKE else href,
        action=str(ACT_LABELS[act]) if act else str(TODO["open"]),
        is_urgent=clock.kind == "late",
    )


def _next_act(dossier: Any, actor: Actor, clock: ClockBadge) -> Act | None:
    if dossier.holder_id != actor.id:
        return None
    if dossier.is_unanswered and not dossier.has_stop:
        return Act.PROPOSE_STOP
    if clock.kind == "late" and not dossier.has_apology and dossier.extended_at is None:
        return Act.PROPOSE_APOLOGY
    return NEXT_ACTS.get(Status(dossier.status))


def _when(dossier: Dossier) -> str:
    assert dossier.due_at is not None
    if dossier.paused_at:
        return str(TODO["since"]) % {"when": day_short(dossier.paused_at)}
    due = timezone.localtime(dossier.due_at)
    return str(TODO["due"]) % {"hour": hour(due), "weekday": weekday(due), "day": f"{due.day}/{due.month}"}


def _todo(dossier: Any, actor: Actor, clock: ClockBadge) -> str:
    """One sentence on what stands in the way, the most pressing first."""
    if dossier.has_apology:
        return str(TODO["apology_waits"])
    if clock.kind == "late":
        return str(TODO["extended" if dossier.extended_at else "apologise"])
    if dossier.has_request:
        return str(TODO["request_waits"])
    if dossier.has_stop or dossier.is_unanswered:
        return str(TODO["stop_waits" if dossier.has_stop else "unanswered"])
    if dossier.holder_id != actor.id and dossier.holder:
        return str(TODO["held"]) % {"name": dossier.holder.name}
    if dossier.step_due_at and not dossier.paused_at:
        return str(TODO["step"]) % {"when": stamp(dossier.step_due_at)}
    is_standing = dossier.paused_at and dossier.status in RUNNING
    return str(TODO["standing"] if is_standing else TODO.get(dossier.status, ""))
