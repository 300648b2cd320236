"""What a leader sees of a changed calendar: the change, and each promise it would put on another day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from apps.accounts.domain.actor import Actor
from apps.core.labels import day, day_short, hour, stamp
from apps.desk.models import AffectedPromise, CalendarReview
from apps.dossiers.models import Dossier
from apps.officials.models import Agency, CalendarChange
from apps.officials.selectors import ZONE, work_calendar
from apps.officials.selectors.years import ChangeRow, change_row
from apps.worktime import OutsideCalendar, WorkCalendar

PAGE = 100
PAST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedRow:
    """One promise as it was printed and as it would be; `is_on_day_off`: the printed day is closed by now."""

    reference: str
    title: str
    name: str
    printed: str
    reckoned: str
    first: str
    is_better: bool
    is_on_day_off: bool
    fate: str
    fate_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """One list: its changes, its counts, one page of its promises; `after` leads on, "" where there is no more."""

    id: int
    is_open: bool
    state_words: str
    made: str
    confirmed: str
    changes: Sequence[ChangeRow]
    affected: int
    better: int
    reckoned: int
    unreckoned: int
    rows: Sequence[AffectedRow]
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastReview:
    """A list that was dealt with."""

    id: int
    made: str
    state_words: str
    affected: int
    moved: int


def open_review(*, agency_id: int) -> CalendarReview | None:
    """The list that waits for a leader of this agency."""
    return CalendarReview.objects.filter(agency_id=agency_id, state=CalendarReview.State.OPEN).first()


def review_page(*, review: CalendarReview, actor: Actor, agency: Agency, after: int, at: datetime) -> ReviewPage:
    """One list with a page of its promises behind the row `after`."""
    promises = review.promises.filter(dossier__in=Dossier.objects.visible_to(actor))
    found = list(promises.filter(pk__gt=after).select_related("dossier").order_by("pk")[: PAGE + 1])
    counts = promises.aggregate(affected=Count("pk"), better=Count("pk", filter=Q(is_better=True)))
    changes = CalendarChange.objects.filter(
        agency=agency, version__gt=review.since_version, version__lte=review.version
    ).select_related("made_by")
    calendar = work_calendar(agency=agency, at=at)
    return ReviewPage(
        id=review.pk,
        is_open=review.state == CalendarReview.State.OPEN,
        state_words=review.get_state_display(),
        made=stamp(review.made_at),
        confirmed=f"{review.confirmed_by.name}, {stamp(review.confirmed_at)}"
        if review.confirmed_by and review.confirmed_at
        else "",
        changes=[change_row(change) for change in changes.order_by("version")],
        reckoned=review.reckoned,
        unreckoned=review.unreckoned,
        rows=[_row(promise, calendar) for promise in found[:PAGE]],
        after=str(found[PAGE - 1].pk) if len(found) > PAGE else "",
        **counts,
    )


def past_reviews(*, agency_id: int) -> list[PastReview]:
    """The last lists that moved or kept anything, newest first."""
    moved = Count("promises", filter=Q(promises__fate=AffectedPromise.Fate.MOVED))
    reviews = (
        CalendarReview.objects.filter(agency_id=agency_id, promises__isnull=False)
        .exclude(state=CalendarReview.State.OPEN)
        .annotate(affected=Count("promises"), moved=moved)
        .order_by("-version")[:PAST]
    )
    return [
        PastReview(
            id=review.pk,
            made=stamp(review.made_at),
            state_words=review.get_state_display(),
            affected=review.affected,
            moved=review.moved,
        )
        for review in reviews
    ]


def _row(promise: AffectedPromise, calendar: WorkCalendar) -> AffectedRow:
    dossier = promise.dossier
    return AffectedRow(
        reference=dossier.reference,
        title=dossier.procedure_name,
        name=dossier.applicant_name,
        printed=_when(promise.due_at, promise.new_due_at),
        reckoned=_when(promise.new_due_at, promise.due_at),
        first=day_short(promise.first_due_at) if promise.first_due_at != promise.due_at else "",
        is_better=promise.is_better,
        is_on_day_off=_is_off(promise.due_at, calendar),
        fate=promise.fate,
        fate_words=promise.get_fate_display(),
    )


def _when(at: datetime, other: datetime) -> str:
    """The day; with the hour where only that differs."""
    is_same_day = at.astimezone(ZONE).date() == other.astimezone(ZONE).date()
    return f"{hour(at)} {day(at)}" if is_same_day else day(at)


def _is_off(at: datetime, calendar: WorkCalendar) -> bool:
    try:
        return not calendar.is_working_day(at.astimezone(ZONE).date())
    except OutsideCalendar:
        return False
