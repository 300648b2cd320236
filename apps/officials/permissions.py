"""Who stands behind a request at work here. What they may do to a dossier is decided by `dossiers.domain.lifecycle`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from apps.accounts.domain.actor import Actor
from apps.officials.domain.duties import Duty
from apps.officials.models import Official


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


def check_duty(*, actor: Actor, duties: Collection[Duty]) -> None:
    """Raise PermissionDenied unless one of these duties is the actor's today."""
    if not any(actor.has(duty) for duty in duties):
        raise PermissionDenied
