"""Pages for what went wrong: each says what it means and what to do next."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.csrf import requires_csrf_token

from apps.core.addresses import ALPHABET
from apps.core.logs import route_of
from apps.portal.views.typed_again import typed_again

log = logging.getLogger(__name__)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 when the request was simply too big."""
    if not hasattr(request, "user"):  # a host we do not answer to is refused before anybody asked who it is
        request.user = AnonymousUser()
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: logged in, but this is somebody else's room."""
    return render(request, "403.html", status=403)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: also what answers for things you may not see."""
    return render(request, "404.html", status=404)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "", **kwargs: Any) -> HttpResponse:
    """403: the form was too old or came from elsewhere. Nothing was done, and what was typed into a filing is shown."""
    log.info("csrf refused at %s: %s", route_of(request), reason)
    return typed_again(request) or render(request, "403_csrf.html", status=403)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """500: without database, session or context processors, for one of them may be what broke."""
    code = "-".join("".join(secrets.choice(ALPHABET) for _ in range(n)) for n in (3, 2))
    log.error("error code %s was shown for %s %s", code, request.method, route_of(request))
    context = {"code": code, "LANGUAGE_CODE": translation.get_language()}
    return HttpResponse(render_to_string("500.html", context), status=500)
