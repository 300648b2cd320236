"""Back to where the reader came from, and never to somebody else's house."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def safe_return(request: HttpRequest, *, default: str) -> str:
    """The page named by `next`, if it is ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    # A word without a slash would be looked up as the name of a page, and there is no such page.
    return wanted if ours and wanted.startswith("/") else default
