"""What anybody may have: kept by caches along the way, sent once, given without a cookie."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from apps.core.limits import Limit, count
from apps.core.strangers import client_address
from apps.officials.models import Agency

PER_ADDRESS = Limit("public-figures", 120, 60)
FRESH_SECONDS = 60


def our_office() -> Agency:
    """The office whose figures are given away. Raises Http404 before it is set up."""
    agency = Agency.objects.filter(is_ours=True).first()
    if agency is None:
        raise Http404
    return agency


def counted(request: HttpRequest, *, at: datetime) -> None:
    """One more look from this address. Raises TooMany."""
    count(limits=[(PER_ADDRESS, client_address(request))], at=at)


def is_known(request: HttpRequest) -> bool:
    """Whether the reader brings a session: what they see may bear their name and is nobody else's."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def shared(
    request: HttpRequest, response: HttpResponse, *, changed_at: datetime | None, seconds: int = FRESH_SECONDS
) -> HttpResponseBase:
    """The answer for caches to keep, or 304 to whoever has it already; untouched for whoever is logged in."""
    if is_known(request):
        return response
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    changed = int(changed_at.timestamp()) if changed_at else None
    if changed is not None:
        response.headers["Last-Modified"] = http_date(changed)
    return get_conditional_response(request, etag=etag, last_modified=changed, response=response) or response
