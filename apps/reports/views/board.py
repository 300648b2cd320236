"""The leader's board."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from apps.reports import permissions
from apps.reports.domain.periods import Month, NotAMonth
from apps.reports.labels.board import month_words
from apps.reports.selectors.board import board as board_of
from apps.reports.selectors.menu import menu

MONTHS_OFFERED = 3


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """One month (`?thang=2026-11`, this one unless said otherwise) beside the one before."""
    at = timezone.now()
    actor, agency = permissions.reader(request, at=at)
    current = Month.of(at)
    try:
        month = Month.read(request.GET["thang"]) if "thang" in request.GET else current
    except NotAMonth:
        return redirect("reports:board")
    if month > current:
        return redirect("reports:board")
    found = board_of(month=month, actor=actor, agency=agency, at=at)
    return render(
        request,
        "reports/board.html",
        {
            "board": found,
            "chips": _chips(month, current),
            "menu": menu(room="board", agency=agency, month=month),
            "saved": {"thang": month.text},
            "at": at,
        },
    )


def _chips(month: Month, current: Month) -> list[dict[str, Any]]:
    """The last months, and the chosen one if it is older."""
    offered = [current.back(number) for number in range(MONTHS_OFFERED)]
    return [
        {
            "href": f"{reverse('reports:board')}?thang={one.text}",
            "words": gettext("%(month)s đến hôm nay") % {"month": month_words(one).capitalize()}
            if one == current
            else month_words(one).capitalize(),
            "count": None,
            "is_on": one == month,
        }
        for one in dict.fromkeys([*offered, month])
    ]
