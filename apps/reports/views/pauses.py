"""The pause ledger of the office, by official."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.desk.selectors.keyset import BadMark
from apps.officials.domain.duties import Duty
from apps.reports import permissions
from apps.reports.domain.periods import Month, NotAMonth
from apps.reports.labels.board import MEASURE_LABELS, month_words
from apps.reports.selectors.ledger import Ask, NoSuchLedger, ledger, lines
from apps.reports.selectors.menu import menu

MONTHS_OFFERED = 6


@require_safe
def pauses(request: HttpRequest) -> HttpResponse:
    """One month (`?thang=2026-11`, this one unless said otherwise): who stopped clocks, and how near the promise."""
    at = timezone.now()
    actor, agency = permissions.reader(request, at=at)
    current = Month.of(at)
    try:
        month = Month.read(request.GET["thang"]) if "thang" in request.GET else current
    except NotAMonth:
        return redirect("reports:pauses")
    if month > current:
        return redirect("reports:pauses")
    offered = dict.fromkeys([*(current.back(number) for number in range(MONTHS_OFFERED)), month])
    address = reverse("reports:pauses")
    chips = [
        {
            "href": f"{address}?thang={one.text}",
            "words": month_words(one).capitalize(),
            "count": None,
            "is_on": one == month,
        }
        for one in offered
    ]
    context = {
        "menu": menu(room="pauses", agency=agency),
        "ledger": ledger(month=month, agency=agency),
        "chips": chips,
        "month_words": month_words(month),
        "may_declare": actor.has(Duty.LEADER),
        "at": at,
    }
    return render(request, "reports/pauses.html", context)


@require_safe
def pause_lines(request: HttpRequest) -> HttpResponse:
    """A page of fifty of the lines behind one number."""
    at = timezone.now()
    actor, agency = permissions.reader(request, at=at)
    asked = request.GET
    try:
        ask = Ask.read(measure=asked.get("muc", ""), month=asked.get("thang", ""), official=asked.get("nguoi", ""))
    except NoSuchLedger as error:
        raise Http404 from error
    show = partial(lines, ask=ask, actor=actor, agency=agency)
    try:
        page = show(after=asked.get("sau", ""), before=asked.get("truoc", ""))
    except BadMark:
        page = show()
    context = {
        "page": page,
        "ask": ask,
        "title": MEASURE_LABELS[ask.measure],
        "month_words": month_words(ask.month),
        "older": f"{ask.href}&{urlencode({'sau': page.after})}" if page.after else "",
        "newer": f"{ask.href}&{urlencode({'truoc': page.before})}" if page.before else "",
        "at": at,
    }
    return render(request, "reports/pause_lines.html", context)
