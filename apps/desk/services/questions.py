"""«Kịp hay không kịp?»: the guard asks whoever holds the dossier, follows it to the next, and takes the answer."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from apps.accounts.domain.actor import Actor
from apps.desk.domain.apologies import Answer, DelayReason, answer_by, heads_asked_from
from apps.desk.domain.rounds import SkipReason, Tally
from apps.desk.models import HolderQuestion, Letter
from apps.desk.services.letters import propose_apology
from apps.desk.services.reckoning import CYCLE, each, unit_of
from apps.desk.services.telling import cycle_of, escalate, heads_of, hour_words, tell_official
from apps.dossiers.domain.status import RUNNING
from apps.dossiers.domain.timeliness import guard_asks_at, guard_drafts_at
from apps.dossiers.models import Dossier
from apps.dossiers.services.writing import ZONE, locked
from apps.messaging.domain.kinds import Kind
from apps.officials.domain.duties import Duty
from apps.officials.models import Agency, Official
from apps.officials.selectors import office_settings, work_calendar
from apps.worktime import Unit, WorkCalendar


class AnsweredBefore(Exception):
    """The question was answered, overtaken, turned into a draft, or has gone to somebody else meanwhile."""


def in_reach(*, agency: Agency, at: datetime, calendar: WorkCalendar) -> QuerySet[Dossier]:
    """Open promises of an office that break by the end of the next working day, paused ones too."""
    last_day = calendar.next_working_day(calendar.local_date(at))
    return Dossier.objects.filter(
        agency=agency,
        late_after__lt=calendar.close_of(last_day) + timedelta(days=1),
        received_at__isnull=False,
        finished_at__isnull=True,
    )


def ask_holders(*, agency: Agency, at: datetime, tally: Tally) -> None:
    """Ask each holder once per promise, from the last working day before it on."""
    calendar = work_calendar(agency=agency, at=at)
    drafts_hour = time(office_settings(agency_id=agency.pk)["guard_draft_hour"])
    asked_before = HolderQuestion.objects.filter(agency=agency, dossier=OuterRef("pk"), cycle=OuterRef("cycle"))
    candidates = (
        in_reach(agency=agency, at=at, calendar=calendar)
        .filter(paused_at__isnull=True)
        .annotate(cycle=CYCLE)
        .filter(~Exists(asked_before))
        .select_related("version", "variant", "arrangement")
        .order_by("late_after", "pk")
    )
    each(candidates, lambda dossier: _ask(dossier, calendar, drafts_hour, at, tally), tally)


def _ask(candidate: Dossier, calendar: WorkCalendar, drafts_hour: time, at: datetime, tally: Tally) -> None:
    assert candidate.due_at is not None
    unit = unit_of(candidate)
    if at < guard_asks_at(due_at=candidate.due_at, unit=unit, calendar=calendar):
        return
    with transaction.atomic():
        dossier = locked(dossier_id=candidate.pk)
        if dossier.status not in RUNNING or dossier.paused_at or dossier.last_sequence != candidate.last_sequence:
            tally.skip(dossier_id=dossier.pk, reference=dossier.reference, why=SkipReason.MOVED_MEANWHILE)
        elif dossier.holder_id is None:
            tally.skip(dossier_id=dossier.pk, reference=dossier.reference, why=SkipReason.NO_HOLDER)
        elif _put(dossier, unit, calendar, drafts_hour, at):
            tally.asked.add(dossier.pk)


def _put(dossier: Dossier, unit: Unit, calendar: WorkCalendar, drafts_hour: time, at: datetime) -> bool:
    assert dossier.due_at is not None and dossier.holder_id is not None
    planned = guard_drafts_at(due_at=dossier.due_at, unit=unit, calendar=calendar, answer_by=drafts_hour)
    question, created = HolderQuestion.objects.get_or_create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        cycle=cycle_of(dossier),
        defaults={
            "holder_id": dossier.holder_id,
            "asked_at": at,
            "answer_by": _answer_by(dossier, planned, calendar, at),
        },
    )
    if created:
        _tell_holder(question, dossier, at)
    return created


def _answer_by(dossier: Dossier, planned: datetime, calendar: WorkCalendar, at: datetime) -> datetime:
    assert dossier.due_at is not None and dossier.late_after is not None
    return answer_by(planned=planned, due_at=dossier.due_at, late_after=dossier.late_after, at=at, calendar=calendar)


def _tell_holder(question: HolderQuestion, dossier: Dossier, at: datetime) -> None:
    tell_official(
        dossier=dossier,
        official=question.holder,
        kind=Kind.HOLDER_QUESTION,
        facts={"answer_by": hour_words(question.answer_by)},
        at=at,
    )


def follow_holders(*, at: datetime, tally: Tally) -> None:
    """An open question goes where its dossier went: whoever holds it now is asked, with at least an hour to answer."""
    moved = (
        HolderQuestion.objects.filter(closed_at__isnull=True, dossier__holder__isnull=False)
        .exclude(holder_id=F("dossier__holder_id"))
        .select_related("dossier")
        .order_by("pk")
    )
    each(moved, lambda question: _follow(question.pk, at, tally), tally)


@transaction.atomic
def _follow(question_id: int, at: datetime, tally: Tally) -> None:
    question, dossier = _locked(question_id)
    if question.closed_at is not None or dossier.holder_id in (None, question.holder_id):
        return
    calendar = work_calendar(agency=dossier.agency, at=at)
    question.holder = Official.objects.get(pk=dossier.holder_id)
    question.heads_asked_at = None
    question.answer_by = _answer_by(dossier, question.answer_by, calendar, at)
    question.save(update_fields=["holder", "heads_asked_at", "answer_by"])
    _tell_holder(question, dossier, at)
    tally.asked.add(dossier.pk)


def ask_heads(*, at: datetime, tally: Tally) -> None:
    """Ask the unit heads as well where the holder has not logged in that day."""
    today = at.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    was_here = Q(holder__user__last_login__gte=today, holder__user__last_login__lt=today + timedelta(days=1))
    unheard = (
        HolderQuestion.objects.filter(closed_at__isnull=True, heads_asked_at__isnull=True, answer_by__gt=at)
        .exclude(was_here)
        .select_related("holder", "dossier__agency")
        .order_by("pk")
    )
    each(unheard, lambda question: _ask_heads(question, at), tally)


@transaction.atomic
def _ask_heads(question: HolderQuestion, at: datetime) -> None:
    dossier = question.dossier
    calendar = work_calendar(agency=dossier.agency, at=at)
    if at < heads_asked_from(at=at, answer_by=question.answer_by, calendar=calendar):
        return
    heads = heads_of(official=question.holder, at=at)
    unasked = HolderQuestion.objects.filter(pk=question.pk, closed_at__isnull=True, heads_asked_at__isnull=True)
    if not heads or not unasked.update(heads_asked_at=at):
        return
    for head in heads:
        tell_official(
            dossier=dossier,
            official=head,
            kind=Kind.HEAD_QUESTION,
            facts={"answer_by": hour_words(question.answer_by), "holder": question.holder.name},
            at=at,
        )


def may_answer(*, question: HolderQuestion, dossier: Dossier, by: Actor) -> bool:
    """Whoever holds the dossier now, and the heads of the office once they were asked."""
    is_head = by.has(Duty.UNIT_HEAD) and by.agency_id == question.agency_id
    return dossier.holder_id == by.id or (question.heads_asked_at is not None and is_head)


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
    """Somebody answers; «không kịp» drafts form 04 at once, or, of a promise already extended, tells the leaders.

    Raises AnsweredBefore, lifecycle.Forbidden.
    """
    question, dossier = _locked(question_id)
    if question.closed_at is not None or not may_answer(question=question, dossier=dossier, by=by):
        raise AnsweredBefore(question_id)
    letter = None
    if answer is Answer.WILL_BREAK and dossier.extended_at:
        escalate(dossier=dossier, kind=Kind.SECOND_ESCALATION, at=at)
    elif answer is Answer.WILL_BREAK:
        assert reason_code is not None and new_date is not None
        letter = propose_apology(
            dossier_id=dossier.pk,
            reason_code=reason_code,
            reason=reason,
            new_date=new_date,
            by=by,
            at=at,
            for_holder=by.id != dossier.holder_id,
        )
    question.answer, question.answered_at, question.closed_at = answer, at, at
    question.reason_code, question.reason, question.proposed_date = reason_code or "", reason or None, new_date
    question.save(update_fields=["answer", "answered_at", "closed_at", "reason_code", "reason", "proposed_date"])
    return letter


def _locked(question_id: int) -> tuple[HolderQuestion, Dossier]:
    """The question, its dossier locked first: signing a letter locks the dossier and then closes its questions."""
    dossier = locked(dossier_id=HolderQuestion.objects.values_list("dossier_id", flat=True).get(pk=question_id))
    question = HolderQuestion.objects.select_for_update(of=("self",)).select_related("holder").get(pk=question_id)
    return question, dossier
