"""`/thanh-toan/…`: where banks and gateways say what came in. Nobody logs in here: who knows the secret signs.

Everybody else is told that there is nothing here, and counted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from apps.core.limits import Limit, count
from apps.core.strangers import client_address
from apps.messaging.domain.reports import is_genuine
from apps.officials.selectors import own_agency
from apps.payments.domain.references import reference_in
from apps.payments.domain.words import Source
from apps.payments.gateways import BadSignature, Unreadable
from apps.payments.gateways.choosing import gateway_called
from apps.payments.services.gatewaying import Told, take_notice
from apps.payments.services.incoming import Money, take_money

BODY_MAX_BYTES = 8192
MOST = 10**12
# Only refused ones are counted, so nobody can use up the tries of the bank itself.
REFUSED = Limit(name="money-notice", tries=30, seconds=60)
# The codes in which VNPAY wants its notices answered.
ANSWERS = {
    Told.DONE: ("00", "Confirm Success"),
    Told.UNKNOWN: ("01", "Order not found"),
    Told.AGAIN: ("02", "Order already confirmed"),
    Told.WRONG_AMOUNT: ("04", "Invalid amount"),
}


@csrf_exempt  # no browser posts here, and the signature is more than a cookie proves
@login_not_required
@require_POST
def bank_notice(request: HttpRequest) -> HttpResponse:
    """204 when it is written down, also the second time; 400 if it cannot be read, 404 for whoever does not sign."""
    at = timezone.now()
    body = request.read(BODY_MAX_BYTES + 1)
    if len(body) > BODY_MAX_BYTES or not is_genuine(
        secret=settings.BANK_NOTICE_SECRET,
        timestamp=request.headers.get("X-Timestamp", ""),
        signed=request.headers.get("X-Signature", ""),
        body=body,
        at=at,
    ):
        return _nothing_here(request, at)
    money = read_notice(body)
    if money is None:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    take_money(agency_id=own_agency().pk, money=money, at=at)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@dataclass(frozen=True, slots=True)
class _Said:
    id: str
    amount: int
    content: str
    paid_at: datetime


def read_notice(body: bytes) -> Money | None:
    """{"id", "amount" in đồng, "content" of the transfer, "paid_at" with its zone}; None for anything else."""
    try:
        told = json.loads(body)
        said = _Said(told["id"], told["amount"], told["content"], datetime.fromisoformat(told["paid_at"]))
        (said.id + said.content).encode()  # half a character is none
        said.paid_at.astimezone(UTC)  # nor is an hour before the first year
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        return None
    texts = isinstance(said.id, str) and isinstance(said.content, str) and "\0" not in said.id + said.content
    if not texts or not 0 < len(said.id) <= 64 or said.paid_at.tzinfo is None:
        return None
    if type(said.amount) is not int or not 0 < said.amount < MOST:
        return None
    return Money(
        source=Source.BANK,
        provider_id=said.id,
        amount=said.amount,
        reference=reference_in(said.content),
        paid_at=said.paid_at,
        memo=said.content,
    )


@login_not_required
@require_GET  # the protocol of the gateway: its notice is a signed GET
def gateway_notice(request: HttpRequest, name: str) -> HttpResponse:
    """The answer in the gateway's own words; 404 for whoever does not sign."""
    at = timezone.now()
    gateway = gateway_called(name)
    try:
        if gateway is None:
            raise BadSignature
        notice = gateway.read(said=request.GET.dict())
    except BadSignature:
        return _nothing_here(request, at)
    except Unreadable:
        return JsonResponse({"RspCode": "99", "Message": "Unreadable"})
    code, words = ANSWERS[take_notice(gateway=gateway.name, notice=notice, at=at)]
    return JsonResponse({"RspCode": code, "Message": words})


def _nothing_here(request: HttpRequest, at: datetime) -> HttpResponse:
    count(limits=[(REFUSED, client_address(request))], at=at)
    return HttpResponse(status=HTTPStatus.NOT_FOUND)
