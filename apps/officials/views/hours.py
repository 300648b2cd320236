"""The sessions of the week."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.officials.domain.duties import Duty
from apps.officials.forms import HoursForm
from apps.officials.permissions import StaffRequest
from apps.officials.selectors import office_week
from apps.officials.services import calendars
from apps.officials.views.doors import needs


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.ADMINISTRATOR)
def hours(request: StaffRequest) -> HttpResponse:
    """Which sessions each weekday has, and whether it counts."""
    agency = request.official.agency
    week, reception_only = office_week(agency_id=agency.pk)
    form = HoursForm(request.POST if request.method == "POST" else None, week=week, reception_only=reception_only)
    if request.method == "POST" and form.is_valid():
        change = calendars.set_office_hours(
            agency=agency, week=form.week(), reception_only=form.reception_only, by=request.actor, at=request.at
        )
        if change is None:
            messages.info(request, _("Giờ làm việc vẫn như cũ, không có gì thay đổi."))
        else:
            messages.success(
                request,
                _("Đã ghi giờ làm việc. Hồ sơ đang mở được tính lại; ngày đã hẹn giữ nguyên đến khi lãnh đạo xem."),
            )
        return redirect("officials:hours")
    days = [(form[f"sessions_{number}"], form[f"reception_only_{number}"]) for number in range(7)]
    return render(request, "officials/hours.html", {"form": form, "days": days}, status=422 if form.errors else 200)
