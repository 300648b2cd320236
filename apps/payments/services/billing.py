"""What a dossier owes becomes a fact: said while filing, frozen at filing, added by an official in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from apps.accounts.domain.actor import Actor
from apps.core.encryption import hide_personal_ids
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import ENDED_WITHOUT_RESULT, Action, Status
from apps.dossiers.models import Dossier
from apps.dossiers.services import filing, helping, pausing
from apps.payments.domain.billing import MOST_COPIES, Line
from apps.payments.domain.words import Proof, Way, What
from apps.payments.labels import bill_titles, line_sentence
from apps.payments.models import Bill, Demand
from apps.payments.selectors.billing import bill_of, reckoned
from apps.payments.services.holding import hold_dossiers
from apps.payments.services.telling import tell_due
from apps.payments.services.trying import start
from apps.procedures.domain.fee_rules import Exemption

# What is not filed yet, and what ended without a result, is asked for no money.
NOT_ASKED = ENDED_WITHOUT_RESULT | {Status.DRAFT}


@transaction.atomic
def save_bill(
    *,
    dossier_id: int,
    by: Actor,
    at: datetime,
    copies: int = 1,
    claim: Exemption | None = None,
    proof: Proof | None = None,
    way: Way | None = None,
) -> Dossier:
    """Keep what the filer said about the fee. Raises Forbidden for who may not write it, and once it is filed."""
    dossier = filing.save_draft(dossier_id=dossier_id, by=by, at=at)
    if dossier.status != Status.DRAFT:
        raise Forbidden(action=Action.SUBMIT, status=Status(dossier.status), why="wrong_status")
    bill = bill_of(dossier=dossier, at=at)
    before = (bill.copies, bill.claim, bill.proof, bill.way)
    bill.copies = min(max(copies, 1), MOST_COPIES)
    bill.claim = claim.value if claim else ""
    bill.proof = proof.value if proof and claim else ""
    bill.way = way.value if way else ""
    bill.saved_at = at
    bill.save()
    if by.is_helping and before != (bill.copies, bill.claim, bill.proof, bill.way):
        helping.unsay(dossier_id=dossier_id)
    return dossier


@transaction.atomic
def freeze(*, dossier_id: int, by: Actor, at: datetime) -> list[Demand]:
    """What the dossier owes from its filing on; the second time nothing is added.

    Whoever meant to pay by transfer finds the code ready.
    """
    return freeze_together(dossier_ids=[dossier_id], by=by, at=at)


@transaction.atomic
def freeze_together(*, dossier_ids: Sequence[int], by: Actor, at: datetime) -> list[Demand]:
    """What dossiers owe that were filed as one visit: one transfer pays all of it; the second time nothing is added."""
    hold_dossiers(dossier_ids=sorted(dossier_ids))
    frozen = [_freeze(_whole(dossier_id), at) for dossier_id in dossier_ids]
    asked = [demand.pk for each in frozen if each.is_by_transfer for demand in each.demands if not demand.claim]
    if asked:
        start(demand_ids=asked, way=Way.VIETQR, by=by, at=at)
    return [demand for each in frozen for demand in each.demands]


@dataclass(frozen=True, slots=True)
class _Frozen:
    """What one dossier owes, and whether it was frozen just now for somebody who means to transfer."""

    demands: Sequence[Demand]
    is_by_transfer: bool = False


def _freeze(dossier: Dossier, at: datetime) -> _Frozen:
    bill = bill_of(dossier=dossier, at=at)
    if bill.frozen_at:
        return _Frozen(list(dossier.demands.order_by("pk")))
    total = reckoned(dossier=dossier, bill=bill, at=at)
    bill.is_unsure, bill.frozen_at = total.is_unsure, at
    bill.save()
    titles = bill_titles(procedure_name=dossier.procedure_name)
    demands = [_demand(dossier, bill, line, titles[line.what], at) for line in total.owed]
    return _Frozen(demands, is_by_transfer=bill.way == Way.VIETQR)


def _demand(dossier: Dossier, bill: Bill, line: Line, title: str, at: datetime) -> Demand:
    assert line.answer.amount
    return Demand.objects.create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        what=line.what,
        title=title,
        amount=line.answer.amount,
        lines=[[each.quantity, each.amount] for each in line.answer.lines],
        copies=line.answer.copies,
        sentence=line_sentence(line.answer),
        legal_basis=line.answer.rule.reason if line.answer.rule else "",
        claim=bill.claim if line.is_freed else "",
        claim_proof=bill.proof if line.is_freed else "",
        raised_at=at,
    )


@transaction.atomic
def drop_claims(*, dossier_ids: Sequence[int]) -> None:
    """The filer would rather pay than wait until somebody has looked at a proof."""
    hold_dossiers(dossier_ids=sorted(dossier_ids))
    Demand.objects.payable().filter(dossier_id__in=dossier_ids).exclude(claim="").update(claim="", claim_proof="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What an official asks for in the middle: how much, for what, by which provision, under which number.

    `pauses`: the dossier's clock stands until it is paid.
    """

    title: str
    amount: int
    legal_basis: str
    document: str
    pauses: bool = False
    note: str = ""


@transaction.atomic
def raise_demand(*, dossier_id: int, notice: Notice, by: Actor, at: datetime, seen: int | None = None) -> Demand:
    """One more demand. Raises Forbidden and ChangedMeanwhile where the clock is to stand and may not."""
    hold_dossiers(dossier_ids=[dossier_id])
    dossier = _whole(dossier_id)
    if dossier.status in NOT_ASKED:
        raise Forbidden(action=Action.REQUEST_PAYMENT, status=Status(dossier.status), why="wrong_status")
    if notice.pauses:
        pausing.request_payment(
            dossier_id=dossier_id,
            by=by,
            at=at,
            legal_basis=notice.legal_basis,
            document=notice.document,
            note=notice.note,
            seen=seen,
        )
    last = dossier.demands.filter(what=What.NOTICE).aggregate(last=Max("number"))["last"] or 0
    demand = Demand.objects.create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        what=What.NOTICE,
        number=last + 1,
        title=notice.title,
        amount=notice.amount,
        legal_basis=notice.legal_basis,
        document=hide_personal_ids(notice.document),
        sentence=notice.note,
        pauses=notice.pauses,
        raised_by_id=by.id,
        raised_at=at,
    )
    if not notice.pauses:  # the pause tells by itself
        tell_due(dossier=dossier, amount=demand.amount, cycle=demand.pk, at=at)
    return demand


def _whole(dossier_id: int) -> Dossier:
    return Dossier.objects.select_related("agency", "version__procedure", "variant").get(pk=dossier_id)
