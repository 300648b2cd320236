"""The door of the lane of help: clerks on duty, and helpers whom the office registered."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache

from apps.accounts.domain.actor import Actor
from apps.officials.models import Agency
from apps.officials.selectors.helping import HelperAtWork
from apps.portal.permissions import helper

View = Callable[..., HttpResponseBase]


class HelperRequest(HttpRequest):
    """A request of somebody who may file with people today."""

    helping: HelperAtWork
    by: Actor
    agency: Agency


def for_helpers(view: View) -> View:
    """Only those who may help today; what they see is kept in no cache."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        helping = helper(request, at=timezone.now())
        if helping is None:
            raise PermissionDenied
        inside = cast("HelperRequest", request)
        inside.helping, inside.by = helping, helping.actor
        behind = helping.official or helping.helper
        assert behind is not None
        inside.agency = behind.agency
        return view(inside, *args, **kwargs)

    return never_cache(guarded)
