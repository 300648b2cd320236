"""The administrator's front page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.portal.selectors.administration import administration_rooms


@require_safe
@needs(Duty.ADMINISTRATOR)
def administration(request: StaffRequest) -> HttpResponse:
    """What an administrator may keep in order here."""
    return render(request, "officials/administration.html", {"administration_rooms": administration_rooms()})
