"""The dossiers behind a figure, so that anybody may count them again by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from apps.accounts.domain.actor import Actor
from apps.core.labels import day_short
from apps.desk.selectors.keyset import cut
from apps.dossiers.domain.attribution import Stage
from apps.dossiers.domain.status import Channel, Status
from apps.dossiers.domain.timeliness import LateBasis, Timeliness
from apps.dossiers.labels import CHANNEL_LABELS, STATUS_LABELS
from apps.dossiers.models import Dossier, DossierEvent
from apps.dossiers.selectors import ClockBadge, clock_of
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.procedures.models import Field
from apps.reports.domain.periods import Day, Month
from apps.reports.domain.sights import (
    BY_BASIS,
    OF_A_MONTH,
    OF_ENDING,
    OF_GUARD,
    OF_RECEPTION,
    OF_RETURN,
    Marks,
    Sight,
    marks,
)
from apps.reports.labels.board import at_desk_words
from apps.reports.selectors.guarded import guarded
from apps.reports.selectors.sums import OPEN, PAUSED, nationally_late, running
from apps.worktime import OutsideCalendar, WorkCalendar

SIZE = 50
MOST_IDS = 2**63 - 1
COLUMNS = (
    *("code", "temporary_ref", "procedure_name", "applicant_name", "channel", "status", "timeliness"),
    *("received_at", "due_at", "late_after", "first_due_at", "paused_at", "finished_at", "intake_due_at"),
)
A_REFERENCE = "H99.0-000000-0000"  # stands for any other, to ask the address book once and not once a row


class NoSuchSight(ValueError):
    """The address asks for a list that does not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which dossiers somebody wants to see."""

    sight: Sight
    month: Month | None = None
    field: str = ""
    channel: str = ""
    basis: LateBasis = LateBasis.ORIGINAL
    stage: Stage | None = None
    day: Day | None = None
    holder: int | None = None

    @classmethod
    def read(
        cls,
        *,
        sight: str,
        month: str,
        field: str,
        channel: str,
        basis: str = "",
        stage: str = "",
        day: str = "",
        holder: str = "",
    ) -> Wish:
        """A wish from the words of an address. Raises NoSuchSight."""
        try:
            wanted = cls(
                sight=Sight(sight),
                month=Month.read(month) if month else None,
                day=Day.read(day) if day else None,
                holder=int(holder) if holder else None,
                field=field,
                channel=Channel(channel) if channel else "",
                basis=LateBasis(basis) if basis else LateBasis.ORIGINAL,
                stage=Stage(stage) if stage else None,
            )
        except ValueError as error:
            raise NoSuchSight from error
        spans = [span for span in (wanted.month, wanted.day) if span]
        if len(spans) != (wanted.sight in OF_A_MONTH) or (wanted.day and wanted.sight in OF_GUARD):
            raise NoSuchSight
        if wanted.holder is not None and not 0 < wanted.holder <= MOST_IDS:
            raise NoSuchSight
        return wanted

    @property
    def href(self) -> str:
        """The address of this list; a bookmark asks the same again."""
        said = {
            "viec": self.sight.value,
            "thang": self.month.text if self.month else "",
            "ngay": self.day.text if self.day else "",
            "linh-vuc": self.field,
            "kenh": self.channel,
            "hen": self.basis.value if self.basis is LateBasis.EXTENDED and self.sight in BY_BASIS else "",
            "khau": self.stage.value if self.stage else "",
            "nguoi-giu": str(self.holder) if self.holder else "",
        }
        asked = urlencode({name: value for name, value in said.items() if value})
        return f"{reverse('reports:dossiers')}?{asked}"


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
    found = Dossier.objects.visible_to(actor).filter(agency_id=agency.pk)
    if wish.field:
        found = found.filter(field__slug=wish.field)
    if wish.channel:
        found = found.filter(channel=wish.channel)
    if wish.holder:
        found = found.filter(holder_id=wish.holder)
    if wish.stage:
        charged = DossierEvent.objects.filter(dossier=OuterRef("pk"), facts__late__stage=wish.stage.value)
        found = found.filter(Exists(charged))
    if wish.sight is Sight.WAITING:
        return found.filter(status=Status.SUBMITTED), "intake_due_at"
    if wish.sight not in OF_A_MONTH:
        return found.filter(OPEN, _open_sights(ends, wish.basis)[wish.sight]), "late_after"
    if wish.sight in OF_GUARD:
        assert wish.month is not None
        return found.filter(guarded(sight=wish.sight, month=wish.month)), "received_at"
    found = found.filter(span_of(wish))
    return found.filter(_ending(wish)) if wish.sight in OF_ENDING else found, instant_of(wish)


def instant_of(wish: Wish) -> str:
    """The column that says whether a dossier belongs to a month or a day."""
    if wish.sight in OF_RECEPTION:
        return "received_at"
    return "returned_at" if wish.sight in OF_RETURN else "finished_at"


def span_of(wish: Wish) -> Q:
    """Whatever came, was finished or was given back in the month or on the day."""
    span, instant = wish.month or wish.day, instant_of(wish)
    assert span is not None
    return Q(**{f"{instant}__gte": span.starts_at, f"{instant}__lt": span.ends_before})


def _ending(wish: Wish) -> Q:
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
ENDINGS: dict[Sight, Q] = {
    Sight.DONE: Q(timeliness__isnull=False),
    Sight.ENDED: ENDED,
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
