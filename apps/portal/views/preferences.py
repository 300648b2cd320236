"""The reader's own switches: language, larger text, high contrast."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from apps.portal.domain.reader import ON, SWITCHES
from apps.portal.views.returning import safe_return

YEAR = 365 * 24 * 60 * 60


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_preferences(request: HttpRequest) -> HttpResponse:
    """Flip one switch or choose a language, then back to the same page. Unknown wishes change nothing.

    GET shows the switches, for whoever comes from a page that sets no cookie and so has none.
    """
    if request.method != "POST":
        context = {"back": safe_return(request, default=reverse("portal:home"))}
        return render(request, "portal/preferences.html", context)
    response = redirect(safe_return(request, default=reverse("portal:home")))
    cookie = SWITCHES.get(request.POST.get("switch", ""))
    if cookie and request.COOKIES.get(cookie) == ON:
        response.delete_cookie(cookie, samesite="Lax")
    elif cookie:
        _remember(response, cookie, ON)
    if (language := request.POST.get("language", "")) in dict(settings.LANGUAGES) | settings.TRIAL_LANGUAGES:
        _remember(response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


def _remember(response: HttpResponse, cookie: str, value: str) -> None:
    response.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", httponly=True, secure=settings.HTTPS)
