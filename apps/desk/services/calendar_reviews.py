"""After a change of the calendar: which open promises it would put on another day, and what a leader made of that.

No promise moves by itself (domain 5.4). The list is made once per version of the calendar; a leader confirms it once;
then each promise that would be earlier is reckoned again and moves, and each other one keeps its printed day.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from apps.accounts.domain.actor import Actor
from apps.desk.models import AffectedPromise, CalendarReview
from apps.desk.services.recalculating import NewPromise, reckon_open
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.models import Dossier
from apps.dossiers.services.reckoning import CalendarChangedAgain, reckon_anew
from apps.dossiers.services.writing import NoAllowance
from apps.officials.models import Agency
from apps.officials.selectors import actor_of
from apps.worktime import OutsideCalendar

State, Fate = CalendarReview.State, AffectedPromise.Fate
log = logging.getLogger(__name__)
# One statement with columns as arrays: tens of thousands of rows in a fraction of the time of as many placeholders.
_LIST = """
INSERT INTO desk_affectedpromise (agency_id, review_id, dossier_id, seen, first_due_at, due_at, new_first_due_at,
                                  new_due_at, is_better, fate)
SELECT %s, %s, new.*, 'pending'
  FROM unnest(%s::bigint[], %s::integer[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[],
              %s::boolean[]) new
"""


def review_changed_calendars(*, at: datetime) -> int:
    """Look at every agency whose calendar has a version nobody has looked at; how many there were."""
    looked_at = CalendarReview.objects.filter(agency=OuterRef("pk"), version=OuterRef("calendar_version"))
    changed = Agency.objects.filter(~Exists(looked_at), Exists(Dossier.objects.filter(agency=OuterRef("pk"))))
    agencies = changed.order_by("pk").values_list("pk", flat=True)
    return sum(review_calendar(agency_id=agency_id, at=at) is not None for agency_id in agencies)


@transaction.atomic
def review_calendar(*, agency_id: int, at: datetime) -> CalendarReview | None:
    """List what the present version of the calendar would move; None when that is done already.

    A list that nobody has carried out yet is overtaken: its days are no longer those of the calendar.
    """
    agency = Agency.objects.select_for_update(no_key=True).get(pk=agency_id)
    earlier = CalendarReview.objects.filter(agency=agency)
    if earlier.filter(version=agency.calendar_version).exists():
        return None
    found = reckon_open(agency=agency, at=at)
    affected = _undecided(agency, found.others)
    _overtake(earlier.filter(state__in=(State.OPEN, State.CONFIRMED)), at=at)
    decided = earlier.filter(state__in=(State.CLEAR, State.DONE)).order_by("-version").first()
    review = CalendarReview.objects.create(
        agency=agency,
        version=agency.calendar_version,
        since_version=decided.version if decided else 0,
        state=State.OPEN if affected else State.CLEAR,
        reckoned=found.reckoned,
        unreckoned=found.unreckoned,
        made_at=at,
    )
    _list(review, affected, at)
    return review


def confirm_review(*, review_id: int, by: Actor, at: datetime) -> bool:
    """A leader has seen the list: it is carried out. False when somebody was first or the calendar changed again."""
    open_now = CalendarReview.objects.filter(pk=review_id, state=State.OPEN, agency_id=by.agency_id or 0)
    return bool(
        open_now.filter(version=F("agency__calendar_version")).update(
            state=State.CONFIRMED, confirmed_by_id=by.id, confirmed_at=at
        )
    )


def carry_out_reviews(*, at: datetime, limit: int = 500) -> int:
    """Move what gets better and keep the rest of every list a leader confirmed; how many promises were decided."""
    confirmed = CalendarReview.objects.filter(state=State.CONFIRMED).select_related("confirmed_by").order_by("pk")
    return sum(_carry_out(review, at=at, limit=limit) for review in confirmed)


def _carry_out(review: CalendarReview, *, at: datetime, limit: int) -> int:
    assert review.confirmed_by is not None and review.confirmed_at is not None
    leader = actor_of(official=review.confirmed_by, at=review.confirmed_at)
    pending = review.promises.filter(fate=Fate.PENDING)
    done = _keep_unchanged(review, pending, at)
    for promise_id in pending.order_by("pk").values_list("pk", flat=True)[:limit]:
        try:
            done += _decide(promise_id, review.version, leader, at)
        except CalendarChangedAgain:
            _overtake(CalendarReview.objects.filter(pk=review.pk), at=at)
            return done
    if not pending.exists():
        CalendarReview.objects.filter(pk=review.pk, state=State.CONFIRMED).update(state=State.DONE, done_at=at)
    return done


def _keep_unchanged(review: CalendarReview, pending: QuerySet[AffectedPromise], at: datetime) -> int:
    """What would be worse and has not been touched since keeps its day, all at once."""
    untouched = Dossier.objects.filter(
        pk=OuterRef("dossier"),
        last_sequence=OuterRef("seen"),
        agency__calendar_version=review.version,
    )
    return pending.filter(Exists(untouched), is_better=False).update(fate=Fate.KEPT, decided_at=at)


@transaction.atomic
def _decide(promise_id: int, version: int, leader: Actor, at: datetime) -> int:
    """One promise, reckoned again as the dossier stands now. A second worker waits and then finds it decided."""
    promise = AffectedPromise.objects.select_for_update().get(pk=promise_id)
    if promise.fate != Fate.PENDING:
        return 0
    try:
        reckon_anew(dossier_id=promise.dossier_id, calendar_version=version, by=leader, at=at)
        promise.fate = Fate.MOVED
    except Forbidden as error:
        promise.fate = Fate.KEPT if error.why == "not_better" else Fate.GONE
    except (NoAllowance, OutsideCalendar) as error:
        log.error("affected promise %s cannot be reckoned: %r", promise_id, error)
        promise.fate = Fate.KEPT
    promise.decided_at = at
    promise.save(update_fields=["fate", "decided_at"])
    return 1


def _overtake(reviews: QuerySet[CalendarReview], *, at: datetime) -> None:
    """The calendar was changed again: what is still pending is listed anew, what was decided stands."""
    AffectedPromise.objects.filter(review__in=reviews, fate=Fate.PENDING).update(fate=Fate.GONE, decided_at=at)
    reviews.update(state=State.OVERTAKEN, done_at=at)


def _undecided(agency: Agency, promises: Sequence[NewPromise]) -> list[NewPromise]:
    """Without those of which a leader has already said that the day stands, though it would be the same other day."""
    kept = set(
        AffectedPromise.objects.filter(agency=agency, fate=Fate.KEPT, dossier__finished_at__isnull=True).values_list(
            "dossier_id", "due_at", "new_due_at"
        )
    )
    return [one for one in promises if (one.dossier_id, one.due_at, one.new_due_at) not in kept]


def _list(review: CalendarReview, promises: Sequence[NewPromise], at: datetime) -> None:
    """Better ones first, then by the day that was promised."""
    ordered = sorted((not one.gives_way(at=at), one.due_at, one.dossier_id, one) for one in promises)
    rows = [
        (
            one.dossier_id,
            one.seen,
            one.first_due_at,
            one.due_at,
            one.new_first_due_at,
            one.new_due_at,
            not is_worse,
        )
        for is_worse, _, _, one in ordered
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_LIST, [review.agency_id, review.pk, *(list(column) for column in zip(*rows, strict=True))])
