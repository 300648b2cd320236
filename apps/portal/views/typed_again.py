"""What was typed on a page that was open before its reader logged in again: shown, and kept by another press."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse

from apps.portal.domain.origins import is_posted_here
from apps.portal.permissions import NotACitizen
from apps.portal.services.parking import AUTOSAVE
from apps.portal.views.bundles.steps import again as bundle_again
from apps.portal.views.filing.drafts import NotOpen
from apps.portal.views.filing.steps import again as step_again

DRAWN_BY: Mapping[str, Callable[..., HttpResponse]] = {
    "portal:filing_step": step_again,
    "portal:bundle_step": bundle_again,
}


def typed_again(request: HttpRequest) -> HttpResponse | None:
    """403: a step that came with an old proof against forgery, drawn with a fresh one.

    None unless the browser says that a page of ours posted it and whoever is logged in may write there: what another
    site posted is never laid before anybody to be pressed.
    """
    place, heads, own = request.resolver_match, request.headers, f"{request.scheme}://{request.get_host()}"
    if place is None or place.view_name not in DRAWN_BY or request.method != "POST" or AUTOSAVE in heads:
        return None
    if not is_posted_here(origin=heads.get("Origin"), fetch_site=heads.get("Sec-Fetch-Site"), own=own):
        return None
    try:
        page = DRAWN_BY[place.view_name](request, **place.kwargs)
    except (Http404, NotOpen, NotACitizen):
        return None
    if page.status_code == 200:  # else it leads elsewhere: that step was not theirs to write
        page.status_code = 403
    return page
