"""One digest a day for whoever has ends that are near or passed: steps, unanswered supplements, intake clocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from apps.desk.domain.reminders import ReminderKind, digest_until, intake_kind, step_kind
from apps.desk.domain.rounds import Tally
from apps.desk.labels import REMINDER_LINES, REMINDERS_LEFT_OUT
from apps.desk.models import Digest, Reminder
from apps.desk.selectors.next_step import step_reminded_at
from apps.desk.services.telling import recipient
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.dossiers.selectors import unanswered
from apps.dossiers.services.writing import ZONE
from apps.messaging.domain.kinds import Kind
from apps.messaging.services.enqueueing import enqueue
from apps.officials.domain.duties import Duty
from apps.officials.models import Agency, Official
from apps.officials.selectors import on_duty, work_calendar
from apps.procedures.models import WorkflowStep

SHOWN = 30  # lines of one digest; whatever stands behind them is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One end that an official is to hear of."""

    official_id: int
    dossier: Dossier
    kind: ReminderKind
    ends_at: datetime

    @property
    def key(self) -> tuple[int, int, str, datetime]:
        return self.dossier.pk, self.official_id, self.kind.value, self.ends_at

    @property
    def line(self) -> str:
        """As the digest says it: no name, no procedure."""
        said = REMINDER_LINES[self.kind] % {"when": f"{self.ends_at.astimezone(ZONE):%H:%M %d/%m}"}
        return f"- {self.dossier.reference}: {said}"


def remind(*, agency: Agency, at: datetime, tally: Tally) -> None:
    """Send today's digests of one office: at most one an official, and only when something new is in it."""
    calendar = work_calendar(agency=agency, at=at)
    until = digest_until(at=at, calendar=calendar)
    if until is None:
        return
    today = calendar.local_date(at)
    served = set(Digest.objects.filter(agency=agency, day=today).values_list("official_id", flat=True))
    due = [one for one in _due(agency, at, until, served) if one.official_id not in served]
    said = _said_before(agency, due)
    by_official: dict[int, list[Due]] = defaultdict(list)
    for one in due:
        if one.key not in said:
            by_official[one.official_id].append(one)
    for official in Official.objects.filter(pk__in=by_official, is_active=True).order_by("pk"):
        _send(agency, official, sorted(by_official[official.pk], key=lambda one: one.ends_at), at, tally)


def _due(agency: Agency, at: datetime, until: datetime, served: Collection[int]) -> Iterator[Due]:
    yield from _steps(agency, at, until, served)
    yield from _unanswered(agency, at)
    yield from _intake(agency, at, until)


def _steps(agency: Agency, at: datetime, until: datetime, served: Collection[int]) -> Iterator[Due]:
    """Planned ends of steps: whoever holds the dossier."""
    running = Dossier.objects.filter(
        agency=agency,
        received_at__isnull=False,
        finished_at__isnull=True,
        paused_at__isnull=True,
        holder__isnull=False,
    )
    for dossier in running.filter(step_due_at__lt=until).order_by("step_due_at", "pk"):
        yield _step(dossier, at)
    # A workflow may want its holders reminded earlier than a digest looks.
    wanted = WorkflowStep.objects.filter(arrangement=OuterRef("arrangement"), remind_hours__gt=0)
    later = (
        running.filter(Exists(wanted), step_due_at__gte=until)
        .exclude(holder_id__in=served)
        .order_by("step_due_at", "pk")
    )
    for dossier in later.select_related("agency", "arrangement").prefetch_related("arrangement__workflow_steps"):
        reminded_at = step_reminded_at(dossier=dossier, at=at)
        if reminded_at is not None and reminded_at < until:
            yield _step(dossier, at)


def _step(dossier: Dossier, at: datetime) -> Due:
    assert dossier.holder_id is not None and dossier.step_due_at is not None
    ends_at = dossier.step_due_at
    return Due(official_id=dossier.holder_id, dossier=dossier, kind=step_kind(ends_at=ends_at, at=at), ends_at=ends_at)


def _unanswered(agency: Agency, at: datetime) -> Iterator[Due]:
    """Supplement requests whose term has passed without an answer: the holder may propose to stop."""
    pauses = unanswered(on=at.astimezone(ZONE).date()).filter(agency=agency, dossier__holder__isnull=False)
    for pause in pauses:
        assert pause.dossier.holder_id is not None and pause.answer_by_date is not None
        yield Due(
            official_id=pause.dossier.holder_id,
            dossier=pause.dossier,
            kind=ReminderKind.SUPPLEMENT_UNANSWERED,
            ends_at=datetime.combine(pause.answer_by_date + timedelta(days=1), time(), ZONE),
        )


def _intake(agency: Agency, at: datetime, until: datetime) -> Iterator[Due]:
    """Online dossiers that nobody has accepted or refused: every clerk."""
    waiting = Dossier.objects.filter(agency=agency, status=Status.SUBMITTED, intake_due_at__lt=until)
    dossiers = list(waiting.order_by("intake_due_at", "pk"))
    clerks = on_duty(agency_id=agency.pk, duty=Duty.CLERK, at=at) if dossiers else []
    for dossier in dossiers:
        assert dossier.intake_due_at is not None
        kind = intake_kind(ends_at=dossier.intake_due_at, at=at)
        for clerk in clerks:
            yield Due(official_id=clerk.pk, dossier=dossier, kind=kind, ends_at=dossier.intake_due_at)


def _said_before(agency: Agency, due: Sequence[Due]) -> set[tuple[int, int, str, datetime]]:
    known = Reminder.objects.filter(agency=agency, dossier_id__in={one.dossier.pk for one in due})
    return set(known.values_list("dossier_id", "official_id", "kind", "ends_at"))


@transaction.atomic
def _send(agency: Agency, official: Official, due: Sequence[Due], at: datetime, tally: Tally) -> None:
    day = at.astimezone(ZONE).date()
    digest, created = Digest.objects.get_or_create(agency=agency, official=official, day=day, defaults={"made_at": at})
    if not created:
        return
    Reminder.objects.bulk_create(
        Reminder(
            agency=agency,
            digest=digest,
            official=official,
            dossier=one.dossier,
            kind=one.kind,
            ends_at=one.ends_at,
        )
        for one in due
    )
    enqueue(
        agency_id=agency.pk,
        about=f"official:{official.pk}",
        kind=Kind.DIGEST,
        cycle=day.toordinal(),
        to=recipient(official),
        facts={"code": due[0].dossier.reference, "count": str(len(due)), "lines": _lines(due)},
        at=at,
    )
    tally.reminders.update(one.dossier.pk for one in due)


def _lines(due: Sequence[Due]) -> str:
    lines = [one.line for one in due[:SHOWN]]
    if len(due) > SHOWN:
        lines.append(REMINDERS_LEFT_OUT % {"n": len(due) - SHOWN})
    return "\n".join(lines)
