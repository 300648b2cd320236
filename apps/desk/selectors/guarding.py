"""What the guard has done for the promises of one office: the figures of the board and the list «never signed»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.urls import reverse

from apps.accounts.domain.actor import Actor
from apps.desk.domain.papers import SlipKind
from apps.desk.models import BrokenPromise, HolderQuestion, Letter
from apps.desk.selectors.keyset import cut
from apps.dossiers.models import Dossier
from apps.dossiers.selectors import ClockBadge, clock_of
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.worktime import WorkCalendar

SIGNED = Letter.objects.filter(kind=SlipKind.APOLOGY, state=Letter.State.SIGNED, dossier=OuterRef("dossier"))


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardCounts:
    """What became of the promises at risk in one period.

    `asked`: promises whose holder was asked in the period. `answered`: those of them that got an answer, kịp or không
    kịp, whenever it came. `drafted`: promises for which a letter (form 04) was first or again drafted in the period,
    by the holder or by the guard; of these `signed_in_time` and `signed_late` were signed before and after the
    promise broke, `withdrawn` lost every draft to events (result ready, clock paused, dossier ended), and `waiting`
    are neither: with the leader, or sent back by him. So drafted = signed_in_time + signed_late + withdrawn + waiting.
    `never`: promises that broke in the period and have got no signed letter to this day.
    """

    asked: int
    answered: int
    drafted: int
    withdrawn: int
    signed_in_time: int
    signed_late: int
    waiting: int
    never: int


def guard_counts(*, agency_id: int, since: datetime, until: datetime) -> GuardCounts:
    """The counts of one office for [since, until), in three queries whatever their size."""
    asked = HolderQuestion.objects.filter(agency_id=agency_id, asked_at__gte=since, asked_at__lt=until).aggregate(
        asked=Count("pk"), answered=Count("pk", filter=Q(answered_at__isnull=False))
    )
    promises = (
        Letter.objects.filter(agency_id=agency_id, kind=SlipKind.APOLOGY, proposed_at__gte=since, proposed_at__lt=until)
        .values("dossier_id", "cycle", is_after=F("dossier__extensions__is_after_promise"))
        .annotate(
            signed=Count("pk", filter=Q(state=Letter.State.SIGNED)),
            pending=Count("pk", filter=Q(state__in=[Letter.State.DRAFTED, Letter.State.RETURNED])),
        )
    )
    fates = promises.aggregate(
        drafted=Count("dossier_id"),
        withdrawn=Count("dossier_id", filter=Q(signed=0, pending=0)),
        signed_in_time=Count("dossier_id", filter=Q(signed__gt=0, is_after=False)),
        signed_late=Count("dossier_id", filter=Q(signed__gt=0, is_after=True)),
        waiting=Count("dossier_id", filter=Q(signed=0, pending__gt=0)),
    )
    never = BrokenPromise.objects.filter(agency_id=agency_id, noticed_at__gte=since, noticed_at__lt=until)
    return GuardCounts(**asked, **fates, never=never.filter(~Exists(SIGNED)).count())


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsigned:
    """One promise that broke and got no signed letter."""

    dossier: Dossier
    holder: str
    clock: ClockBadge | None
    letter_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsignedPage:
    """One page of one view, with how many stand in each."""

    rows: Sequence[Unsigned]
    counts: Mapping[str, int]
    before: str
    after: str


def never_signed(
    *, view: str, actor: Actor, agency: Agency, at: datetime, after: str = "", before: str = ""
) -> UnsignedPage:
    """Broken promises of the office without a letter, the oldest first. Raises keyset.BadMark.

    `con-mo`: still open, a letter can be signed. `da-xong`: finished meanwhile, none will be. Promises broken after
    their one extension have a letter and are not here.
    """
    visible = Dossier.objects.visible_to(actor).filter(agency_id=agency.pk)
    broken = BrokenPromise.objects.filter(agency_id=agency.pk, dossier__in=visible).filter(~Exists(SIGNED))
    is_open = Q(dossier__finished_at__isnull=True)
    counts = broken.aggregate(**{"con-mo": Count("pk", filter=is_open), "da-xong": Count("pk", filter=~is_open)})
    drafts = Letter.objects.filter(kind=SlipKind.APOLOGY, state=Letter.State.DRAFTED, dossier=OuterRef("dossier"))
    page = cut(
        broken.filter(is_open if view == "con-mo" else ~is_open)
        .annotate(draft_id=Subquery(drafts.values("pk")[:1]))
        .select_related("holder", "dossier__holder"),
        by="noticed_at",
        after=after,
        before=before,
    )
    calendar = work_calendar(agency=agency, at=at)
    rows = [_unsigned(row, at, calendar) for row in page.rows]
    return UnsignedPage(rows=rows, counts=counts, before=page.before, after=page.after)


def _unsigned(row: Any, at: datetime, calendar: WorkCalendar) -> Unsigned:
    dossier: Dossier = row.dossier
    waits = row.draft_id is not None and dossier.finished_at is None
    return Unsigned(
        dossier=dossier,
        holder=row.holder.name if row.holder else "",
        clock=clock_of(dossier=dossier, at=at, calendar=calendar),
        letter_href=f"{reverse('desk:signing')}?van-ban=hs-{dossier.pk}#vb" if waits else "",
    )
