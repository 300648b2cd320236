"""`/q/<chữ ngắn>/`: what a poster's code opens. Counted, and nobody is known by it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.core.limits import Limit, count
from apps.core.strangers import client_address
from apps.procedures.models import Poster
from apps.procedures.selectors.posters import poster_behind
from apps.procedures.services.posters import count_scan

GUESSES = Limit("scan-guess", 60, 60)


@login_not_required
@never_cache
@require_safe
def scan(request: HttpRequest, slug: str) -> HttpResponse:
    """To the page of the procedure or of its field; a GET is counted, whoever asks for heads alone is not."""
    at, address = timezone.now(), client_address(request)
    try:
        poster = poster_behind(slug=slug)
    except Poster.DoesNotExist as nothing:
        count(limits=[(GUESSES, address)], at=at)
        raise Http404 from nothing
    if request.method == "GET":
        is_prefetch = "prefetch" in (request.headers.get("Sec-Purpose") or request.headers.get("Purpose") or "")
        agent = request.headers.get("User-Agent", "")
        count_scan(poster=poster, address=address, agent=agent, is_prefetch=is_prefetch, at=at)
    response = redirect(_behind(poster))
    response["X-Robots-Tag"] = "noindex"
    return response


def _behind(poster: Poster) -> str:
    if poster.procedure:
        return reverse("portal:procedure", args=[poster.procedure.code])
    assert poster.field
    return f"{reverse('portal:catalogue')}?{urlencode({'linh-vuc': poster.field.slug})}"
