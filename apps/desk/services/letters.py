"""Papers that a leader must approve: a supplement request (form 02) and the apology with a new day (form 04).

Four eyes: whoever proposes does not sign. The letter is never sent unsigned (ruling 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.desk.domain.apologies import DelayReason, promise_cycle
from apps.desk.domain.papers import (
    ApologyFacts,
    ApologyTitle,
    Facts,
    SlipKind,
    SupplementLine,
    SupplementRequestFacts,
)
from apps.desk.models import HolderQuestion, Letter, Slip
from apps.desk.services.slips import blank_head, issue, party_of, take_number
from apps.dossiers.domain import lifecycle
from apps.dossiers.domain.explanation import Explanation
from apps.dossiers.domain.lifecycle import Forbidden, Move
from apps.dossiers.domain.status import RUNNING, Action, Status
from apps.dossiers.models import Dossier
from apps.dossiers.services import processing
from apps.dossiers.services.notices import tell
from apps.dossiers.services.writing import ZONE, locked, terms_of
from apps.messaging.domain.kinds import Kind
from apps.officials.models import Official
from apps.officials.selectors import office_settings, work_calendar


class NotDrafted(Exception):
    """The letter was signed, returned or withdrawn meanwhile."""


class OwnLetter(Exception):
    """Whoever proposed a letter may not sign it."""


@transaction.atomic
def propose_supplement(
    *,
    dossier_id: int,
    items: Sequence[SupplementLine],
    reason: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Letter:
    """The holder says which papers, why and how; a leader approves before the citizen is asked."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    if dossier.status != Status.PROCESSING or dossier.holder_id != by.id:
        raise Forbidden(action=Action.REQUEST_SUPPLEMENT, status=Status(dossier.status), why="not_the_holder")
    if len(reason.strip()) < lifecycle.REASON_MIN_LENGTH:
        raise Forbidden(action=Action.REQUEST_SUPPLEMENT, status=Status(dossier.status), why="reason_too_short")
    withdraw_drafts(dossier_id=dossier.pk, kind=SlipKind.SUPPLEMENT_REQUEST, at=at)
    return Letter.objects.create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        kind=SlipKind.SUPPLEMENT_REQUEST,
        cycle=dossier.supplement_count + 1,
        reason=reason,
        items=[
            {
                "name": item.name,
                "what": item.what,
                "originals": item.originals,
                "certified": item.certified,
                "copies": item.copies,
            }
            for item in items
        ],
        proposed_by_id=by.id,
        proposed_at=at,
    )


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
        cycle=promise_cycle(supplement_count=dossier.supplement_count, is_extended=False),
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
    """The leader signs: the dossier moves, the paper is issued, the citizen is told. Raises NotDrafted, OwnLetter,
    lifecycle.Forbidden."""
    letter = _drafted(letter_id)
    if letter.proposed_by_id == by.id:
        raise OwnLetter(letter_id)
    slip = (
        _sign_supplement(letter, by, at)
        if letter.kind == SlipKind.SUPPLEMENT_REQUEST
        else _sign_apology(letter, by, at)
    )
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SIGNED, decided_by_id=by.id, decided_at=at, slip=slip)
    return slip


@transaction.atomic
def return_letter(*, letter_id: int, note: str, by: Actor, at: datetime) -> None:
    """The leader does not sign, and tells the proposer why."""
    letter = _drafted(letter_id)
    letter.state, letter.decided_by_id, letter.decided_at = Letter.State.RETURNED, by.id, at
    letter.decision_note = note
    letter.save(update_fields=["state", "decided_by", "decided_at", "decision_note"])


def withdraw_drafts(*, dossier_id: int, at: datetime, kind: SlipKind | None = None) -> int:
    """Drafts that events have overtaken withdraw themselves; how many did."""
    drafts = Letter.objects.filter(dossier_id=dossier_id, state=Letter.State.DRAFTED)
    if kind:
        drafts = drafts.filter(kind=kind)
    return drafts.update(state=Letter.State.WITHDRAWN, decided_at=at)


def preview(*, letter: Letter, by: Actor, at: datetime) -> Facts:
    """The paper as it would read if signed now; without number it prints as a draft."""
    dossier = _for_paper(letter.dossier_id)
    if letter.kind == SlipKind.SUPPLEMENT_REQUEST:
        return _supplement_facts(letter, dossier, by, at)
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


def _drafted(letter_id: int) -> Letter:
    letter = Letter.objects.select_for_update(of=("self",)).select_related("proposed_by").get(pk=letter_id)
    if letter.state != Letter.State.DRAFTED:
        raise NotDrafted(letter_id)
    return letter


def _sign_supplement(letter: Letter, by: Actor, at: datetime) -> Slip:
    """The pause names the paper it rests on, so the paper has its number first."""
    locked(dossier_id=letter.dossier_id)
    dossier = _for_paper(letter.dossier_id)
    facts = _supplement_facts(letter, dossier, by, at)
    assert facts.answer_by_date is not None
    numbered = take_number(dossier=dossier, kind=facts.kind, at=at)
    processing.request_supplement(
        dossier_id=dossier.pk,
        by=by,
        at=at,
        reason=letter.reason,
        document=f"Phiếu yêu cầu bổ sung số {numbered.number}",
        answer_by=facts.answer_by_date,
    )
    return issue(dossier=_for_paper(letter.dossier_id), facts=facts, by=by, at=at, numbered=numbered)


def _sign_apology(letter: Letter, by: Actor, at: datetime) -> Slip:
    dossier = _for_paper(letter.dossier_id)
    if letter.cycle != promise_cycle(supplement_count=dossier.supplement_count, is_extended=False):
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
    )
    dossier = _for_paper(letter.dossier_id)
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


def _supplement_facts(letter: Letter, dossier: Dossier, by: Actor, at: datetime) -> SupplementRequestFacts:
    settings = office_settings(agency_id=dossier.agency_id)
    days = settings["supplement_days"]
    calendar = work_calendar(agency=dossier.agency, at=at)
    day = at.astimezone(ZONE).date()
    for _ in range(days):
        day = calendar.next_working_day(day)
    proposer = letter.proposed_by
    mode = terms_of(dossier=dossier, at=at).supplement_mode
    return SupplementRequestFacts(
        head=blank_head(dossier=dossier, at=at),
        applicant=party_of(dossier),
        items=tuple(SupplementLine(**item) for item in letter.items or []),
        reason=letter.reason,
        guided_by=proposer.name if proposer else by.name,
        answer_by_date=day,
        clock_sentence=CLOCK_SENTENCES[mode.value],
        approved_by=by.name,
        contact_phone=proposer.phone if proposer else "",
    )


CLOCK_SENTENCES = {
    "restart": "Trong lúc chờ, thời hạn tạm dừng; khi nhận đủ giấy tờ, thời hạn giải quyết được tính lại từ đầu.",
    "resume": "Trong lúc chờ, thời hạn tạm dừng; khi nhận đủ giấy tờ, thời hạn được tính tiếp phần còn lại.",
}


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


def _for_paper(dossier_id: int) -> Dossier:
    return Dossier.objects.select_related("agency", "version__procedure", "applicant", "submitter", "offering").get(
        pk=dossier_id
    )
