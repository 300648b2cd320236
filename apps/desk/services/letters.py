"""Papers that a leader must approve: signed here, whatever they are; and the apology with a new day (form 04).

Four eyes: whoever proposes does not sign. The letter is never sent unsigned (ruling 6).
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.desk.domain.apologies import DelayReason, promise_cycle
from apps.desk.domain.papers import ApologyFacts, ApologyTitle, Facts, SlipKind
from apps.desk.models import HolderQuestion, Letter, Slip
from apps.desk.services.proposals import NotDrafted, OwnLetter, drafted, withdraw_drafts
from apps.desk.services.slips import blank_head, for_paper, issue, party_of
from apps.desk.services.stops import preview_stop, sign_stop
from apps.desk.services.supplements import sign_supplement, supplement_facts
from apps.dossiers.domain.explanation import Explanation
from apps.dossiers.domain.lifecycle import Forbidden, Move
from apps.dossiers.domain.status import RUNNING, Action, Status
from apps.dossiers.models import Dossier
from apps.dossiers.services import processing
from apps.dossiers.services.notices import tell
from apps.dossiers.services.writing import ZONE, locked
from apps.messaging.domain.kinds import Kind
from apps.officials.models import Official
from apps.officials.selectors import office_settings, work_calendar


@transaction.atomic
def propose_apology(
    *,
    dossier_id: int,
    reason_code: DelayReason,
    reason: str,
    new_date: date,
    by: Actor,
    at: datetime,
    for_holder: bool = False,
) -> Letter:
    """A draft of form 04 for the leader's inbox, by the holder, by a head who answers `for_holder`, or by the guard."""
    dossier = locked(dossier_id=dossier_id)
    if by.is_official and dossier.holder_id != by.id and not for_holder:
        raise Forbidden(action=Action.EXTEND, status=Status(dossier.status), why="not_the_holder")
    move = Move(action=Action.EXTEND, by=by, at=at, reason=reason, new_due_date=new_date)
    _check_extendable(dossier=dossier, move=move)
    withdraw_drafts(dossier_id=dossier.pk, kind=SlipKind.APOLOGY, at=at)
    return Letter.objects.create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        kind=SlipKind.APOLOGY,
        cycle=promise_cycle(pause_count=dossier.pause_count, is_extended=False),
        reason_code=reason_code,
        reason=reason,
        proposed_date=new_date,
        proposed_by_id=by.id if by.is_official else None,
        proposed_at=at,
    )


@transaction.atomic
def redate_apology(*, letter_id: int, new_date: date, at: datetime) -> bool:
    """The same letter with a later day, in place of one whose day has gone by; False if it was decided meanwhile."""
    locked(dossier_id=Letter.objects.values_list("dossier_id", flat=True).get(pk=letter_id))
    drafted = Letter.objects.filter(pk=letter_id, state=Letter.State.DRAFTED)
    if not drafted.update(state=Letter.State.WITHDRAWN, decided_at=at):
        return False
    letter = Letter.objects.get(pk=letter_id)
    Letter.objects.create(
        agency_id=letter.agency_id,
        dossier_id=letter.dossier_id,
        kind=letter.kind,
        cycle=letter.cycle,
        reason_code=letter.reason_code,
        reason=letter.reason,
        proposed_date=new_date,
        proposed_by_id=letter.proposed_by_id,
        proposed_at=at,
    )
    return True


def _check_extendable(*, dossier: Dossier, move: Move) -> None:
    """Whether a leader could sign this: status, not extended before, a later working day."""
    status = Status(dossier.status)
    if dossier.paused_at is not None:
        raise Forbidden(action=Action.EXTEND, status=status, why="clock_stands")
    if status not in RUNNING:
        raise Forbidden(action=Action.EXTEND, status=status, why="wrong_status")
    if dossier.extended_at is not None:
        raise Forbidden(action=Action.EXTEND, status=status, why="extended_before")
    calendar = work_calendar(agency=dossier.agency, at=move.at)
    assert dossier.due_at is not None
    assert move.new_due_date is not None
    if not calendar.is_working_day(move.new_due_date):
        raise Forbidden(action=Action.EXTEND, status=status, why="not_a_working_day")
    latest = max(dossier.due_at, move.at).astimezone(ZONE).date()
    if move.new_due_date < latest or move.new_due_date <= dossier.due_at.astimezone(ZONE).date():
        raise Forbidden(action=Action.EXTEND, status=status, why="not_later")


@transaction.atomic
def sign_letter(*, letter_id: int, by: Actor, at: datetime) -> Slip:
    """The leader signs: the dossier moves, the paper is issued, the citizen is told. Raises NotDrafted,
    OwnLetter, lifecycle.Forbidden."""
    letter = drafted(letter_id)
    if letter.proposed_by_id == by.id:
        raise OwnLetter(letter_id)
    slip = _sign(letter, by, at)
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SIGNED, decided_by_id=by.id, decided_at=at, slip=slip)
    return slip


def _sign(letter: Letter, by: Actor, at: datetime) -> Slip:
    if letter.kind == SlipKind.STOP:
        return sign_stop(letter=letter, by=by, at=at)
    if letter.kind == SlipKind.SUPPLEMENT_REQUEST:
        return sign_supplement(letter=letter, by=by, at=at)
    return _sign_apology(letter, by, at)


def preview(*, letter: Letter, by: Actor, at: datetime) -> Facts:
    """The paper as it would read if signed now, without number, as a draft."""
    if letter.kind == SlipKind.STOP:
        return preview_stop(letter=letter, by=by, at=at)
    if letter.kind == SlipKind.SUPPLEMENT_REQUEST:
        return supplement_facts(letter=letter, by=by, at=at)
    dossier = for_paper(letter.dossier_id)
    assert letter.proposed_date is not None
    due = work_calendar(agency=dossier.agency, at=at).close_of(letter.proposed_date)
    assert dossier.late_after is not None
    return _apology_facts(
        letter,
        dossier,
        by,
        at,
        new_due_at=due,
        promised=dossier.due_at,
        is_signed=False,
        is_after_promise=at > dossier.late_after,
    )


def _sign_apology(letter: Letter, by: Actor, at: datetime) -> Slip:
    dossier = for_paper(letter.dossier_id)
    if letter.cycle != promise_cycle(pause_count=dossier.pause_count, is_extended=False):
        raise NotDrafted(letter.pk)  # it speaks of a promise before this one; the guard will withdraw it
    promised, late_after = dossier.due_at, dossier.late_after
    assert letter.proposed_date is not None
    assert late_after is not None
    processing.extend(
        dossier_id=dossier.pk,
        by=by,
        at=at,
        new_due_date=letter.proposed_date,
        reason_code=letter.reason_code,
        reason=letter.reason,
        requested_by_id=letter.proposed_by_id,
    )
    dossier = for_paper(letter.dossier_id)
    assert dossier.due_at is not None
    facts = _apology_facts(
        letter,
        dossier,
        by,
        at,
        new_due_at=dossier.due_at,
        promised=promised,
        is_signed=True,
        is_after_promise=at > late_after,
    )
    HolderQuestion.objects.filter(dossier=dossier, closed_at__isnull=True).update(closed_at=at)
    slip = issue(dossier=dossier, facts=facts, by=by, at=at)
    tell(
        dossier=dossier,
        kind=Kind.APOLOGY_LETTER,
        at=at,
        facts={
            "due": processing.due_words(dossier),
            "letter": letter_text(facts),
            "paper": facts.head.verification_url
            or blank_head(dossier=dossier, at=at, address=slip.address).verification_url,
        },
    )
    return slip


def _apology_facts(
    letter: Letter,
    dossier: Dossier,
    by: Actor,
    at: datetime,
    *,
    new_due_at: datetime,
    promised: datetime | None,
    is_signed: bool,
    is_after_promise: bool,
) -> ApologyFacts:
    assert dossier.received_at is not None
    assert promised is not None
    signer = Official.objects.get(pk=by.id)
    return ApologyFacts(
        head=blank_head(dossier=dossier, at=at),
        applicant=party_of(dossier),
        received_at=dossier.received_at,
        due_at=promised,
        new_due_at=new_due_at,
        reason=letter.reason,
        receiving_unit=dossier.agency.desk_name,
        apologising=dossier.agency.name,
        signer=signer.name,
        signer_position=signer.position.upper(),
        title=ApologyTitle(office_settings(agency_id=dossier.agency_id)["apology_title"]),
        promise_sentence=Explanation.from_json(dossier.promise).sentence() if is_signed else "",
        signed_at=at if is_signed else None,
        is_after_promise=is_after_promise,
    )


def letter_text(facts: ApologyFacts) -> str:
    """The letter as the e-mail carries it, in the words of form 04."""
    due, new = facts.due_at.astimezone(ZONE), facts.new_due_at.astimezone(ZONE)
    return "\n\n".join(
        [
            facts.title.value,
            f"Kính gửi {facts.applicant.addressed} {facts.applicant.name},",
            f"{facts.apologising} đã hẹn trả kết quả hồ sơ {facts.head.dossier_code} lúc {due:%H:%M} {due:%d/%m/%Y}.",
            f"Đến hẹn đó, chúng tôi chưa thể có kết quả. Lý do: {facts.reason}",
            f"Chúng tôi xin lỗi {facts.applicant.spoken_to} và xin hẹn lại lúc {new:%H:%M} {new:%d/%m/%Y}.",
            f"{facts.signer_position}\n{facts.signer}",
        ]
    )
