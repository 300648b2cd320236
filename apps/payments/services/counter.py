"""What officials do with money at the desk: take it, take a mistake back, let somebody go free, refuse a claim."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.core.models import StoredFile
from apps.dossiers.domain.remarks import REVERSE_PAYMENT, WAIVE_PAYMENT
from apps.dossiers.models import Dossier
from apps.dossiers.services.writing import append_remark
from apps.payments.domain.states import PAYABLE, Act, AttemptState, DemandState, NotNow
from apps.payments.domain.words import Proof, ReceiptKind, Way, What
from apps.payments.labels import receipt_number
from apps.payments.models import Attempt, Demand, Receipt
from apps.payments.services import booking, receipting
from apps.payments.services.holding import close_what_ended, end_attempts, held, move
from apps.payments.services.settling import clock_goes_on, settle
from apps.payments.services.telling import tell_due
from apps.payments.services.trying import NothingToPay, begin


@transaction.atomic
def take_cash(*, demand_ids: Collection[int], by: Actor, at: datetime, payer: str = "") -> Receipt:
    """Cash for these demands, all or none, in the cashier's open book. Raises NothingToPay when one is no longer owed.

    `payer`: who hands over the money, where that is not the first applicant.
    """
    demands = held(demand_ids=demand_ids)
    close_what_ended(demands=demands, at=at)
    if not demands or any(demand.state not in PAYABLE for demand in demands):
        raise NothingToPay
    if len({demand.agency_id for demand in demands}) > 1:
        raise NothingToPay
    receipt = _into_the_drawer(demands=demands, by=by, at=at, payer=payer)
    end_attempts(demands=demands, at=at, besides=receipt.attempt)
    return receipt


def collected_at_reception(*, dossier: Dossier, amount: int, note: str, by: Actor, at: datetime) -> None:
    """The clerk who receives a dossier took so much: it pays what is owed, or is owed and paid at once. Call it in the
    transaction of the reception, which holds the dossier.

    Money that was paid before is not taken again: then `amount` only repeats it. Less than what is owed pays nothing
    here and stays owed.
    """
    if not amount:
        return
    demands = list(Demand.objects.select_for_update(no_key=True).filter(dossier=dossier).order_by("pk"))
    owed = [demand for demand in demands if demand.state in PAYABLE]
    for demand in owed:
        demand.dossier = dossier
    if owed and sum(demand.amount for demand in owed) == amount:
        receipt = _into_the_drawer(demands=owed, by=by, at=at)
        end_attempts(demands=owed, at=at, besides=receipt.attempt)
    elif not demands:
        asked = _asked_at_the_desk(dossier=dossier, amount=amount, note=note, by=by, at=at)
        _into_the_drawer(demands=[asked], by=by, at=at)


def _into_the_drawer(*, demands: Sequence[Demand], by: Actor, at: datetime, payer: str = "") -> Receipt:
    """Cash for demands that are held: in one breath tried, paid, receipted and entered in the cashier's open book."""
    book = booking.own_book(by=by, at=at)
    attempt = begin(demands=demands, way=Way.COUNTER, by=by, at=at, state=AttemptState.SUCCEEDED)
    receipt = settle(attempt=attempt, demands=demands, by=by, at=at, paid_at=at, payer=payer)
    booking.enter_receipt(book=book, receipt=receipt, at=at)
    return receipt


def _asked_at_the_desk(*, dossier: Dossier, amount: int, note: str, by: Actor, at: datetime) -> Demand:
    return Demand.objects.create(
        agency_id=dossier.agency_id,
        dossier=dossier,
        what=What.FILING,
        title=f"Phí, lệ phí: {dossier.procedure_name}"[:200],
        amount=amount,
        sentence=note,
        raised_by_id=by.id,
        raised_at=at,
    )


@transaction.atomic
def take_back(*, receipt_id: int, reason: str, by: Actor, at: datetime) -> Receipt:
    """A receipt written by mistake is reversed, never changed; what it paid is due again. Raises NotNow."""
    receipt = Receipt.objects.select_related("attempt").get(pk=receipt_id)
    demands = held(demand_ids=list(receipt.attempt.shares.values_list("demand_id", flat=True)))
    attempt = Attempt.objects.select_for_update(no_key=True).get(pk=receipt.attempt_id)
    if receipt.kind != ReceiptKind.RECEIPT or attempt.state != AttemptState.SUCCEEDED or attempt.way != Way.COUNTER:
        raise NotNow(state=DemandState(demands[0].state), act=Act.REVERSE)
    for demand in demands:
        move(demand=demand, act=Act.REVERSE, paid_at=None)
    attempt.state, attempt.ended_at = AttemptState.REVERSED, at
    attempt.save(update_fields=["state", "ended_at"])
    book = booking.own_book(by=by, at=at)
    reversal = receipting.take_back(receipt=receipt, reason=reason, by=by, at=at)
    booking.enter_receipt(book=book, receipt=reversal, at=at)
    number = receipt_number(number=receipt.number, year=receipt.year)
    for dossier in Dossier.objects.filter(pk__in={demand.dossier_id for demand in demands}).order_by("pk"):
        facts = {"amount": receipt.amount, "receipt": number}
        append_remark(dossier=dossier, action=REVERSE_PAYMENT, by=by, at=at, facts=facts, note=reason)
    return reversal


@transaction.atomic
def waive(
    *, demand_id: int, reason: str, proof: Proof, by: Actor, at: datetime, file: StoredFile | None = None
) -> Demand:
    """Nothing is taken, and it is said why, by what proof (scanned: `file`), by whom. Raises NotNow."""
    (demand,) = held(demand_ids=[demand_id])
    move(
        demand=demand, act=Act.WAIVE, reason=reason, proof=proof.value, proof_file=file, claim="", declined="",
        decided_by_id=by.id, decided_at=at,
    )  # fmt: skip
    end_attempts(demands=[demand], at=at)
    facts = {"amount": demand.amount, "proof": proof.value} | ({"sha256": file.sha256} if file else {})
    append_remark(
        dossier=Dossier.objects.get(pk=demand.dossier_id), action=WAIVE_PAYMENT, by=by, at=at, facts=facts, note=reason
    )
    clock_goes_on(demand=demand, proof=reason[:100], by=by, at=at)
    return demand


@transaction.atomic
def decline_claim(*, demand_id: int, reason: str, by: Actor, at: datetime) -> Demand:
    """The proof does not hold, and it is said why: the sum stays owed, and the filer is told. Twice is once."""
    (demand,) = held(demand_ids=[demand_id])
    if demand.state not in PAYABLE:
        raise NotNow(state=DemandState(demand.state), act=Act.PAY)
    if demand.claim:
        demand.declined, demand.claim, demand.reason = demand.claim, "", reason
        demand.decided_by_id, demand.decided_at = by.id, at
        demand.save(update_fields=["declined", "claim", "reason", "decided_by", "decided_at"])
        tell_due(dossier=demand.dossier, amount=demand.amount, cycle=demand.pk, at=at)
    return demand


@transaction.atomic
def cancel(*, demand_id: int, reason: str, by: Actor, at: datetime) -> Demand:
    """The demand was a mistake: it is asked for no more. Raises NotNow."""
    (demand,) = held(demand_ids=[demand_id])
    move(demand=demand, act=Act.CANCEL, reason=reason, decided_by_id=by.id, decided_at=at)
    end_attempts(demands=[demand], at=at)
    clock_goes_on(demand=demand, proof=reason[:100], by=by, at=at)
    return demand
