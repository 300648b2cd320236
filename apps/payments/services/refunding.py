"""Money goes back: one asks, another decides, and how it went back is written down."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.remarks import REFUND_PAYMENT
from apps.dossiers.models import Dossier
from apps.dossiers.services.writing import append_remark
from apps.payments.domain.cash import BookState
from apps.payments.domain.states import Act
from apps.payments.domain.words import RefundWay
from apps.payments.models import CashBook, Refund
from apps.payments.services import booking
from apps.payments.services.holding import held, move
from apps.payments.services.telling import tell_refunded


class OwnRequest(Exception):
    """Who asked for a refund does not decide it."""


class Decided(Exception):
    """Somebody decided this refund before."""


class NoBook(Exception):
    """Cash is paid from an open cash book, and this is none."""


@transaction.atomic
def ask(*, demand_id: int, reason: str, by: Actor, at: datetime) -> Refund:
    """Somebody asks that what was paid go back. Raises NotNow."""
    (demand,) = held(demand_ids=[demand_id])
    move(demand=demand, act=Act.ASK_REFUND)
    return Refund.objects.create(
        agency_id=demand.agency_id, demand=demand, amount=demand.amount, reason=reason, asked_by_id=by.id, asked_at=at
    )


@transaction.atomic
def give_back(
    *,
    refund_id: int,
    way: RefundWay,
    document: str,
    note: str,
    by: Actor,
    at: datetime,
    cashier_id: int | None = None,
) -> Refund:
    """The money went back, by this way under this paper. Raises OwnRequest, Decided, NoBook, TooLittle.

    `cashier_id`: whose drawer cash was paid from.
    """
    refund = _open(refund_id=refund_id, by=by)
    refund.way, refund.document = way, document
    if way is RefundWay.CASH:
        booking.enter_refund(book=_paid_from(cashier_id=cashier_id, by=by), refund=refund, at=at)
    _decide(refund, state=Refund.State.DONE, note=note, by=by, at=at)
    move(demand=refund.demand, act=Act.REFUND)
    dossier = Dossier.objects.get(pk=refund.demand.dossier_id)
    facts = {"amount": refund.amount, "way": way.value}
    append_remark(dossier=dossier, action=REFUND_PAYMENT, by=by, at=at, facts=facts, note=refund.reason)
    tell_refunded(dossier=dossier, amount=refund.amount, cycle=refund.pk, at=at)
    return refund


def _paid_from(*, cashier_id: int | None, by: Actor) -> CashBook:
    rows = CashBook.objects.visible_to(by).select_for_update(of=("self",), no_key=True)
    found = rows.filter(cashier_id=cashier_id, state=BookState.OPEN).first() if cashier_id else None
    if found is None:
        raise NoBook
    return found


@transaction.atomic
def decline(*, refund_id: int, note: str, by: Actor, at: datetime) -> Refund:
    """The money stays, and it is said why. Raises OwnRequest, Decided."""
    refund = _open(refund_id=refund_id, by=by)
    _decide(refund, state=Refund.State.DECLINED, note=note, by=by, at=at)
    move(demand=refund.demand, act=Act.KEEP)
    return refund


def _open(*, refund_id: int, by: Actor) -> Refund:
    demand_id = Refund.objects.values_list("demand_id", flat=True).get(pk=refund_id)
    (demand,) = held(demand_ids=[demand_id])
    refund = Refund.objects.select_for_update().get(pk=refund_id)
    if refund.state != Refund.State.ASKED:
        raise Decided(refund_id)
    if refund.asked_by_id == by.id:
        raise OwnRequest(refund_id)
    refund.demand = demand
    return refund


def _decide(refund: Refund, *, state: Refund.State, note: str, by: Actor, at: datetime) -> None:
    refund.state, refund.note, refund.decided_by_id, refund.decided_at = state, note, by.id, at
    refund.save(update_fields=["state", "note", "decided_by", "decided_at", "way", "document"])
