"""Help that is counted: alone or with help, how confirmed, by which phones."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.reports import permissions
from apps.reports.domain.periods import Month, NotAMonth
from apps.reports.labels.board import month_words
from apps.reports.selectors.helping import help_figures
from apps.reports.selectors.menu import menu

MONTHS_OFFERED = 6


@require_safe
def helping(request: HttpRequest) -> HttpResponse:
    """One month (`?thang=2026-11`, this one unless said otherwise)."""
    at = timezone.now()
    _actor, agency = permissions.reader(request, at=at)
    current = Month.of(at)
    try:
        month = Month.read(request.GET["thang"]) if "thang" in request.GET else current
    except NotAMonth:
        return redirect("reports:helping")
    if month > current:
        return redirect("reports:helping")
    offered = dict.fromkeys([*(current.back(number) for number in range(MONTHS_OFFERED)), month])
    address = reverse("reports:helping")
    context = {
        "menu": menu(room="helping", agency=agency),
        "figures": help_figures(month=month, agency=agency),
        "chips": [
            {
                "href": f"{address}?thang={one.text}",
                "words": month_words(one).capitalize(),
                "count": None,
                "is_on": one == month,
            }
            for one in offered
        ],
        "month_words": month_words(month),
        "at": at,
    }
    return render(request, "reports/helping.html", context)
