"""Money came in: it pays what it names, or it lies in the cashier's list with the reason. Told twice, it is one row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from apps.accounts.domain.actor import SYSTEM, Actor
from apps.core.encryption import hide_personal_ids
from apps.payments.domain.money import CreditState, Settled, Why, judged
from apps.payments.domain.states import AttemptState, DemandState
from apps.payments.domain.words import Source, Way
from apps.payments.models import Attempt, Credit
from apps.payments.services.holding import close_what_ended, held
from apps.payments.services.settling import succeed
from apps.payments.services.trying import begin, held_attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What somebody told us: their name for it, how much (đồng), the reference it carries, the words around it."""

    source: Source
    provider_id: str
    amount: int
    reference: str
    paid_at: datetime
    memo: str = ""


class NotOpen(Exception):
    """Somebody settled this money before."""


class DoesNotFit(Exception):
    """The money is not the sum of what it is to pay, or that can no longer be paid."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@transaction.atomic
def take_money(*, agency_id: int, money: Money, at: datetime, by: Actor = SYSTEM) -> Credit:
    """The row of this money, after it did what it was for; the same told again changes nothing."""
    credit, is_new = Credit.objects.get_or_create(
        agency_id=agency_id,
        source=money.source,
        provider_id=money.provider_id,
        defaults={
            "amount": money.amount,
            "reference": money.reference,
            "memo": money.memo[:1000],
            "paid_at": money.paid_at,
            "told_at": at,
            "entered_by_id": by.id if by.is_official else None,
            "state": CreditState.UNMATCHED,
            "why": Why.UNKNOWN_REFERENCE,
        },
    )
    if is_new:
        _match(credit, by=by, at=at)
    return credit


def _match(credit: Credit, *, by: Actor, at: datetime) -> None:
    known = Attempt.objects.filter(agency_id=credit.agency_id, reference=credit.reference).first()
    if known is None or not credit.reference:
        return
    attempt, demands = held_attempt(attempt_id=known.pk)
    close_what_ended(demands=demands, at=at)
    states = [DemandState(demand.state) for demand in demands]
    why = judged(amount=credit.amount, wanted=attempt.amount, states=states)
    if why is None and attempt.state in (AttemptState.SUCCEEDED, AttemptState.REVERSED):
        why = Why.PAID_BEFORE  # its receipt is written or taken back: a person looks at it
    credit.attempt, credit.why = attempt, why.value if why else ""
    if why is None:
        credit.state = CreditState.MATCHED
        succeed(attempt=attempt, demands=demands, by=by, at=at, paid_at=credit.paid_at, provider_id=credit.provider_id)
    credit.save(update_fields=["attempt", "why", "state"])


@transaction.atomic
def put_to(*, credit_id: int, agency_id: int, demand_ids: list[int], note: str, by: Actor, at: datetime) -> Credit:
    """The cashier says what unmatched money was for. Raises NotOpen, DoesNotFit."""
    demands = held(demand_ids=demand_ids)
    close_what_ended(demands=demands, at=at)
    credit = _open(credit_id, agency_id)
    states = [DemandState(demand.state) for demand in demands]
    why = judged(amount=credit.amount, wanted=sum(demand.amount for demand in demands), states=states)
    if why is not None or any(demand.agency_id != agency_id for demand in demands):
        raise DoesNotFit(why or Why.UNKNOWN_REFERENCE)
    attempt = begin(demands=demands, way=Way.VIETQR, by=by, at=at)
    succeed(attempt=attempt, demands=demands, by=by, at=at, paid_at=credit.paid_at, provider_id=credit.provider_id)
    credit.attempt = attempt
    return _settled(credit, Settled.MATCHED, note=note, by=by, at=at)


@transaction.atomic
def send_back(*, credit_id: int, agency_id: int, note: str, by: Actor, at: datetime) -> Credit:
    """The cashier returned the money; `note` says how. Raises NotOpen."""
    return _settled(_open(credit_id, agency_id), Settled.RETURNED, note=note, by=by, at=at)


def _open(credit_id: int, agency_id: int) -> Credit:
    credit = Credit.objects.select_for_update().filter(pk=credit_id, agency_id=agency_id).first()
    if credit is None or credit.state != CreditState.UNMATCHED:
        raise NotOpen(credit_id)
    return credit


def _settled(credit: Credit, how: Settled, *, note: str, by: Actor, at: datetime) -> Credit:
    credit.state, credit.settled = CreditState.SETTLED, how
    credit.settled_by_id, credit.settled_at, credit.note = by.id, at, hide_personal_ids(note)
    credit.save(update_fields=["attempt", "state", "settled", "settled_by", "settled_at", "note"])
    return credit
