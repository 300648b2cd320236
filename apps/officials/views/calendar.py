"""The calendar of the office: a year of it, its days, the file it can be given as."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.labels import day as day_words
from apps.officials.domain.calendars import FIRST_YEAR, LAST_YEAR, CalendarLine
from apps.officials.domain.duties import Duty
from apps.officials.exports import calendar_csv
from apps.officials.forms import DayForm, NewDayForm
from apps.officials.models import CalendarChange
from apps.officials.permissions import StaffRequest
from apps.officials.selectors import ZONE, calendar_lines
from apps.officials.selectors.years import year_of
from apps.officials.services import calendars
from apps.officials.views.doors import needs

YEARS_BEFORE, YEARS_AFTER = 1, 2


@require_safe
@needs(Duty.ADMINISTRATOR)
def calendar(request: StaffRequest) -> HttpResponse:
    """One year (`?nam=2026`, this one unless said otherwise) and what was changed last."""
    this_year = request.at.astimezone(ZONE).year
    year = year_from(request, default=this_year)
    offered = sorted({*range(this_year - YEARS_BEFORE, this_year + YEARS_AFTER + 1), year})
    context = {
        "year": year_of(agency=request.official.agency, year=year, at=request.at),
        "chips": [
            {
                "href": f"{reverse('officials:calendar')}?nam={one}",
                "words": str(one),
                "count": None,
                "is_on": one == year,
            }
            for one in offered
        ],
    }
    return render(request, "officials/calendar.html", context)


@require_safe
@needs(Duty.ADMINISTRATOR)
def download(request: StaffRequest) -> HttpResponse:
    """The same year as a CSV file that the import reads."""
    year = year_from(request, default=request.at.astimezone(ZONE).year)
    lines = calendar_lines(agency_id=request.official.agency_id, year=year).values()
    response = HttpResponse(calendar_csv(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="lich-{year}.csv"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.ADMINISTRATOR)
def new_day(request: StaffRequest) -> HttpResponse:
    """One more day, and the day that makes up for it."""
    agency = request.official.agency
    form = NewDayForm(request.POST or None, known=calendar_lines(agency_id=agency.pk).keys())
    if request.method == "POST" and form.is_valid():
        change = calendars.put_calendar_days(agency=agency, lines=form.lines(), by=request.actor, at=request.at)
        return back_to_year(request, change, form.cleaned_data["day"].year)
    return _day_page(request, form, line=None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Duty.ADMINISTRATOR)
def edit_day(request: StaffRequest, day: str) -> HttpResponse:
    """What is written down about a day, put right."""
    agency = request.official.agency
    line = _line(request, day)
    initial = {**line.as_json(), "sessions": line.sessions.replace(",", ", ")}
    form = DayForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change = calendars.put_calendar_days(
            agency=agency, lines=[form.line(line.date)], by=request.actor, at=request.at
        )
        return back_to_year(request, change, line.date.year)
    return _day_page(request, form, line=line)


@require_POST
@needs(Duty.ADMINISTRATOR)
def remove_day(request: StaffRequest, day: str) -> HttpResponse:
    """The day is again what its weekday says."""
    date_ = date_from(day)
    change = calendars.remove_calendar_day(agency=request.official.agency, day=date_, by=request.actor, at=request.at)
    return back_to_year(request, change, date_.year)


@require_POST
@needs(Duty.ADMINISTRATOR)
def confirm_day(request: StaffRequest, day: str) -> HttpResponse:
    """An expected day has been announced."""
    date_ = date_from(day)
    change = calendars.confirm_calendar_day(agency=request.official.agency, day=date_, by=request.actor, at=request.at)
    return back_to_year(request, change, date_.year)


def back_to_year(request: StaffRequest, change: CalendarChange | None, year: int) -> HttpResponse:
    """The page of the year, with a word about what has become of the change."""
    if change is None:
        messages.info(request, _("Lịch vẫn như cũ, không có gì thay đổi."))
    else:
        messages.success(
            request,
            _("Đã ghi vào lịch. Hồ sơ đang mở được tính lại; ngày đã hẹn giữ nguyên cho đến khi lãnh đạo xem."),
        )
    return redirect(f"{reverse('officials:calendar')}?nam={year}")


def year_from(request: StaffRequest, *, default: int) -> int:
    """The year that the query names."""
    asked = request.GET.get("nam", "")
    is_year = asked.isascii() and asked.isdecimal() and len(asked) == 4 and FIRST_YEAR <= int(asked) <= LAST_YEAR
    return int(asked) if is_year else default


def date_from(text: str) -> date:
    """The day that an address names. Raises Http404."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error


def _line(request: StaffRequest, day: str) -> CalendarLine:
    date_ = date_from(day)
    line = calendar_lines(agency_id=request.official.agency_id, year=date_.year).get(date_)
    if line is None:
        raise Http404
    return line


def _day_page(request: StaffRequest, form: DayForm, *, line: CalendarLine | None) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "line": line,
        "title": day_words(line.date) if line else _("Thêm một ngày"),
        "here": reverse("officials:day", args=[line.date]) if line else reverse("officials:new_day"),
    }
    return render(request, "officials/day.html", context, status=422 if form.errors else 200)
