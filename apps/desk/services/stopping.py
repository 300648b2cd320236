"""Form 05, the paper that says a received dossier ends without a result: withdrawn on request, or stopped."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.core.paper import wording
from apps.desk.domain.papers import DocumentLine, StopFacts
from apps.desk.models import Slip
from apps.desk.services.proposals import withdraw_drafts
from apps.desk.services.slips import blank_head, for_paper, issue, party_of
from apps.dossiers.domain.status import PauseKind
from apps.dossiers.models import Dossier, DossierEvent
from apps.dossiers.services import filing
from apps.dossiers.services.writing import ZONE
from apps.officials.models import Official
from apps.payments.models import Refund
from apps.payments.selectors.standing import Standing, standing


@transaction.atomic
def withdraw(
    *,
    dossier_id: int,
    by: Actor,
    at: datetime,
    reason: str = "",
    asked_on: date | None = None,
    seen: int | None = None,
) -> DossierEvent:
    """The leader lets the applicant have the dossier back; once it was received, form 05 says so. Raises Forbidden.

    `asked_on`: the day on the applicant's request, today where none was told.
    """
    event = filing.withdraw(dossier_id=dossier_id, by=by, at=at, reason=reason, seen=seen)
    withdraw_drafts(dossier_id=dossier_id, at=at)
    dossier = for_paper(dossier_id)
    if dossier.received_at is not None:
        asked = asked_on or at.astimezone(ZONE).date()
        basis = f"Đơn đề nghị rút hồ sơ {wording.day_in_words(asked)}"
        facts = stop_facts(dossier=dossier, basis=basis, is_requested=True, reason=reason, by=by, at=at)
        issue(dossier=dossier, facts=facts, by=by, at=at)
    return event


def issue_stop(*, dossier_id: int, reason: str, by: Actor, at: datetime) -> Slip:
    """Form 05 of a dossier whose complement never came, in the transaction that stopped it."""
    dossier = for_paper(dossier_id)
    facts = stop_facts(
        dossier=dossier, basis=unanswered_basis(dossier=dossier), is_requested=False, reason=reason, by=by, at=at
    )
    return issue(dossier=dossier, facts=facts, by=by, at=at)


def unanswered_basis(*, dossier: Dossier) -> str:
    """The request for papers whose term has passed: «Phiếu yêu cầu bổ sung số 02/HDHS, hạn đến hết ngày …»."""
    pause = dossier.pauses.filter(kind=PauseKind.SUPPLEMENT).order_by("-opened_at").first()
    if pause is None:
        return "Yêu cầu bổ sung hồ sơ đã quá hạn"
    asked = pause.document or "Phiếu yêu cầu bổ sung"
    return f"{asked}, hạn đến hết {wording.day_in_words(pause.answer_by_date)}" if pause.answer_by_date else asked


def stop_facts(
    *,
    dossier: Dossier,
    basis: str,
    is_requested: bool,
    reason: str,
    by: Actor,
    at: datetime,
    is_signed: bool = True,
) -> StopFacts:
    """Form 05 as it reads if signed now."""
    assert dossier.received_at is not None
    signer = Official.objects.get(pk=by.id)
    return StopFacts(
        head=blank_head(dossier=dossier, at=at),
        applicant=party_of(dossier),
        received_at=dossier.received_at,
        is_requested=is_requested,
        basis=basis,
        reason=reason,
        given_back=_given_back(dossier),
        money=_money(standing(dossier=dossier, actor=by), dossier),
        stopping=dossier.agency.name,
        signer=signer.name,
        signer_position=signer.position.upper(),
        signed_at=at if is_signed else None,
    )


def _given_back(dossier: Dossier) -> tuple[DocumentLine, ...]:
    """Originals and certified copies that lie in the dossier; plain copies stay with its history."""
    kept = dossier.documents.filter(removed_at__isnull=True).order_by("position", "pk")
    return tuple(
        DocumentLine(name=paper.name, originals=paper.originals, certified=paper.certified)
        for paper in kept
        if paper.originals or paper.certified
    )


def _money(money: Standing, dossier: Dossier) -> tuple[str, ...]:
    """What was paid by whatever way, and what becomes of it: given back, being judged, or to be asked for."""
    refunds = [refund for line in money.lines for refund in line.refunds]
    given = sum(refund.amount for refund in refunds if refund.state == Refund.State.DONE)
    asked = sum(refund.amount for refund in refunds if refund.state == Refund.State.ASKED)
    said = [f"Đã hoàn lại {wording.money_in_figures(given)}."] if given else []
    paid = money.paid or (dossier.fee_amount if not money.lines else 0)
    if not paid:
        return tuple(said) or ("Chưa nộp khoản phí, lệ phí nào.",)
    numbers = ", ".join(receipt.number for receipt in money.receipts if not receipt.is_reversal)
    said.append(f"Đã nộp {wording.money_in_figures(paid)}" + (f" (biên lai {numbers})." if numbers else "."))
    if asked:
        said.append(f"Đang xét hoàn lại {wording.money_in_figures(asked)}; có kết quả sẽ báo.")
    else:
        said.append("Việc hoàn lại theo quy định về phí, lệ phí; xin mang giấy này và biên lai đến quầy để được xét.")
    return tuple(said)
