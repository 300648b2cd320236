"""Many days at once: from a file that is looked at first, or picked from what a year is expected to bring."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from apps.officials.domain.duties import Duty
from apps.officials.forms import FileForm, PicksForm
from apps.officials.models import CalendarChange, CalendarImport
from apps.officials.permissions import StaffRequest
from apps.officials.selectors import ZONE
from apps.officials.selectors.years import dry_look, unwritten_proposals
from apps.officials.services import calendars
from apps.officials.views.calendar import back_to_year, year_from
from apps.officials.views.doors import needs


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.ADMINISTRATOR)
def upload(request: StaffRequest) -> HttpResponse:
    """A file is read and kept; nothing of the calendar changes yet."""
    form = FileForm(request.POST or None, request.FILES or None) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        kept = calendars.keep_import(
            agency=request.official.agency,
            file_name=form.file_name,
            file=form.cleaned_data["file"],
            by=request.actor,
            at=request.at,
        )
        return redirect("officials:import", import_id=kept.pk)
    return render(request, "officials/upload.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.ADMINISTRATOR)
def look(request: StaffRequest, import_id: int) -> HttpResponse:
    """What the file would bring, change and leave out; posted, its good lines are taken over."""
    agency = request.official.agency
    kept = get_object_or_404(CalendarImport, pk=import_id, agency=agency)
    if request.method == "POST":
        change = calendars.take_over_import(import_id=kept.pk, by=request.actor, at=request.at)
        return back_to_year(request, change, dry_look(kept=kept).first_year or request.at.astimezone(ZONE).year)
    return render(request, "officials/import.html", {"look": dry_look(kept=kept)})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.ADMINISTRATOR)
def proposals(request: StaffRequest) -> HttpResponse:
    """The days that a year is expected to bring and that the calendar does not have; those picked stay «dự kiến»."""
    agency = request.official.agency
    year = year_from(request, default=request.at.astimezone(ZONE).year + 1)
    proposed = unwritten_proposals(agency_id=agency.pk, year=year)
    form = PicksForm(request.POST if request.method == "POST" else None, proposed=proposed)
    if request.method == "POST" and form.is_valid():
        change = calendars.put_calendar_days(
            agency=agency, lines=form.lines(), by=request.actor, at=request.at, kind=CalendarChange.Kind.PICKED
        )
        return back_to_year(request, change, year)
    if request.method == "POST" and not proposed:
        return back_to_year(request, None, year)
    context = {"form": form, "year": year, "proposed": proposed}
    return render(request, "officials/proposals.html", context, status=422 if form.errors else 200)
