"""`/bao-phat/<channel>/`: where a gateway reports what became of a message it had taken.

Nobody logs in here: who knows the secret of this way signs `timestamp.body` with it. Everybody else is told that there
is nothing here, whether the way, the secret, the signature or the hour is wrong.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from apps.core.limits import Limit, count
from apps.core.strangers import client_address
from apps.messaging import services
from apps.messaging.domain.kinds import Channel
from apps.messaging.domain.reports import Said, is_genuine

BODY_MAX_BYTES = 4096
# Only refused reports are counted, so nobody can use up the tries of the gateway itself.
REFUSED = Limit(name="delivery-report", tries=30, seconds=60)


@dataclass(frozen=True, slots=True)
class _Report:
    key: UUID | None
    reference: str
    said: Said


@csrf_exempt  # no browser posts here, and the signature is more than a cookie proves
@login_not_required
@require_POST
def delivery_report(request: HttpRequest, channel: str) -> HttpResponse:
    """204 when it is written down, also the second time; 400 if it cannot be read, 404 if there is no such message."""
    at = timezone.now()
    signed = request.headers.get("X-Signature", "")
    if len(body := request.read(BODY_MAX_BYTES + 1)) > BODY_MAX_BYTES or not is_genuine(
        secret=settings.CALLBACK_SECRETS.get(channel, ""),
        timestamp=request.headers.get("X-Timestamp", ""),
        signed=signed,
        body=body,
        at=at,
    ):
        count(limits=[(REFUSED, client_address(request))], at=at)
        return HttpResponse(status=HTTPStatus.NOT_FOUND)
    report = _read(body)
    if report is None:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    try:
        services.take_report(
            channel=Channel(channel), key=report.key, reference=report.reference, said=report.said, digest=signed, at=at
        )
    except services.UnknownMessage:
        return HttpResponse(status=HTTPStatus.NOT_FOUND)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _read(body: bytes) -> _Report | None:
    """{"status", and "key" or "reference"}; a "key" is ours, a "reference" the gateway's own name for the message."""
    try:
        content = json.loads(body)
        said = Said(content["status"])
        key = UUID(content["key"]) if content.get("key") else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    reference = content.get("reference") or ""
    if not isinstance(reference, str) or not (key or reference) or "\0" in reference:
        return None
    return _Report(key=key, reference=reference, said=said)
