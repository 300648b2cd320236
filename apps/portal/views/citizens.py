"""The door to a citizen's own pages: an official who comes by gets a sentence, not an error."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from apps.portal.permissions import NotACitizen

View = Callable[..., HttpResponseBase]


def for_citizens(view: View) -> View:
    """Only people who file; what they see is kept in no cache."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NotACitizen:
            return render(request, "portal/dossiers_not_for_staff.html", status=403)

    return never_cache(guarded)
