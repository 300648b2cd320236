"""Drafts of form 04 that the guard writes, renews and takes back; only a leader's signature makes them letters."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from apps.accounts.domain.actor import SYSTEM
from apps.desk.domain.apologies import DelayReason, is_stale, proposed_day
from apps.desk.domain.papers import SlipKind
from apps.desk.domain.proposals import STANDS_WHILE
from apps.desk.domain.rounds import SkipReason, Tally
from apps.desk.models import HolderQuestion, Letter
from apps.desk.services.letters import propose_apology, redate_apology
from apps.desk.services.reckoning import cycle_in, each
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.models import Dossier
from apps.dossiers.services.writing import locked
from apps.officials.models import Official
from apps.officials.selectors import work_calendar

GONE = Q(dossier__finished_at__isnull=False) | Q(dossier__paused_at__isnull=False)
REFUSED = {"extended_before": SkipReason.EXTENDED_BEFORE, "clock_stands": SkipReason.PAUSED}
DRAFTED_APOLOGIES = Q(kind=SlipKind.APOLOGY, state=Letter.State.DRAFTED)


def withdraw_overtaken(*, at: datetime, tally: Tally) -> None:
    """Drafts and questions whose dossier is finished, paused, ended or under another promise withdraw themselves."""
    cycle = cycle_in("dossier__")
    letters = Letter.objects.filter(DRAFTED_APOLOGIES).filter(GONE | ~Q(cycle=cycle))
    for letter_id, dossier_id in letters.order_by("pk").values_list("pk", "dossier_id"):
        drafted = Letter.objects.filter(pk=letter_id, state=Letter.State.DRAFTED)
        if drafted.update(state=Letter.State.WITHDRAWN, decided_at=at):
            tally.withdrawn.add(dossier_id)
    for kind, statuses in STANDS_WHILE.items():
        proposals = Letter.objects.filter(kind=kind, state=Letter.State.DRAFTED)
        overtaken = list(proposals.exclude(dossier__status__in=statuses).values_list("pk", flat=True))
        proposals.filter(pk__in=overtaken).update(state=Letter.State.WITHDRAWN, decided_at=at)
    questions = HolderQuestion.objects.filter(closed_at__isnull=True).filter(GONE | ~Q(cycle=cycle))
    closed = list(questions.values_list("pk", flat=True))
    HolderQuestion.objects.filter(pk__in=closed, closed_at__isnull=True).update(closed_at=at)


def draft_unanswered(*, at: datetime, tally: Tally) -> None:
    """A question nobody answered in time becomes a draft in the leader's inbox: who held the file, how long."""
    waiting = HolderQuestion.objects.filter(closed_at__isnull=True, answer_by__lte=at)
    rows = waiting.select_related("dossier").order_by("answer_by", "pk")
    each(rows, lambda question: _draft(question, at, tally), tally)


@transaction.atomic
def _draft(unanswered: HolderQuestion, at: datetime, tally: Tally) -> None:
    dossier = locked(dossier_id=unanswered.dossier_id)
    if HolderQuestion.objects.filter(pk=unanswered.pk, closed_at__isnull=True).update(closed_at=at):
        write_draft(dossier=dossier, at=at, tally=tally)


def write_draft(*, dossier: Dossier, at: datetime, tally: Tally) -> None:
    """The guard's own draft for a locked dossier, unless somebody's waits already: their words are not replaced."""
    if Letter.objects.filter(DRAFTED_APOLOGIES, dossier=dossier).exists():
        return
    calendar = work_calendar(agency=dossier.agency, at=at)
    assert dossier.due_at is not None
    held_days = calendar.working_days_after(
        day=calendar.local_date(_held_since(dossier)), until=calendar.local_date(at)
    )
    holder = Official.objects.filter(pk=dossier.holder_id).first() if dossier.holder_id else None
    name = holder.name if holder else dossier.agency.desk_name
    try:
        propose_apology(
            dossier_id=dossier.pk,
            reason_code=DelayReason.OVERLOAD,
            reason=f"Hồ sơ đang được {name} xử lý ({held_days} ngày làm việc) và cần thêm thời gian.",
            new_date=proposed_day(due_at=dossier.due_at, at=at, calendar=calendar),
            by=SYSTEM,
            at=at,
        )
    except Forbidden as refusal:
        # There is nothing a leader could sign: the law allows one new day, and none while the clock stands.
        why = REFUSED.get(refusal.why, SkipReason.MOVED_MEANWHILE)
        tally.skip(dossier_id=dossier.pk, reference=dossier.reference, why=why)
    else:
        tally.drafted.add(dossier.pk)


def redate_stale(*, at: datetime, tally: Tally) -> None:
    """A draft that nobody signed before its own new day is written anew with a later one, so that it can be signed.

    A leader has to read it again: it is another letter.
    """
    drafts = Letter.objects.filter(DRAFTED_APOLOGIES).select_related("dossier__agency").order_by("pk")
    each(drafts, lambda letter: _redate(letter, at, tally), tally)


def _redate(letter: Letter, at: datetime, tally: Tally) -> None:
    calendar = work_calendar(agency=letter.dossier.agency, at=at)
    assert letter.proposed_date is not None and letter.dossier.due_at is not None
    if not is_stale(proposed_date=letter.proposed_date, at=at, calendar=calendar):
        return
    new_date = proposed_day(due_at=letter.dossier.due_at, at=at, calendar=calendar)
    if redate_apology(letter_id=letter.pk, new_date=new_date, at=at):
        tally.withdrawn.add(letter.dossier_id)
        tally.drafted.add(letter.dossier_id)


def _held_since(dossier: Dossier) -> datetime:
    """When the present holder got the dossier: the last act that named a holder."""
    moved = dossier.events.filter(changes__has_key="holder_id").order_by("-sequence").first()
    assert moved is not None
    return moved.at
