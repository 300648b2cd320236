"""The visits of the day, as the desk reads them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.visits.labels import VISIT_ENDED
from apps.visits.models import Visit
from apps.visits.selectors import visits_of_day
from apps.visits.services import end_visit


@require_safe
@needs(Duty.CLERK, Duty.RETURN_CLERK)
def today(request: StaffRequest) -> HttpResponse:
    """Who came today, with which ticket, and what was done for them."""
    typed = request.GET.get("truoc", "")
    before = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 18 else None
    day = visits_of_day(by=request.actor, on=localdate(request.at), before=before)
    return render(request, "visits/today.html", {"day": day, "on": request.at, "is_first": before is None})


@require_POST
@needs(Duty.CLERK, Duty.RETURN_CLERK)
def end(request: StaffRequest, visit_id: int) -> HttpResponse:
    """The visitor has gone; the desk is free."""
    try:
        visit = end_visit(visit_id=visit_id, by=request.actor, at=request.at)
    except Visit.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, str(VISIT_ENDED) % {"name": visit.visitor_name})
    return redirect("desk:reception")
