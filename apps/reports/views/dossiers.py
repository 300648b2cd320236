"""The dossiers behind a figure of the board."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.desk.selectors.keyset import BadMark
from apps.reports import permissions
from apps.reports.domain.exports import kind_of
from apps.reports.labels.board import SIGHT_LABELS
from apps.reports.selectors.listing import listing
from apps.reports.selectors.wished import narrowed_words, period_words
from apps.reports.selectors.wishes import NoSuchSight, Wish


@require_safe
def dossiers(request: HttpRequest) -> HttpResponse:
    """A page of fifty of what was counted, in the order in which it was counted."""
    at = timezone.now()
    actor, agency = permissions.reader(request, at=at)
    asked = request.GET
    try:
        wish = Wish.said(asked.dict())
    except NoSuchSight as error:
        raise Http404 from error
    ask = partial(listing, wish=wish, actor=actor, agency=agency, at=at)
    try:
        page = ask(after=asked.get("sau", ""), before=asked.get("truoc", ""))
    except BadMark:
        page = ask()
    context = {
        "page": page,
        "wish": wish,
        "title": SIGHT_LABELS[wish.sight],
        "period": period_words(wish=wish),
        "narrowed": narrowed_words(wish=wish, agency=agency),
        "saved_as": kind_of(sight=wish.sight).value,
        "link": request.build_absolute_uri(wish.href),
        "older": f"{wish.href}&{urlencode({'sau': page.after})}" if page.after else "",
        "newer": f"{wish.href}&{urlencode({'truoc': page.before})}" if page.before else "",
        "at": at,
    }
    return render(request, "reports/dossiers.html", context)
