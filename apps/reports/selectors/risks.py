"""Which promises are broken or about to break, who holds each since when, and what that person said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from apps.accounts.domain.actor import Actor
from apps.desk.domain.apologies import promise_cycle
from apps.desk.domain.papers import SlipKind
from apps.desk.models import HolderQuestion, Letter
from apps.dossiers.domain.status import Action, Status
from apps.dossiers.models import Dossier, DossierEvent
from apps.dossiers.selectors import ClockBadge, clock_of
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.reports.domain.sights import Sight, marks
from apps.reports.labels import board as labels
from apps.reports.selectors.sums import OPEN, PAUSED, running

SHOWN = 6  # of each kind; the rest is one tap away
# The acts after which somebody else holds the dossier.
HANDING = (
    *(Action.RECEIVE, Action.FORWARD, Action.SEND_BACK),
    *(Action.SUBMIT_FOR_SIGNATURE, Action.RETURN_TO_OFFICER),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """One promise that needs somebody today."""

    reference: str
    title: str
    name: str
    clock: ClockBadge
    holder: str
    position: str
    since: datetime | None
    answer: str
    apology: str
    is_to_sign: bool


def risks(*, actor: Actor, agency: Agency, at: datetime) -> list[Risk]:
    """What is overdue the longest, then what breaks first by the end of the next working day."""
    calendar = work_calendar(agency=agency, at=at)
    ends = marks(now=at, calendar=calendar)
    late, soon = Q(late_after__lt=ends.now), running(ends)[Sight.AT_RISK]
    found = []
    for dossier in (*_urgent(actor=actor, agency=agency, which=late), *_urgent(actor=actor, agency=agency, which=soon)):
        clock = clock_of(dossier=dossier, at=at, calendar=calendar)
        assert clock is not None
        found.append(
            Risk(
                reference=dossier.reference,
                title=dossier.procedure_name,
                name=dossier.applicant_name,
                clock=clock,
                holder=dossier.holder.name if dossier.holder else "",
                position=(dossier.holder.unit_name or dossier.holder.position) if dossier.holder else "",
                since=dossier.held_since,
                answer=labels.answer_words(is_asked=_is_asked(dossier), answer=dossier.said or ""),
                apology=labels.apology_words(
                    letter=dossier.letter or "",
                    is_extended=dossier.extended_at is not None,
                    is_overdue=clock.kind == "late",
                ),
                is_to_sign=dossier.status == Status.AWAITING_SIGNATURE and dossier.holder_id == actor.id,
            )
        )
    return found


def _urgent(*, actor: Actor, agency: Agency, which: Q) -> Sequence[Any]:
    """One query, whatever the number of rows: what was asked and written comes as subqueries of each row."""
    question = HolderQuestion.objects.filter(dossier=OuterRef("pk")).order_by("-cycle")
    letter = Letter.objects.filter(dossier=OuterRef("pk"), kind=SlipKind.APOLOGY).order_by("-pk")
    handing = DossierEvent.objects.filter(dossier=OuterRef("pk"), action__in=HANDING).order_by("-sequence")
    return list(
        Dossier.objects.visible_to(actor)
        .filter(OPEN & ~PAUSED & which, agency_id=agency.pk)
        .select_related("holder")
        .annotate(
            asked_cycle=Subquery(question.values("cycle")[:1]),
            said=Subquery(question.values("answer")[:1]),
            letter=Subquery(letter.values("state")[:1]),
            held_since=Subquery(handing.values("at")[:1]),
        )
        .order_by("late_after", "pk")[:SHOWN]
    )


def _is_asked(dossier: Any) -> bool:
    """Whether the guard has asked about the promise that is in force now, not about one before it."""
    cycle = promise_cycle(pause_count=dossier.pause_count, is_extended=dossier.extended_at is not None)
    return bool(dossier.asked_cycle == cycle)
