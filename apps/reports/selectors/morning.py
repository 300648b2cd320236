"""The first screen of the day: what came yesterday, what is late and where it lies, which promises end today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, Subquery

from apps.accounts.domain.actor import Actor
from apps.desk.domain.apologies import Answer, promise_cycle
from apps.desk.models import HolderQuestion
from apps.dossiers.domain.status import Status
from apps.dossiers.domain.timeliness import LateBasis, Timeliness, working_days_left
from apps.dossiers.models import Dossier, DossierEvent
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.reports.domain.periods import Day
from apps.reports.domain.sights import Sight, marks
from apps.reports.labels import morning as labels
from apps.reports.selectors.lines import Figure
from apps.reports.selectors.listing import span_of
from apps.reports.selectors.risks import HANDING
from apps.reports.selectors.steps import LAST, Handed, steps_of
from apps.reports.selectors.sums import OPEN, PAUSED, running
from apps.reports.selectors.wishes import NOBODY, Wish
from apps.visits.models import Visit
from apps.worktime import OutsideCalendar, WorkCalendar

PLACES = 4  # where late dossiers lie; the rest is one tap away
MOST_READ = 500  # promises of one day whose answers, and late dossiers whose steps are read; beyond, neither is told


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBefore:
    """One working day in figures."""

    words: str
    received: Figure
    done: Figure
    late: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Late dossiers of one field in one hand: «ở bàn … đã 4 ngày làm việc»."""

    words: str
    held: str
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The promises that end today, and what those who hold them said."""

    figure: Figure
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """What the first screen shows."""

    yesterday: DayBefore
    overdue: Figure
    places: Sequence[Place]
    sentence: str
    today: Ending
    tomorrow: Figure
    desk: Sequence[tuple[str, Figure]]
    visits: int


def morning(*, actor: Actor, agency: Agency, at: datetime, basis: LateBasis) -> Morning:
    """The last working day before today, what is late now, and today so far. The number of queries never grows."""
    calendar = work_calendar(agency=agency, at=at)
    today = calendar.local_date(at)
    visible = Dossier.objects.received_visible_to(actor, agency_id=agency.pk)
    sent = Dossier.objects.visible_to(actor).filter(agency_id=agency.pk, status=Status.SUBMITTED)
    ends = marks(now=at, calendar=calendar)
    bands = running(ends)
    late = OPEN & ~PAUSED & Q(late_after__lt=at)
    open_wish = Wish(sight=Sight.OVERDUE)
    counted = visible.filter(OPEN).aggregate(
        late=Count("pk", filter=late),
        today=Count("pk", filter=bands[Sight.TODAY]),
        risk=Count("pk", filter=bands[Sight.AT_RISK]),
    )
    places = _places(visible.filter(late), at=at, calendar=calendar)
    now = Wish(sight=Sight.RECEIVED, day=Day(today), basis=basis)
    return Morning(
        yesterday=_day(visible, day=calendar.previous_working_day(today), today=today, basis=basis),
        overdue=Figure(value=counted["late"], href=open_wish.href),
        places=places,
        sentence=labels.late_words(
            total=counted["late"],
            places=[(one.words, one.held) for one in places],
            is_all=sum(one.figure.value for one in places) == counted["late"],
        ),
        today=Ending(
            figure=Figure(value=counted["today"], href=replace(open_wish, sight=Sight.TODAY).href),
            words=labels.ending_words(
                total=counted["today"], **_answers(visible.filter(OPEN, bands[Sight.TODAY]), counted["today"])
            ),
        ),
        tomorrow=Figure(value=counted["risk"] - counted["today"], href=replace(open_wish, sight=Sight.TOMORROW).href),
        desk=_desk(visible, now, waiting=sent.count()),
        visits=Visit.objects.filter(
            agency_id=agency.pk, began_at__gte=Day(today).starts_at, began_at__lt=Day(today).ends_before
        ).count(),
    )


def _day(visible: Any, *, day: date, today: date, basis: LateBasis) -> DayBefore:
    span = Day(day)
    finished = Q(finished_at__gte=span.starts_at, finished_at__lt=span.ends_before)
    wish = Wish(sight=Sight.RECEIVED, day=span, basis=basis)
    done = visible.filter(finished).aggregate(
        done=Count("pk", filter=Q(timeliness__isnull=False)), late=Count("pk", filter=_late(basis))
    )
    return DayBefore(
        words=labels.day_before_words(day=day, today=today),
        received=Figure(value=visible.filter(span_of(wish)).count(), href=wish.href),
        done=Figure(value=done["done"], href=replace(wish, sight=Sight.DONE).href),
        late=Figure(value=done["late"], href=replace(wish, sight=Sight.LATE).href),
    )


def _late(basis: LateBasis) -> Q:
    first = Q(timeliness=Timeliness.LATE)
    if basis is LateBasis.ORIGINAL:
        return first
    return Q(timeliness_in_force=Timeliness.LATE) | Q(timeliness_in_force__isnull=True) & first


def _desk(visible: Any, now: Wish, *, waiting: int) -> list[tuple[str, Figure]]:
    """What has happened at the desk since the morning, and what waits to be taken."""
    assert now.day is not None
    returned = replace(now, sight=Sight.RETURNED)
    return [
        (str(labels.RECEIVED), Figure(value=visible.filter(span_of(now)).count(), href=now.href)),
        (str(labels.RETURNED), Figure(value=visible.filter(span_of(returned)).count(), href=returned.href)),
        (str(labels.WAITING), Figure(value=waiting, href=Wish(sight=Sight.WAITING).href)),
    ]


def _places(late: Any, *, at: datetime, calendar: WorkCalendar) -> list[Place]:
    """Where late dossiers lie, the most first: the field, whose desk, the step where it is one for all of them there,
    and for how long the one that lies longest."""
    handing = DossierEvent.objects.filter(dossier=OuterRef("pk"), action__in=HANDING).order_by("-sequence")
    rows = list(
        late.annotate(held_since=Subquery(handing.values("at")[:1]))
        .order_by()
        .values("field__name", "field__slug", "holder_id", "holder__name", "holder__unit_name", "holder__position")
        .annotate(number=Count("pk"), since=Min("held_since"))
        .order_by("-number", "since", "field__slug", "holder_id")[:PLACES]
    )
    steps = _steps(late, rows)
    return [
        Place(
            words=row["field__name"],
            held=labels.held_words(
                name=row["holder__name"] or "",
                unit=row["holder__unit_name"] or row["holder__position"] or "",
                days=_days(row["since"], at, calendar),
                step=steps.get((row["field__slug"], row["holder_id"]), ""),
            ),
            figure=Figure(
                value=row["number"],
                href=Wish(sight=Sight.OVERDUE, field=row["field__slug"], holder=row["holder_id"] or NOBODY).href,
            ),
        )
        for row in rows
    ]


def _steps(late: Any, places: Sequence[Mapping[str, Any]]) -> dict[tuple[str, int | None], str]:
    """The step at which everything lies that is late in one field and one hand, as far as it has a name."""
    if not places or sum(place["number"] for place in places) > MOST_READ:
        return {}
    meant = reduce(or_, (Q(field__slug=one["field__slug"], holder_id=one["holder_id"]) for one in places))
    rows = list(late.filter(meant).order_by().values_list(*Handed._fields, "field__slug", "holder_id"))
    named = steps_of(Handed(*row[:4]) for row in rows)
    found: dict[tuple[str, int | None], set[str]] = {}
    for pk, *_, field, holder in rows:
        found.setdefault((field, holder), set()).add(named[pk])
    return {place: step for place, (step, *more) in found.items() if not more and step not in LAST}


def _days(since: datetime | None, at: datetime, calendar: WorkCalendar) -> int | None:
    """Working days since then; unknown where the calendar of today no longer reaches."""
    if since is None:
        return None
    try:
        return working_days_left(now=since, due_at=at, calendar=calendar)
    except OutsideCalendar:
        return None


def _answers(ending: Any, total: int) -> dict[str, int]:
    """How many said that they will keep it, how many that they will not; the others have not said."""
    question = HolderQuestion.objects.filter(dossier=OuterRef("pk")).order_by("-cycle")
    said = {Answer.WILL_KEEP.value: 0, Answer.WILL_BREAK.value: 0}
    if total:
        rows = ending.only("supplement_count", "standstill_count", "extended_at").annotate(
            asked_cycle=Subquery(question.values("cycle")[:1]), said=Subquery(question.values("answer")[:1])
        )
        for row in rows.order_by("late_after", "pk")[:MOST_READ]:
            cycle = promise_cycle(pause_count=row.pause_count, is_extended=row.extended_at is not None)
            if row.asked_cycle == cycle and row.said in said:
                said[row.said] += 1
    return {"will_keep": said[Answer.WILL_KEEP.value], "will_break": said[Answer.WILL_BREAK.value]}
