"""Questions about dossiers. Every one starts from what the asker may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from apps.accounts.domain.actor import Actor
from apps.core.addresses import read_lookup_factor, token_digest
from apps.dossiers import labels
from apps.dossiers.domain import chain
from apps.dossiers.domain.attribution import Passed
from apps.dossiers.domain.codes import NotACode, readings
from apps.dossiers.domain.representation import Standing
from apps.dossiers.domain.state import CaseState
from apps.dossiers.domain.state import fold as fold_changes
from apps.dossiers.domain.status import OPEN, SUPPLEMENT_ANSWERED, Status
from apps.dossiers.domain.timeliness import (
    OpenClock,
    Timeliness,
    due_soon_from,
    open_clock,
    working_days_left,
)
from apps.dossiers.models import Dossier, DossierEvent, EndedDraft, Pause, Representation, SecondParty
from apps.dossiers.selectors.finding import called
from apps.worktime import OutsideCalendar, Unit, WorkCalendar

SOON_INTAKE_HOURS = 2
LIST_COLUMNS = ("agency", "holder", "version")
NO_CODE = ("?",)  # what nothing is called; never an empty one, which every dossier has before it is received


@dataclass(frozen=True, slots=True)
class ClockBadge:
    """What the round badge of a dossier shows: `kind` is ok, soon, late, waslate or pause."""

    kind: str
    words: str


def clock_of(*, dossier: Dossier, at: datetime, calendar: WorkCalendar) -> ClockBadge | None:
    """How the promise of this dossier stands, or None where nothing is promised (draft, refused, stopped)."""
    if dossier.status == Status.SUBMITTED:
        return _intake_clock(dossier, at, calendar)
    if dossier.status == Status.NEED_FIX_INTAKE or dossier.paused_at is not None:
        return ClockBadge("pause", labels.paused_words(dossier.status))
    if dossier.timeliness:
        return _closed_clock(dossier, calendar)
    if dossier.status in OPEN:
        return _open_clock(dossier, at, calendar)
    return None


def _intake_clock(dossier: Dossier, at: datetime, calendar: WorkCalendar) -> ClockBadge | None:
    if dossier.intake_due_at is None:
        return None
    if at > dossier.intake_due_at:
        return ClockBadge("late", str(labels.INTAKE_OVERDUE))
    left = calendar.working_time_between(start=at, end=dossier.intake_due_at)
    hours, minutes = left // timedelta(hours=1), max(left // timedelta(minutes=1), 1)
    return ClockBadge("soon" if hours < SOON_INTAKE_HOURS else "ok", labels.intake_words(hours=hours, minutes=minutes))


def _open_clock(dossier: Dossier, at: datetime, calendar: WorkCalendar) -> ClockBadge:
    assert dossier.due_at is not None and dossier.late_after is not None
    try:
        days = working_days_left(now=at, due_at=dossier.due_at, calendar=calendar)
        soon = due_soon_from(due_at=dossier.due_at, unit=Unit.WORKING_DAY, calendar=calendar, working_days=1)
    except OutsideCalendar:
        if at <= dossier.late_after:
            raise
        # Broken before the first year of the calendar: since when is known, and not for how many days.
        return ClockBadge("late", labels.overdue_words(days=0, is_today=False, due_at=dossier.due_at))
    clock = open_clock(
        now=at,
        due_at=dossier.due_at,
        late_after=dossier.late_after,
        paused=False,
        soon_after=soon,
    )
    if clock is OpenClock.OVERDUE:
        is_today = calendar.local_date(dossier.due_at) == calendar.local_date(at)
        return ClockBadge("late", labels.overdue_words(days=-days, is_today=is_today, due_at=dossier.due_at))
    words = labels.due_today_words(dossier.due_at) if days < 1 else labels.days_left_words(days)
    return ClockBadge("soon" if clock is OpenClock.DUE_SOON else "ok", words)


def _closed_clock(dossier: Dossier, calendar: WorkCalendar) -> ClockBadge:
    assert dossier.finished_at is not None and dossier.first_due_at is not None
    timeliness = Timeliness(dossier.timeliness or "")
    try:
        days = abs(working_days_left(now=dossier.finished_at, due_at=dossier.first_due_at, calendar=calendar))
    except OutsideCalendar:  # of years ago: early or late is known, and not by how many days
        days = 0
    words = labels.done_words(timeliness=timeliness, days=days)
    return ClockBadge("waslate" if timeliness is Timeliness.LATE else "ok", words)


def by_reference(*, reference: str, actor: Actor) -> Dossier:
    """The dossier with this code or temporary reference. Raises Dossier.DoesNotExist for what the actor may not see."""
    try:
        meant = readings(reference)
    except NotACode as error:
        raise Dossier.DoesNotExist from error
    found = (
        Dossier.objects.visible_to(actor)
        .select_related("agency", "version", "offering", "arrangement", "holder", "applicant", "field", "bundled__part")
        .select_related("receiving_agency", "returning_agency", "bundled__bundle__offer")
        .select_related("submitter", "representation", "second_party")
        .filter(called(meant))
        .first()
    )
    if found is None:
        raise Dossier.DoesNotExist
    return found


def standing_of(dossier: Dossier) -> Standing | None:
    """On what basis its submitter acts for another; None: for themselves."""
    try:
        return dossier.representation.standing
    except Representation.DoesNotExist:
        return None


def second_party_of(dossier: Dossier) -> SecondParty | None:
    """Whoever has to confirm beside the applicant, once they are named."""
    try:
        return dossier.second_party
    except SecondParty.DoesNotExist:
        return None


def ended_draft(*, reference: str, person_id: int) -> EndedDraft | None:
    """What became of a draft that this person had."""
    rows = EndedDraft.objects.filter(reference=reference.upper(), person_id=person_id)
    return rows.select_related("offering__procedure").first()


def by_lookup(*, reference: str, factor: str) -> Dossier | None:
    """The dossier a stranger may track with code and look-up factor.

    A wrong code, a wrong factor and nonsense look the same and cost the same: one digest, one question.
    """
    try:
        meant = readings(reference)
    except NotACode:
        meant = NO_CODE
    return (
        Dossier.objects.filter(called(meant))
        .filter(lookup_digest=token_digest(read_lookup_factor(factor)))
        .exclude(status=Status.DRAFT)
        .select_related("agency", "holder", "version")
        .first()
    )


def intake_queue(*, actor: Actor) -> QuerySet[Dossier]:
    """Online dossiers not yet accepted or refused, the shortest intake clock first."""
    return (
        Dossier.objects.visible_to(actor)
        .filter(agency_id=_desk_of(actor), status__in=[Status.SUBMITTED, Status.NEED_FIX_INTAKE])
        .order_by("intake_due_at", "pk")
    )


def held_by(*, actor: Actor) -> QuerySet[Dossier]:
    """What lies on this official's desk, in the order in which promises break."""
    return (
        Dossier.objects.visible_to(actor)
        .filter(holder_id=actor.id, received_at__isnull=False, finished_at__isnull=True)
        .select_related(*LIST_COLUMNS)
        .order_by("late_after", "pk")
    )


def open_dossiers(*, actor: Actor) -> QuerySet[Dossier]:
    """Everything open in the agency, soonest promise first."""
    return (
        Dossier.objects.visible_to(actor)
        .filter(agency_id=_desk_of(actor), received_at__isnull=False, finished_at__isnull=True)
        .select_related(*LIST_COLUMNS)
        .order_by("late_after", "pk")
    )


def awaiting_signature(*, actor: Actor) -> QuerySet[Dossier]:
    """Results laid before this leader."""
    return held_by(actor=actor).filter(status=Status.AWAITING_SIGNATURE).prefetch_related("results__file")


def to_return(*, actor: Actor) -> QuerySet[Dossier]:
    """Results waiting to be handed over, oldest first."""
    return (
        Dossier.objects.visible_to(actor)
        .filter(agency_id=_desk_of(actor), status__in=[Status.RESULT_READY, Status.REJECTED_RESULT, Status.UNCLAIMED])
        .order_by("finished_at", "pk")
    )


def awaiting_supplement(*, actor: Actor) -> QuerySet[Dossier]:
    """Dossiers whose clock stands until the citizen answers."""
    return open_dossiers(actor=actor).filter(status=Status.AWAITING_SUPPLEMENT)


def is_answered(*, dossier: Dossier) -> bool:
    """Whether the citizen has sent a complement since the clock stands."""
    since = dossier.paused_at
    return bool(since) and dossier.events.filter(action=SUPPLEMENT_ANSWERED, at__gte=since).exists()


def unanswered(*, on: date) -> QuerySet[Pause]:
    """Supplement requests whose term had passed by this day without a word from the citizen, the oldest first.

    For the reminder of whoever holds the dossier (`pause.dossier.holder`); start from one agency.
    """
    answers = DossierEvent.objects.filter(
        dossier=OuterRef("dossier"), action=SUPPLEMENT_ANSWERED, at__gte=OuterRef("opened_at")
    )
    return (
        Pause.objects.filter(closed_at__isnull=True, answer_by_date__lt=on)
        .filter(~Exists(answers))
        .select_related("dossier__holder")
        .order_by("answer_by_date", "pk")
    )


def mine(*, actor: Actor) -> QuerySet[Dossier]:
    """A citizen's own dossiers and drafts, newest first."""
    return Dossier.objects.visible_to(actor).select_related("agency", "holder", "version").order_by("-pk")


def timeline(*, dossier: Dossier) -> list[DossierEvent]:
    """Every event with its note, oldest first."""
    return list(dossier.events.select_related("note").order_by("sequence"))


def passed(*, dossier: Dossier) -> list[Passed]:
    """Every event as far as it says who held the dossier, oldest first."""
    return [Passed(*row) for row in dossier.events.order_by("sequence").values_list("at", "action", "changes")]


def folded(*, dossier: Dossier) -> CaseState:
    """The state as its events alone tell it."""
    return fold_changes(dossier.events.order_by("sequence").values_list("changes", flat=True))


def verify_chain(*, dossier: Dossier) -> str:
    """The head of the dossier's chain. Raises chain.BrokenChain."""
    return chain.verify((link_of(event), event.head) for event in dossier.events.order_by("sequence"))


def link_of(event: DossierEvent) -> chain.Link:
    """What is hashed of an event."""
    return chain.Link(
        dossier_id=event.dossier_id,
        sequence=event.sequence,
        action=event.action,
        actor=event.actor_key,
        duty=event.duty,
        at=event.at.isoformat(),
        changes=event.changes,
        facts=event.facts,
        note_digest=event.note_digest,
    )


def breaking_by(*, until: datetime, limit: int) -> Sequence[Dossier]:
    """Open promises whose last instant is at or before `until`, soonest first; from the partial index."""
    return list(
        Dossier.objects.filter(
            late_after__lte=until, received_at__isnull=False, finished_at__isnull=True, paused_at__isnull=True
        )
        .select_related("agency", "holder", "version")
        .order_by("late_after", "pk")[:limit]
    )


def counts(*, actor: Actor) -> dict[str, Any]:
    """The figures on the tabs of the staff crest, in one query each kept by a partial index."""
    return {
        "intake": intake_queue(actor=actor).filter(status=Status.SUBMITTED).count(),
        "held": held_by(actor=actor).exclude(status=Status.AWAITING_SIGNATURE).count(),
        "to_sign": held_by(actor=actor).filter(status=Status.AWAITING_SIGNATURE).count(),
        "to_return": to_return(actor=actor).count(),
    }


def _desk_of(actor: Actor) -> int:
    """The agency an official works in; staff questions are asked by officials only."""
    assert actor.agency_id is not None
    return actor.agency_id
