"""The guard: asks the holder, drafts the letter nobody wrote, and says sorry itself when a promise breaks in silence.

Four passes, each safe to run twice and by two workers at once: what was done is a row under a unique key, written in
the same transaction as the message it caused (rulings 6, 7, 8; NĐ 61/2018, Điều 19).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar

from django.db import transaction
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When

from apps.accounts.domain.actor import SYSTEM, Actor
from apps.desk.domain.apologies import Answer, DelayReason, promise_cycle
from apps.desk.domain.papers import SlipKind
from apps.desk.models import BrokenPromise, HolderQuestion, Letter
from apps.desk.services.letters import propose_apology
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import RUNNING, Status
from apps.dossiers.domain.timeliness import guard_asks_at, guard_drafts_at
from apps.dossiers.models import Dossier
from apps.dossiers.services.notices import about, tell
from apps.dossiers.services.processing import due_words
from apps.dossiers.services.writing import ZONE, NoAllowance, locked
from apps.messaging.domain.kinds import Kind
from apps.messaging.domain.recipients import Recipient
from apps.messaging.services.enqueueing import enqueue
from apps.officials.domain.duties import Duty
from apps.officials.models import Agency, Official
from apps.officials.selectors import office_settings, on_duty, work_calendar
from apps.worktime import OutsideCalendar, Unit, WorkCalendar

Row = TypeVar("Row")
log = logging.getLogger(__name__)

HOURS_TO_ANSWER = Decimal(1)  # at least, in working time
PROPOSED_WORKING_DAYS = 2  # how far after the promise the guard's own draft proposes the new day
# domain.apologies.promise_cycle, as the database computes it
CYCLE = (
    1
    + 2 * F("supplement_count")
    + Case(When(extended_at__isnull=False, then=Value(1)), default=Value(0), output_field=IntegerField())
)


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of the guard did."""

    asked: int
    drafted: int
    overtaken: int
    noticed: int


class AnsweredBefore(Exception):
    """The question was answered, overtaken or turned into a draft meanwhile."""


def run(*, at: datetime, limit: int = 500) -> Round:
    """One round over every agency. Clears away what events have overtaken before it asks or writes anything new."""
    overtaken = clear_overtaken(at=at)
    asked = sum(ask_holders(agency=agency, at=at, limit=limit) for agency in Agency.objects.order_by("pk"))
    return Round(
        asked=asked,
        drafted=draft_unanswered(at=at, limit=limit),
        overtaken=overtaken,
        noticed=notice_broken(at=at, limit=limit),
    )


def clear_overtaken(*, at: datetime) -> int:
    """Drafts and questions whose dossier is finished, paused or ended withdraw themselves."""
    gone = Q(dossier__finished_at__isnull=False) | Q(dossier__paused_at__isnull=False)
    letters = Letter.objects.filter(Q(kind=SlipKind.APOLOGY) & gone, state=Letter.State.DRAFTED)
    requests = Letter.objects.filter(kind=SlipKind.SUPPLEMENT_REQUEST, state=Letter.State.DRAFTED).exclude(
        dossier__status=Status.PROCESSING
    )
    HolderQuestion.objects.filter(gone, closed_at__isnull=True).update(closed_at=at)
    ids = [*letters.values_list("pk", flat=True), *requests.values_list("pk", flat=True)]
    return Letter.objects.filter(pk__in=ids, state=Letter.State.DRAFTED).update(
        state=Letter.State.WITHDRAWN, decided_at=at
    )


def ask_holders(*, agency: Agency, at: datetime, limit: int) -> int:
    """Ask each holder once per promise, from the last working day before it on."""
    calendar = work_calendar(agency=agency, at=at)
    drafts_hour = office_settings(agency_id=agency.pk)["guard_draft_hour"]
    last_day = calendar.next_working_day(at.astimezone(ZONE).date())
    candidates = (
        Dossier.objects.filter(
            agency=agency,
            late_after__lt=calendar.close_of(last_day) + timedelta(days=1),
            received_at__isnull=False,
            finished_at__isnull=True,
            paused_at__isnull=True,
            holder__isnull=False,
        )
        .annotate(cycle=CYCLE)
        .filter(~Exists(HolderQuestion.objects.filter(dossier=OuterRef("pk"), cycle=OuterRef("cycle"))))
        .select_related("version", "offering")
        .order_by("late_after", "pk")[:limit]
    )
    return _count(candidates, lambda dossier: _ask(dossier, calendar, drafts_hour, at))


def _ask(candidate: Dossier, calendar: WorkCalendar, drafts_hour: int, at: datetime) -> bool:
    assert candidate.due_at is not None
    unit = _unit(candidate)
    if at < guard_asks_at(due_at=candidate.due_at, unit=unit, calendar=calendar):
        return False
    with transaction.atomic():
        dossier = locked(dossier_id=candidate.pk)
        if (
            dossier.status not in RUNNING
            or dossier.holder_id is None
            or dossier.last_sequence != candidate.last_sequence
        ):
            return False  # somebody acted just now; the next round looks again
        assert dossier.due_at is not None
        planned = guard_drafts_at(due_at=dossier.due_at, unit=unit, calendar=calendar, answer_by=time(drafts_hour))
        question, created = HolderQuestion.objects.get_or_create(
            agency_id=dossier.agency_id,
            dossier=dossier,
            cycle=_cycle(dossier),
            defaults={
                "holder_id": dossier.holder_id,
                "asked_at": at,
                "answer_by": _answer_by(dossier, planned, calendar, at),
            },
        )
        if created:
            _tell_official(
                dossier=dossier,
                official=question.holder,
                kind=Kind.HOLDER_QUESTION,
                facts={
                    "due": due_words(dossier),
                    "answer_by": f"{question.answer_by.astimezone(ZONE):%H:%M %d/%m/%Y}",
                },
                at=at,
            )
        return created


def _answer_by(dossier: Dossier, planned: datetime, calendar: WorkCalendar, at: datetime) -> datetime:
    """Until when the holder may answer: as planned; asked late, one still has a working hour; a broken promise none."""
    assert dossier.due_at is not None
    assert dossier.late_after is not None
    if at > dossier.late_after:
        return at
    return max(planned, min(calendar.add_working_hours(start=at, hours=HOURS_TO_ANSWER), dossier.due_at), at)


@transaction.atomic
def answer_question(
    *,
    question_id: int,
    answer: Answer,
    by: Actor,
    at: datetime,
    reason_code: DelayReason | None = None,
    reason: str = "",
    new_date: date | None = None,
) -> Letter | None:
    """The holder answers; «không kịp» drafts form 04 at once. Raises AnsweredBefore, lifecycle.Forbidden."""
    question = _locked(question_id)
    if question.closed_at is not None or question.holder_id != by.id:
        raise AnsweredBefore(question_id)
    letter = None
    if answer is Answer.WILL_BREAK:
        assert reason_code is not None
        assert new_date is not None
        letter = propose_apology(
            dossier_id=question.dossier_id,
            reason_code=reason_code,
            reason=reason,
            new_date=new_date,
            by=by,
            at=at,
        )
    question.answer, question.answered_at, question.closed_at = answer, at, at
    question.reason_code, question.reason, question.proposed_date = reason_code or "", reason or None, new_date
    question.save(update_fields=["answer", "answered_at", "closed_at", "reason_code", "reason", "proposed_date"])
    return letter


def _locked(question_id: int) -> HolderQuestion:
    """The question, its dossier locked first: signing a letter locks the dossier and then closes its questions."""
    locked(dossier_id=HolderQuestion.objects.values_list("dossier_id", flat=True).get(pk=question_id))
    return HolderQuestion.objects.select_for_update(of=("self",)).select_related("holder").get(pk=question_id)


def draft_unanswered(*, at: datetime, limit: int) -> int:
    """A question nobody answered in time becomes a draft in the leader's inbox: who held the file, how long."""
    waiting = HolderQuestion.objects.filter(closed_at__isnull=True, answer_by__lte=at).order_by("answer_by", "pk")
    return _count(waiting.values_list("pk", flat=True)[:limit], lambda question_id: _draft(question_id, at))


@transaction.atomic
def _draft(question_id: int, at: datetime) -> bool:
    question = _locked(question_id)
    if question.closed_at is not None:
        return False
    dossier = locked(dossier_id=question.dossier_id)
    question.closed_at = at
    question.save(update_fields=["closed_at"])
    if Letter.objects.filter(dossier=dossier, kind=SlipKind.APOLOGY, state=Letter.State.DRAFTED).exists():
        return False  # the holder has written to the leader already; the guard's words do not replace theirs
    calendar = work_calendar(agency=dossier.agency, at=at)
    assert dossier.due_at is not None
    new_date = max(dossier.due_at, at).astimezone(ZONE).date()
    for _ in range(PROPOSED_WORKING_DAYS):
        new_date = calendar.next_working_day(new_date)
    held_days = calendar.working_days_after(
        day=_held_since(dossier).astimezone(ZONE).date(), until=at.astimezone(ZONE).date()
    )
    try:
        propose_apology(
            dossier_id=dossier.pk,
            reason_code=DelayReason.OVERLOAD,
            reason=f"Hồ sơ đang được {question.holder.name} xử lý ({held_days} ngày làm việc) và cần thêm thời gian.",
            new_date=new_date,
            by=SYSTEM,
            at=at,
        )
    except Forbidden:
        return False  # extended before, paused or finished: there is nothing a leader could sign
    return True


def notice_broken(*, at: datetime, limit: int) -> int:
    """Promises that have just broken with no letter signed: one short notice to the citizen, one escalation."""
    broken = (
        Dossier.objects.filter(
            late_after__lt=at, received_at__isnull=False, finished_at__isnull=True, paused_at__isnull=True
        )
        .annotate(cycle=CYCLE)
        .filter(~Exists(BrokenPromise.objects.filter(dossier=OuterRef("pk"), cycle=OuterRef("cycle"))))
        .order_by("late_after", "pk")
    )
    return _count(broken.values_list("pk", flat=True)[:limit], lambda dossier_id: _notice(dossier_id, at))


@transaction.atomic
def _notice(dossier_id: int, at: datetime) -> bool:
    dossier = locked(dossier_id=dossier_id)
    if dossier.status not in RUNNING or dossier.late_after is None or dossier.late_after >= at:
        return False
    cycle = _cycle(dossier)
    # A pause that began too late opens a new cycle, but mends nothing: the same promise is not broken twice.
    is_known = BrokenPromise.objects.filter(dossier=dossier, late_after=dossier.late_after).exists()
    _, created = BrokenPromise.objects.get_or_create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        cycle=cycle,
        defaults={"late_after": dossier.late_after, "holder_id": dossier.holder_id, "noticed_at": at},
    )
    if is_known or not created:
        return False
    if office_settings(agency_id=dossier.agency_id)["auto_apology_notice"]:
        tell(dossier=dossier, kind=Kind.APOLOGY_NOTICE, at=at, cycle=cycle)
    holder = Official.objects.filter(pk=dossier.holder_id).first() if dossier.holder_id else None
    for leader in on_duty(agency_id=dossier.agency_id, duty=Duty.LEADER, at=at):
        _tell_official(
            dossier=dossier,
            official=leader,
            kind=Kind.ESCALATION,
            facts={"due": due_words(dossier), "holder": holder.name if holder else dossier.agency.desk_name},
            at=at,
        )
    return True


def _count(rows: Iterable[Row], act: Callable[[Row], bool]) -> int:
    """How many rows were acted on; one that cannot be reckoned is logged and keeps nobody else waiting."""
    done = 0
    for row in rows:
        try:
            done += act(row)
        except (OutsideCalendar, NoAllowance) as error:
            log.error("the guard cannot reckon %r: %r", row, error)
    return done


def _tell_official(*, dossier: Dossier, official: Official, kind: Kind, facts: dict[str, str], at: datetime) -> None:
    enqueue(
        agency_id=dossier.agency_id,
        about=f"{about(dossier)}/official:{official.pk}",
        kind=kind,
        cycle=_cycle(dossier),
        to=Recipient(email=official.email, person_key=f"official:{official.pk}"),
        facts={"code": dossier.reference, **facts},
        at=at,
        offering_id=dossier.offering_id,
    )


def _cycle(dossier: Dossier) -> int:
    return promise_cycle(supplement_count=dossier.supplement_count, is_extended=dossier.extended_at is not None)


def _unit(dossier: Dossier) -> Unit:
    allowance = dossier.offering.allowance_under(dossier.version)
    if allowance is None:
        raise NoAllowance(dossier.version_id)
    return allowance.unit


def _held_since(dossier: Dossier) -> datetime:
    """When the present holder got the dossier: the last act that named a holder."""
    moved = dossier.events.filter(changes__has_key="holder_id").order_by("-sequence").first()
    assert moved is not None
    return moved.at
