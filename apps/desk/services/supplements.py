"""Asking the citizen for papers through a leader (form 02): during the work, and a second time before it begins.

What the request does to the clock is approved with it: the paper says so, and whoever accepts the complement need not
wait for a leader again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.accounts.domain.identity import show_phone
from apps.desk.domain.papers import SlipKind, SupplementRequestFacts
from apps.desk.labels.mending import BEFORE_RECEPTION_SENTENCE
from apps.desk.models import Letter, Slip
from apps.desk.services.proposals import withdraw_drafts
from apps.desk.services.slips import blank_head, for_paper, issue, lines_of, party_of, take_number
from apps.dossiers.domain.asking import AskedItem, Defect, Verdict, against_items
from apps.dossiers.domain.clock import against_asking
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.moves import says_why
from apps.dossiers.domain.promise import SupplementMode
from apps.dossiers.domain.status import Action, Status
from apps.dossiers.models import Dossier
from apps.dossiers.services import filing, pausing, receiving
from apps.dossiers.services.pausing import Asked
from apps.dossiers.services.writing import ZONE, locked, terms_of
from apps.officials.domain.duties import Duty
from apps.officials.selectors import office_settings, work_calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Which papers, why, and what is to happen to the clock. `mode` None: as arranged for the procedure."""

    items: Sequence[AskedItem]
    reason: str
    mode: SupplementMode | None = None
    restart_reason: str = ""
    again_reason: str = ""


@transaction.atomic
def propose_supplement(
    *, dossier_id: int, request: Request, by: Actor, at: datetime, seen: int | None = None
) -> Letter:
    """The holder says which papers, why and how; a leader approves before the citizen is asked."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    arranged = terms_of(dossier=dossier, at=at).supplement_mode
    mode = request.mode or arranged
    why = _objection(dossier, by) or against_asking(
        mode=mode,
        arranged=arranged,
        asked_before=dossier.supplement_count,
        restart_reason=request.restart_reason,
        again_reason=request.again_reason,
    )
    _check(dossier, Action.REQUEST_SUPPLEMENT, request, why)
    letter = _draft(dossier, request, by, at, asked_before=dossier.supplement_count)
    letter.mode = mode.value
    letter.restart_reason = request.restart_reason if mode is SupplementMode.RESTART else None
    letter.save(update_fields=["mode", "restart_reason"])
    return letter


@transaction.atomic
def propose_fix_again(*, dossier_id: int, request: Request, by: Actor, at: datetime, seen: int | None = None) -> Letter:
    """Before reception the clerk asked once: asking once more is a leader's word (ruling 4). Raises Forbidden."""
    dossier = locked(dossier_id=dossier_id, seen=seen)
    is_clerk = by.has(Duty.CLERK) and by.agency_id in (dossier.agency_id, dossier.receiving_agency_id)
    why = "" if is_clerk else "not_your_duty"
    if dossier.status != Status.SUBMITTED or not dossier.fix_count:
        why = "wrong_status"
    if not why and not says_why(request.again_reason):
        why = "again_needs_reason"
    _check(dossier, Action.REQUEST_FIX, request, why)
    return _draft(dossier, request, by, at, asked_before=dossier.fix_count)


def _check(dossier: Dossier, action: Action, request: Request, why: str) -> None:
    if not why and not says_why(request.reason):
        why = "reason_too_short"
    why = why or against_items(request.items)
    if why:
        raise Forbidden(action=action, status=Status(dossier.status), why=why)


def _draft(dossier: Dossier, request: Request, by: Actor, at: datetime, *, asked_before: int) -> Letter:
    withdraw_drafts(dossier_id=dossier.pk, kind=SlipKind.SUPPLEMENT_REQUEST, at=at)
    return Letter.objects.create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        kind=SlipKind.SUPPLEMENT_REQUEST,
        cycle=asked_before + 1,
        reason=request.reason,
        again_reason=request.again_reason if asked_before else None,
        items=[asdict(item) for item in request.items],
        proposed_by_id=by.id,
        proposed_at=at,
    )


@transaction.atomic
def accept_supplement(
    *,
    dossier_id: int,
    by: Actor,
    at: datetime,
    planned_hours: Decimal | None = None,
    verdicts: Mapping[int, Verdict] | None = None,
    note: str = "",
    seen: int | None = None,
) -> None:
    """The desk accepts the complement: the clock runs again, and a proposal to stop is overtaken."""
    pausing.accept_supplement(
        dossier_id=dossier_id, by=by, at=at, planned_hours=planned_hours, verdicts=verdicts, note=note, seen=seen
    )
    withdraw_drafts(dossier_id=dossier_id, kind=SlipKind.STOP, at=at)


@transaction.atomic
def answer_supplement(*, dossier_id: int, by: Actor, at: datetime, note: str = "", seen: int | None = None) -> None:
    """The citizen has answered: whoever wanted to stop the dossier wants it no longer. Raises Forbidden."""
    filing.answer_supplement(dossier_id=dossier_id, by=by, at=at, note=note, seen=seen)
    withdraw_drafts(dossier_id=dossier_id, kind=SlipKind.STOP, at=at)


def sign_supplement(*, letter: Letter, by: Actor, at: datetime) -> Slip:
    """The leader approves: the clock stands, the paper is issued, the citizen is told. Raises Forbidden.

    The pause names the paper it rests on, so the paper has its number first.
    """
    dossier = locked(dossier_id=letter.dossier_id)
    if dossier.status == Status.SUBMITTED:
        return _sign_fix_again(letter, by, at)
    facts = supplement_facts(letter=letter, by=by, at=at)
    assert facts.answer_by_date is not None
    numbered = take_number(dossier=dossier, kind=facts.kind, at=at)
    pausing.request_supplement(
        dossier_id=letter.dossier_id,
        asked=Asked(
            reason=letter.reason,
            document=f"Phiếu yêu cầu bổ sung số {numbered.number}",
            answer_by=facts.answer_by_date,
            mode=SupplementMode(letter.mode) if letter.mode else None,
            restart_reason=letter.restart_reason or "",
            again_reason=letter.again_reason or "",
            requested_by_id=letter.proposed_by_id,
            items=items_of(letter),
        ),
        by=by,
        at=at,
    )
    return issue(dossier=for_paper(letter.dossier_id), facts=facts, by=by, at=at, numbered=numbered)


def _sign_fix_again(letter: Letter, by: Actor, at: datetime) -> Slip:
    receiving.request_fix(
        dossier_id=letter.dossier_id,
        by=by,
        at=at,
        reason=letter.reason,
        items=items_of(letter),
        again_reason=letter.again_reason or "",
        requested_by_id=letter.proposed_by_id,
    )
    facts = supplement_facts(letter=letter, by=by, at=at)
    return issue(dossier=for_paper(letter.dossier_id), facts=facts, by=by, at=at)


def items_of(letter: Letter) -> tuple[AskedItem, ...]:
    """The papers a letter asks for; one drafted before reasons were listed has the reason «other»."""
    return tuple(_item(plain) for plain in letter.items or [])


def _item(plain: Mapping[str, Any]) -> AskedItem:
    if "defect" not in plain:
        counts = {name: plain[name] for name in ("originals", "certified", "copies")}
        return AskedItem(name=plain["name"], defect=Defect.OTHER, fix=plain["what"], **counts)
    return AskedItem(**{**plain, "defect": Defect(plain["defect"])})


def supplement_facts(*, letter: Letter, by: Actor, at: datetime) -> SupplementRequestFacts:
    """Form 02 as it reads if signed now."""
    dossier = for_paper(letter.dossier_id)
    proposer = letter.proposed_by
    facts = SupplementRequestFacts(
        head=blank_head(dossier=dossier, at=at),
        applicant=party_of(dossier),
        items=lines_of(items_of(letter)),
        reason=letter.reason,
        guided_by=proposer.name if proposer else by.name,
        clock_sentence=BEFORE_RECEPTION_SENTENCE,
        approved_by=by.name,
        contact_phone=show_phone(proposer.phone) if proposer else "",
        times=letter.cycle,
        again_reason=letter.again_reason or "",
        restart_reason=letter.restart_reason or "",
    )
    if dossier.is_before_reception:
        return facts
    calendar = work_calendar(agency=dossier.agency, at=at)
    days = office_settings(agency_id=dossier.agency_id)["supplement_days"]
    mode = letter.mode or terms_of(dossier=dossier, at=at).supplement_mode.value
    return replace(
        facts,
        answer_by_date=calendar.working_day_after(day=at.astimezone(ZONE).date(), count=days),
        clock_sentence=CLOCK_SENTENCES[mode],
    )


CLOCK_SENTENCES = {
    "restart": "Trong lúc chờ, thời hạn tạm dừng; khi nhận đủ giấy tờ, thời hạn giải quyết được tính lại từ đầu.",
    "resume": "Trong lúc chờ, thời hạn tạm dừng; khi nhận đủ giấy tờ, thời hạn được tính tiếp phần còn lại.",
}


def _objection(dossier: Dossier, by: Actor) -> str:
    if dossier.status != Status.PROCESSING or dossier.holder_id != by.id:
        return "not_the_holder"
    return "clock_stands" if dossier.paused_at else ""
