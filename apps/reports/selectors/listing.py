"""The dossiers behind a figure, so that anybody may count them again by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse

from apps.accounts.domain.actor import Actor
from apps.core.labels import day_short
from apps.desk.domain.papers import SlipKind
from apps.desk.models import Slip
from apps.desk.selectors.keyset import cut
from apps.dossiers.domain.status import Status
from apps.dossiers.domain.timeliness import LateBasis, Timeliness
from apps.dossiers.labels import CHANNEL_LABELS, STATUS_LABELS
from apps.dossiers.models import Dossier, DossierEvent, Pause, Result
from apps.dossiers.selectors import ClockBadge, clock_of
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.procedures.models import Field
from apps.reports.domain.sights import (
    OF_A_MONTH,
    OF_ENDING,
    OF_GUARD,
    OF_PAPERS,
    OF_RECEPTION,
    OF_RETURN,
    OF_STANDING,
    Marks,
    Sight,
    marks,
)
from apps.reports.labels.board import at_desk_words
from apps.reports.selectors.guarded import guarded
from apps.reports.selectors.steps import lying_at
from apps.reports.selectors.sums import OPEN, PAUSED, nationally_late, running
from apps.reports.selectors.wishes import NOBODY, Wish
from apps.worktime import OutsideCalendar, WorkCalendar

SIZE = 50
COLUMNS = (
    *("code", "temporary_ref", "procedure_name", "applicant_name", "channel", "status", "timeliness"),
    *("received_at", "due_at", "late_after", "first_due_at", "paused_at", "finished_at", "intake_due_at", "saved_at"),
)
A_REFERENCE = "H99.0-000000-0000"  # stands for any other, to ask the address book once and not once a row


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One dossier, in words."""

    reference: str
    href: str
    title: str
    name: str
    place: str
    received: str
    promised: str
    finished: str
    status: str
    status_label: str
    clock: ClockBadge | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of a list, how many there are in all, and the marks that lead on."""

    total: int
    rows: Sequence[Row]
    field_name: str
    before: str
    after: str


def listing(*, wish: Wish, actor: Actor, agency: Agency, at: datetime, after: str = "", before: str = "") -> Listing:
    """One page of the dossiers somebody wants to see. Raises keyset.BadMark."""
    calendar = work_calendar(agency=agency, at=at)
    found, instant = behind(wish=wish, actor=actor, agency=agency, ends=marks(now=at, calendar=calendar))
    return page_of(found=found, by=instant, field=wish.field, at=at, calendar=calendar, after=after, before=before)


def page_of(
    *,
    found: QuerySet[Dossier],
    by: str,
    field: str,
    at: datetime,
    calendar: WorkCalendar,
    after: str = "",
    before: str = "",
) -> Listing:
    """One page of some dossiers, sorted by an instant of theirs. Raises keyset.BadMark."""
    # Two names are all that is wanted of field and holder: no objects are made of them.
    named_rows = found.only(*COLUMNS).annotate(field_name=F("field__name"), holder_name=F("holder__name"))
    page = cut(named_rows, by=by, after=after, before=before, size=SIZE)
    named = Field.objects.filter(slug=field).values_list("name", flat=True).first() if field else ""
    return Listing(
        total=found.count(),
        rows=_rows(page.rows, at, calendar),
        field_name=named or "",
        before=page.before,
        after=page.after,
    )


def behind(*, wish: Wish, actor: Actor, agency: Agency, ends: Marks) -> tuple[QuerySet[Dossier], str]:
    """The dossiers of a wish, and the instant by which they are sorted."""
    found = _narrowed(Dossier.objects.visible_to(actor).filter(agency_id=agency.pk), wish)
    if wish.sight is Sight.WAITING:
        return found.filter(status=Status.SUBMITTED), "intake_due_at"
    if wish.sight not in OF_A_MONTH:
        found = found.filter(OPEN, _open_sights(ends, wish.basis)[wish.sight])
        return found.filter(pk__in=lying_at(step=wish.step, found=found)) if wish.step else found, "late_after"
    if wish.sight in OF_GUARD:
        assert wish.month is not None
        return found.filter(guarded(sight=wish.sight, month=wish.month)), "received_at"
    if wish.sight in OF_PAPERS:
        return found.filter(pk__in=papers_of(wish, agency_id=agency.pk).values("dossier_id")), "saved_at"
    if wish.sight in OF_STANDING:
        return found.filter(standing_of(wish)), "received_at"
    found = found.filter(span_of(wish))
    return found.filter(ending_of(wish)) if wish.sight in OF_ENDING else found, instant_of(wish)


def _narrowed(found: QuerySet[Dossier], wish: Wish) -> QuerySet[Dossier]:
    """What of them is of one field, procedure, way of filing, hand, hamlet or stage."""
    said = {
        "field__slug": wish.field or None,
        "offering__procedure__code": wish.procedure or None,
        "channel": wish.channel or None,
        "is_assisted": wish.is_helped,
        "holder_id": wish.holder or None,
        "hamlet_id": wish.hamlet or None,
        "received_at__iso_week_day": wish.slot.weekday if wish.slot else None,
        "received_at__hour": wish.slot.hour if wish.slot else None,
    }
    found = found.filter(**{name: value for name, value in said.items() if value is not None})
    if wish.holder == NOBODY:
        found = found.filter(holder__isnull=True)
    if wish.hamlet == NOBODY:
        found = found.filter(hamlet__isnull=True)
    if wish.doer is not None:
        done = Result.objects.filter(dossier=OuterRef("pk"), is_current=True)
        found = found.filter(Exists(done.filter(prepared_by=wish.doer)) if wish.doer else ~Exists(done))
    if wish.level:
        found = found.alias(level=LEVEL).filter(level=wish.level.value)
    if wish.stage:
        charged = DossierEvent.objects.filter(dossier=OuterRef("pk"), facts__late__stage=wish.stage.value)
        found = found.filter(Exists(charged))
    return found


def papers_of(wish: Wish, *, agency_id: int) -> QuerySet[Any]:
    """The requests for papers, or the slips of refusal, of a month."""
    span = wish.month or wish.day
    assert span is not None
    if wish.sight is Sight.SUPPLEMENT:
        return Pause.objects.filter(
            agency_id=agency_id,
            kind=Pause.Kind.SUPPLEMENT,
            opened_at__gte=span.starts_at,
            opened_at__lt=span.ends_before,
        )
    return Slip.objects.filter(
        agency_id=agency_id,
        kind=SlipKind.REFUSAL,
        year=span.first.year,
        issued_at__gte=span.starts_at,
        issued_at__lt=span.ends_before,
        dossier__status=Status.REFUSED,
    )


def instant_of(wish: Wish) -> str:
    """The column that says whether a dossier belongs to a month or a day."""
    if wish.sight in OF_RECEPTION:
        return "received_at"
    return "returned_at" if wish.sight in OF_RETURN else "finished_at"


def span_of(wish: Wish) -> Q:
    """Whatever came, was finished or was given back in the month or on the day."""
    span, instant = wish.month or wish.day or wish.weeks, instant_of(wish)
    assert span is not None
    return Q(**{f"{instant}__gte": span.starts_at, f"{instant}__lt": span.ends_before})


def standing_of(wish: Wish) -> Q:
    """Whatever had been received and was not finished when the period began, or ended."""
    span = wish.month or wish.day
    assert span is not None
    instant = span.starts_at if wish.sight is Sight.CARRIED else span.ends_before
    return Q(received_at__lt=instant) & (Q(finished_at__isnull=True) | Q(finished_at__gte=instant))


def ending_of(wish: Wish) -> Q:
    """How it ended, by the promise that the wish asks about."""
    timeliness = CLASSES.get(wish.sight)
    if timeliness is None:
        return ENDINGS[wish.sight]
    of_first = Q(timeliness=timeliness)
    if wish.basis is LateBasis.ORIGINAL:
        return of_first
    # What was finished before both promises were asked is classed by the first.
    return Q(timeliness_in_force=timeliness) | Q(timeliness_in_force__isnull=True) & of_first


def _open_sights(ends: Marks, basis: LateBasis) -> dict[Sight, Q]:
    late = nationally_late(now=ends.now, basis=basis)
    return running(ends) | {
        Sight.OPEN: Q(),
        Sight.PAUSED: PAUSED,
        Sight.OVERDUE: ~PAUSED & Q(late_after__lt=ends.now),
        Sight.IN_TIME: PAUSED | Q(late_after__gte=ends.now),
        Sight.NATIONALLY_LATE: late,
        Sight.NATIONALLY_IN_TIME: ~late,
    }


CLASSES = {Sight.EARLY: Timeliness.EARLY, Sight.ON_TIME: Timeliness.ON_TIME, Sight.LATE: Timeliness.LATE}
ENDED = Q(timeliness__isnull=True, received_at__isnull=False)
# What the office publishes, else what the record of the law says; empty where neither says.
LEVEL = Coalesce(NullIf("offering__online_level", Value("")), "version__online_level")
ENDINGS: dict[Sight, Q] = {
    Sight.DONE: Q(timeliness__isnull=False),
    Sight.ENDED: ENDED,
    Sight.WITHDRAWN: ENDED & Q(status=Status.WITHDRAWN),
    Sight.STOPPED: ENDED & Q(status=Status.STOPPED),
    Sight.ENDED_LATE: ENDED & Q(ended_late=True),
    Sight.ENDED_IN_TIME: ENDED & (Q(ended_late=False) | Q(ended_late__isnull=True)),
}


def _clock(dossier: Dossier, at: datetime, calendar: WorkCalendar) -> ClockBadge | None:
    """How the promise stands; nothing for years that the calendar of today no longer reaches."""
    try:
        return clock_of(dossier=dossier, at=at, calendar=calendar)
    except OutsideCalendar:
        return None


def _rows(dossiers: Sequence[Any], at: datetime, calendar: WorkCalendar) -> list[Row]:
    """Fifty rows share a handful of days and channels: each is put into words once."""
    address = reverse("desk:dossier", args=[A_REFERENCE])
    channels = {channel.value: str(words) for channel, words in CHANNEL_LABELS.items()}
    states = {status.value: str(words) for status, words in STATUS_LABELS.items()}
    days: dict[date, str] = {}

    def day(instant: datetime | None) -> str:
        if instant is None:
            return ""
        local = calendar.local_date(instant)
        return days[local] if local in days else days.setdefault(local, day_short(local))

    def place(dossier: Any) -> str:
        words = f"{dossier.field_name} · {channels[dossier.channel]}"
        return f"{words} · {at_desk_words(dossier.holder_name)}" if dossier.holder_name else words

    return [
        Row(
            reference=dossier.reference,
            href=address.replace(A_REFERENCE, dossier.reference),
            title=dossier.procedure_name,
            name=dossier.applicant_name,
            place=place(dossier),
            received=day(dossier.received_at),
            promised=day(dossier.first_due_at),
            finished=day(dossier.finished_at),
            status=dossier.status,
            status_label=states[dossier.status],
            clock=_clock(dossier, at, calendar),
        )
        for dossier in dossiers
    ]


def rows_of(*, dossiers: Sequence[Any], at: datetime, calendar: WorkCalendar) -> list[Row]:
    """The rows of other lists, each dossier with `COLUMNS` and the names of its field and holder."""
    return _rows(dossiers, at, calendar)
