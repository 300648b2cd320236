"""The front page: what do you need today?"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.officials.models import Agency
from apps.portal.labels import ASKED_OFTEN, STATEMENTS
from apps.portal.selectors import guide as guides
from apps.portal.selectors import office as offices
from apps.reports.selectors.public import public_on_time


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One question, the life events behind which procedures stand, the track box, the desk today, promises kept."""
    agency, at = Agency.objects.filter(is_ours=True).first(), timezone.now()
    context = {
        "life_events": guides.life_events(),
        "asked_often": ASKED_OFTEN,
        "doors": offices.doors(agency=agency, at=at) if agency else None,
        "on_time": public_on_time(agency=agency, at=at) if agency else None,
    }
    return render(request, "portal/home.html", context)


@login_not_required
@require_safe
def statement(request: HttpRequest, name: str) -> HttpResponse:
    """What this portal says about itself."""
    if name not in STATEMENTS:
        raise Http404
    return render(request, f"portal/statements/{name}.html", {"title": STATEMENTS[name]})
