"""A try succeeds: its demands are paid, the receipt is written, the clock goes on, the filer is told. Once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.remarks import TAKE_PAYMENT
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier
from apps.dossiers.services import pausing
from apps.dossiers.services.writing import append_remark
from apps.payments.domain.states import PAYABLE, Act, AttemptState
from apps.payments.domain.words import Way
from apps.payments.labels import receipt_number
from apps.payments.models import Attempt, Demand, Receipt
from apps.payments.services import receipting
from apps.payments.services.holding import end_attempts, move
from apps.payments.services.telling import tell_paid


def succeed(
    *,
    attempt: Attempt,
    demands: Sequence[Demand],
    by: Actor,
    at: datetime,
    paid_at: datetime,
    provider_id: str = "",
    payer: str = "",
) -> Receipt:
    """Everything that follows from money for these demands, which the caller holds and the law has judged payable."""
    attempt.state, attempt.ended_at, attempt.provider_id = AttemptState.SUCCEEDED, at, provider_id[:64]
    attempt.error = ""
    attempt.save(update_fields=["state", "ended_at", "provider_id", "error"])
    end_attempts(demands=demands, at=at, besides=attempt)
    return settle(attempt=attempt, demands=demands, by=by, at=at, paid_at=paid_at, payer=payer)


def settle(
    *, attempt: Attempt, demands: Sequence[Demand], by: Actor, at: datetime, paid_at: datetime, payer: str = ""
) -> Receipt:
    """The demands of a try that has succeeded are paid, with all that follows."""
    for demand in demands:
        move(demand=demand, act=Act.PAY, paid_at=paid_at, claim="")
    receipt = receipting.issue(attempt=attempt, demands=demands, by=by, at=at, payer=payer)
    number = receipt_number(number=receipt.number, year=receipt.year)
    for dossier_id in sorted({demand.dossier_id for demand in demands}):
        own = [demand for demand in demands if demand.dossier_id == dossier_id]
        _go_on(dossier=own[0].dossier, demands=own, number=number, by=by, at=at)
        if attempt.way != Way.COUNTER:  # who pays at the counter has the receipt in hand
            _tell(own, at=at)
    return receipt


def _go_on(*, dossier: Dossier, demands: Sequence[Demand], number: str, by: Actor, at: datetime) -> None:
    """The dossier learns of it; its clock goes on as soon as nothing that stops it is left."""
    amount = sum(demand.amount for demand in demands)
    facts = {"amount": amount, "receipt": number}
    append_remark(dossier=dossier, action=TAKE_PAYMENT, by=by, at=at, facts=facts)
    if dossier.status == Status.AWAITING_PAYMENT and not _still_stopped(dossier.pk):
        pausing.confirm_payment(dossier_id=dossier.pk, by=by, at=at, proof=number)


def _tell(demands: Sequence[Demand], *, at: datetime) -> None:
    """One word for all of them; what let the clock go on was told with the new day."""
    if not any(demand.pauses for demand in demands):
        amount = sum(demand.amount for demand in demands)
        tell_paid(dossier=demands[0].dossier, amount=amount, cycle=demands[0].pk, at=at)


def _still_stopped(dossier_id: int) -> bool:
    return Demand.objects.filter(dossier_id=dossier_id, pauses=True, state__in=sorted(PAYABLE)).exists()


def clock_goes_on(*, demand: Demand, proof: str, by: Actor, at: datetime) -> None:
    """A demand that stopped the clock was waived or dropped: nothing is left to wait for."""
    dossier = Dossier.objects.get(pk=demand.dossier_id)
    if demand.pauses and dossier.status == Status.AWAITING_PAYMENT and not _still_stopped(dossier.pk):
        pausing.confirm_payment(dossier_id=dossier.pk, by=by, at=at, proof=proof)
