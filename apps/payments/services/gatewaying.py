"""What gateways say of tries: by themselves, or because we ask; in any order, any number of times."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import F

from apps.core import doorbell
from apps.officials.selectors import own_agency
from apps.payments.domain.money import CreditState, Why
from apps.payments.domain.states import AttemptState
from apps.payments.domain.words import Source, Way
from apps.payments.gateways import Fate, GatewayDown, Notice, Order
from apps.payments.gateways.choosing import gateway_called
from apps.payments.models import Attempt, Credit
from apps.payments.services.incoming import Money, take_money
from apps.payments.services.trying import fail

LOOK_AFTER = "payments.look_after"
ASK_FROM = timedelta(minutes=2)
ASK_AGAIN_MOST = timedelta(hours=1)
# A try of which the gateway says nothing for so long is over; should its money come all the same, it is taken.
GIVE_UP_AFTER = timedelta(days=1)
AFTER_ITS_PAGE_CLOSED = timedelta(minutes=10)
OUR_OWN_ADDRESS = "127.0.0.1"


class Told(StrEnum):
    """What we answer a gateway."""

    DONE = "done"
    AGAIN = "again"
    UNKNOWN = "unknown"
    WRONG_AMOUNT = "wrong_amount"


def take_notice(*, gateway: str, notice: Notice, at: datetime) -> Told:
    """Follow a signed notice of one gateway. Money for nothing we know is kept for the cashier, whatever we answer."""
    attempt = Attempt.objects.filter(reference=notice.reference, way=Way.GATEWAY, gateway=gateway).first()
    if notice.fate is Fate.PAID:
        return _paid(attempt=attempt, gateway=gateway, notice=notice, at=at)
    if attempt is None:
        return Told.UNKNOWN
    if attempt.state != AttemptState.OPEN:
        return Told.AGAIN
    if notice.fate is Fate.FAILED:
        fail(attempt_id=attempt.pk, error=notice.code, at=at)
    return Told.DONE


def _paid(*, attempt: Attempt | None, gateway: str, notice: Notice, at: datetime) -> Told:
    agency_id = attempt.agency_id if attempt else own_agency().pk
    named = f"{gateway}:{notice.provider_id}"[:64]
    known = Credit.objects.filter(agency_id=agency_id, source=Source.GATEWAY, provider_id=named).exists()
    money = Money(
        source=Source.GATEWAY,
        provider_id=named,
        amount=notice.amount,
        reference=notice.reference if attempt else "",
        paid_at=notice.paid_at or at,
        memo=notice.reference,
    )
    credit = take_money(agency_id=agency_id, money=money, at=at)
    if attempt is None:
        return Told.UNKNOWN
    if known or credit.why in (Why.PAID_BEFORE, Why.LATE):
        return Told.AGAIN
    return Told.WRONG_AMOUNT if credit.state == CreditState.UNMATCHED else Told.DONE


def order_of(*, attempt: Attempt, return_to: str = "", address: str = OUR_OWN_ADDRESS, language: str = "vi") -> Order:
    """A try as gateways know it."""
    assert attempt.expires_at is not None
    return Order(
        reference=attempt.reference,
        amount=attempt.amount,
        words=f"Nop phi {attempt.reference}",
        started_at=attempt.started_at,
        expires_at=attempt.expires_at,
        return_to=return_to,
        address=address,
        language=language,
    )


def ask_soon() -> None:
    """Somebody came back from a gateway before its notice did."""
    doorbell.ring(LOOK_AFTER)


def ask_gateways(*, at: datetime, limit: int = 50) -> int:
    """Ask about tries of which we heard nothing, ever more seldom; how many were asked about."""
    rows = Attempt.objects.filter(state=AttemptState.OPEN, way=Way.GATEWAY, started_at__lte=at - ASK_FROM)
    due = [
        attempt for attempt in rows.order_by(F("asked_at").asc(nulls_first=True), "pk")[:limit] if _is_due(attempt, at)
    ]
    for attempt in due:
        _ask(attempt, at)
    return len(due)


def _is_due(attempt: Attempt, at: datetime) -> bool:
    if attempt.asked_at is None:
        return True
    wait = min(timedelta(minutes=2 ** min(attempt.asked, 6)), ASK_AGAIN_MOST)
    return attempt.asked_at + wait <= at


def _ask(attempt: Attempt, at: datetime) -> None:
    Attempt.objects.filter(pk=attempt.pk).update(asked_at=at, asked=F("asked") + 1)
    assert attempt.expires_at is not None
    gateway = gateway_called(attempt.gateway)
    is_silent = at >= attempt.started_at + GIVE_UP_AFTER
    try:
        notice = gateway.ask(order=order_of(attempt=attempt), at=at) if gateway else None
    except GatewayDown as error:
        if is_silent:
            fail(attempt_id=attempt.pk, error=str(error), at=at, state=AttemptState.EXPIRED)
        return
    if notice is not None and notice.fate is not Fate.UNDER_WAY:
        told = take_notice(gateway=attempt.gateway, notice=notice, at=at)
        if told is not Told.DONE:  # its money lies with the cashier; asked again it would say the same for ever
            fail(attempt_id=attempt.pk, error=told.value, at=at, state=AttemptState.EXPIRED)
    elif is_silent or (notice is None and at >= attempt.expires_at + AFTER_ITS_PAGE_CLOSED):
        fail(attempt_id=attempt.pk, error="not_paid", at=at, state=AttemptState.EXPIRED)
