"""Who stands behind a request at the desk. What they may do to a dossier is decided by `dossiers.domain.lifecycle`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from apps.accounts.domain.actor import Actor
from apps.officials.domain.duties import Duty
from apps.officials.models import Official
from apps.officials.selectors import actor_of


class StaffRequest(HttpRequest):
    """A request of somebody at work here: who, under which duties, when. `views.doors.needs` makes it one."""

    official: Official
    actor: Actor
    at: datetime


def official_from(request: HttpRequest) -> Official:
    """The official at work behind this request. Raises PermissionDenied for anybody else."""
    user_id = request.user.pk or 0
    official = Official.objects.filter(user_id=user_id, is_active=True).select_related("agency").first()
    if official is None:
        raise PermissionDenied
    return official


def actor_from(request: HttpRequest, *, at: datetime) -> Actor:
    """The official behind this request as one who acts, asked of the database once. Raises PermissionDenied."""
    known: Actor | None = getattr(request, "actor", None)
    return known or actor_of(official=official_from(request), at=at)


def check_duty(*, actor: Actor, duties: Collection[Duty]) -> None:
    """Raise PermissionDenied unless one of these duties is the actor's today."""
    if not any(actor.has(duty) for duty in duties):
        raise PermissionDenied
