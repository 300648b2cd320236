"""Every night: which dossiers are late, or in time, by the books alone. Nothing is changed by it but its own list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet

from apps.desk.domain.papers import SlipKind
from apps.desk.models import Letter
from apps.dossiers.domain.promise import PauseSpan, SupplementMode, promise
from apps.dossiers.domain.status import SUPPLEMENT_ANSWERED, Action
from apps.dossiers.domain.timeliness import Timeliness
from apps.dossiers.models import Dossier, DossierEvent
from apps.officials.models import Agency
from apps.officials.selectors import office_settings, work_calendar
from apps.reports.domain.doubts import Books, doubts
from apps.reports.domain.periods import Month
from apps.reports.models import DoubtfulDossier
from apps.worktime import DueTime, OutsideCalendar, WorkCalendar

BATCH = 500
TOLD = (Action.SUBMIT_FOR_SIGNATURE.value, Action.RETURN_TO_OFFICER.value, SUPPLEMENT_ANSWERED)


def find(*, at: datetime) -> int:
    """Look through the books of every agency; how many doubts there are now."""
    return sum(find_in(agency=agency, at=at) for agency in Agency.objects.order_by("pk"))


@transaction.atomic
def find_in(*, agency: Agency, at: datetime) -> int:
    """The doubts of one agency: new ones are added, known ones confirmed, the others settled."""
    calendar = work_calendar(agency=agency, at=at)
    due_time = DueTime(office_settings(agency_id=agency.pk)["due_time"])
    rows = [
        DoubtfulDossier(
            agency=agency,
            dossier=dossier,
            doubt=doubt,
            instants={name: instant.isoformat() for name, instant in instants.items()},
            found_at=at,
            seen_at=at,
        )
        for dossier in _candidates(agency=agency, at=at).iterator(chunk_size=BATCH)
        for doubt, instants in doubts(_books(dossier, _Reckoning(dossier, calendar, due_time), at)).items()
    ]
    DoubtfulDossier.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["agency", "dossier", "doubt"],
        update_fields=["instants", "seen_at", "settled_at"],
    )
    DoubtfulDossier.objects.filter(agency=agency, settled_at__isnull=True, seen_at__lt=at).update(settled_at=at)
    return len(rows)


def _candidates(*, agency: Agency, at: datetime) -> QuerySet[Dossier]:
    """What is overdue by its first promise; and of this month and the last, what was late or waited for papers."""
    overdue = Q(received_at__isnull=False, finished_at__isnull=True, paused_at__isnull=True, first_late_after__lt=at)
    lately = Q(finished_at__gte=Month.of(at).previous.starts_at)
    told = lately & (Q(timeliness=Timeliness.LATE) | Q(timeliness__isnull=False, supplement_count__gt=0))
    events = DossierEvent.objects.filter(action__in=TOLD).order_by("sequence").only("dossier_id", "action", "at")
    letters = Letter.objects.filter(kind=SlipKind.SUPPLEMENT_REQUEST, state=Letter.State.SIGNED).order_by("pk")
    return (
        Dossier.objects.filter(overdue | told, agency=agency)
        .select_related("arrangement", "version", "variant")
        .prefetch_related(
            Prefetch("events", queryset=events, to_attr="told"),
            Prefetch("letters", queryset=letters.only("dossier_id", "proposed_at", "decided_at"), to_attr="requests"),
            "pauses",
        )
        .order_by("pk")
    )


def _books(dossier: Dossier, reckon: _Reckoning, at: datetime) -> Books:
    assert dossier.first_due_at and dossier.first_late_after
    told: list[DossierEvent] = dossier.told  # type: ignore[attr-defined]
    requests: list[Letter] = dossier.requests  # type: ignore[attr-defined]
    spans = [
        PauseSpan(
            kind=pause.kind,
            opened_at=pause.opened_at,
            closed_at=pause.closed_at,
            mode=SupplementMode(pause.mode),
        )
        for pause in sorted(dossier.pauses.all(), key=lambda pause: pause.opened_at)
    ]
    answers = list(_answers(spans, told))
    return Books(
        now=at,
        due_at=dossier.first_due_at,
        late_after=dossier.first_late_after,
        done_at=dossier.finished_at,
        timeliness=Timeliness(dossier.timeliness) if dossier.timeliness else None,
        reckoned=reckon(spans),
        unpaused=reckon([]) if spans else None,
        prompt=reckon([_closed_when_answered(span, answers) for span in spans]) if answers else None,
        prepared_at=_prepared_at(told),
        requests=[(letter.proposed_at, letter.decided_at) for letter in requests if letter.decided_at],
        answers=answers,
        extended_at=dossier.extended_at,
        new_late_after=dossier.late_after,
    )


class _Reckoning:
    """The first promise of one dossier under the calendar of today, given when its clock stood."""

    def __init__(self, dossier: Dossier, calendar: WorkCalendar, due_time: DueTime) -> None:
        assert dossier.received_at is not None
        self.received_at = dossier.received_at
        self.allowance = dossier.arrangement.allowance_under(dossier.version, variant=dossier.variant)
        self.calendar, self.due_time = calendar, due_time

    def __call__(self, spans: Sequence[PauseSpan]) -> datetime | None:
        """Its last instant; None where the catalogue or the calendar no longer says enough."""
        if self.allowance is None:
            return None
        try:
            return promise(
                received_at=self.received_at,
                allowance=self.allowance,
                calendar=self.calendar,
                due_time=self.due_time,
                pauses=spans,
            ).late_after
        except OutsideCalendar:
            return None


def _answers(spans: Sequence[PauseSpan], told: Sequence[DossierEvent]) -> Iterator[tuple[datetime, datetime]]:
    """When each complement came for the last time, and when the desk took it."""
    for span in spans:
        if span.closed_at is None:
            continue
        given = [
            event.at
            for event in told
            if event.action == SUPPLEMENT_ANSWERED and span.opened_at <= event.at <= span.closed_at
        ]
        if given:
            yield given[-1], span.closed_at


def _closed_when_answered(span: PauseSpan, answers: Sequence[tuple[datetime, datetime]]) -> PauseSpan:
    given = next((given for given, taken in answers if taken == span.closed_at), None)
    return replace(span, closed_at=given) if given else span


def _prepared_at(told: Sequence[DossierEvent]) -> datetime | None:
    """When the result was last laid before the leader, if it was not given back since."""
    moves = [event for event in told if event.action != SUPPLEMENT_ANSWERED]
    return moves[-1].at if moves and moves[-1].action == Action.SUBMIT_FOR_SIGNATURE else None
