"""`/thong-ke/ban-tin/`: a month for the loudspeaker, and its sheet for the notice board."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.reports.domain.periods import Month, NotAMonth
from apps.reports.labels.board import month_words
from apps.reports.models import NoticeSheet
from apps.reports.selectors.bulletin import month_told, read_aloud, told_months
from apps.reports.views.sharing import counted, is_known, our_office, shared

FRESH_SECONDS = 5 * 60


@login_not_required
@require_safe
def bulletin(request: HttpRequest) -> HttpResponseBase:
    """The last month that is over, or another one (`?thang=2026-09`), as it is read aloud."""
    agency, at = our_office(), timezone.now()
    counted(request, at=at)
    months = told_months(agency=agency)
    try:
        month = Month.read(request.GET["thang"]) if "thang" in request.GET else next(iter(months), None)
    except NotAMonth:
        return redirect("reports:bulletin")
    told = month_told(agency=agency, month=month) if month else None
    if month and told is None:
        return redirect("reports:bulletin")
    lines, seconds = read_aloud(told=told, agency=agency) if told else ((), 0)
    context: dict[str, Any] = {
        "told": told,
        "month_words": month_words(told.month) if told else "",
        "lines": lines,
        "seconds": seconds,
        "chips": [
            {
                "href": f"{reverse('reports:bulletin')}?thang={one.text}",
                "words": month_words(one).capitalize(),
                "count": None,
                "is_on": one == month,
            }
            for one in months
        ],
        "trail": [(reverse("portal:home"), _("Trang chủ")), (reverse("reports:public"), _("Số liệu công khai"))],
        "is_cookieless": not is_known(request),
    }
    page = render(request, "reports/bulletin.html", context)
    return shared(request, page, changed_at=None, seconds=FRESH_SECONDS)


@login_not_required
@require_safe
def sheet(request: HttpRequest, month: str) -> HttpResponseBase:
    """The sheet for the notice board, as a worker printed it: nobody's visit prints anything."""
    agency, at = our_office(), timezone.now()
    counted(request, at=at)
    try:
        wanted = Month.read(month)
    except NotAMonth as error:
        raise Http404 from error
    rows = NoticeSheet.objects.filter(agency_id=agency.pk, published__month=wanted.first)
    found = rows.order_by("-published__version").first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.pdf), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="niem-yet-{wanted.text}.pdf"'
    return shared(request, response, changed_at=found.printed_at, seconds=FRESH_SECONDS)
