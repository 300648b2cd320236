"""The door of a staff page: who may come in, and at what hour."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest, check_duty, official_from
from apps.officials.selectors import actor_of

Parameters = ParamSpec("Parameters")
View = Callable[Concatenate[StaffRequest, Parameters], HttpResponseBase]


def needs(*duties: Duty) -> Callable[[View[Parameters]], Callable[..., HttpResponseBase]]:
    """Only officials with one of these duties today come in; the view gets to know who they are and what time it is."""

    def door(view: View[Parameters]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            staff = cast("StaffRequest", request)
            staff.at = timezone.now()
            staff.official = official_from(request)
            staff.actor = actor_of(official=staff.official, at=staff.at)
            check_duty(actor=staff.actor, duties=duties)
            return view(staff, *args, **kwargs)

        return inside

    return door
