"""The dossiers behind a figure of the board."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.core.labels import day as day_words
from apps.desk.selectors.keyset import BadMark
from apps.dossiers.domain.status import Channel
from apps.dossiers.labels import CHANNEL_LABELS, STAGE_LABELS
from apps.reports import permissions
from apps.reports.domain.sights import BY_BASIS
from apps.reports.labels.board import BASIS_LABELS, SIGHT_LABELS, month_words
from apps.reports.selectors.listing import NoSuchSight, Wish, listing


@require_safe
def dossiers(request: HttpRequest) -> HttpResponse:
    """A page of fifty of what was counted, in the order in which it was counted."""
    at = timezone.now()
    actor, agency = permissions.reader(request, at=at)
    asked = request.GET
    try:
        wish = Wish.read(
            sight=asked.get("viec", ""),
            month=asked.get("thang", ""),
            field=asked.get("linh-vuc", ""),
            channel=asked.get("kenh", ""),
            basis=asked.get("hen", ""),
            stage=asked.get("khau", ""),
            day=asked.get("ngay", ""),
            holder=asked.get("nguoi-giu", ""),
        )
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
        "period": month_words(wish.month) if wish.month else day_words(wish.day.first) if wish.day else "",
        "basis": BASIS_LABELS[wish.basis] if wish.sight in BY_BASIS else "",
        "stage": STAGE_LABELS[wish.stage] if wish.stage else "",
        "channel": CHANNEL_LABELS[Channel(wish.channel)] if wish.channel else "",
        "link": request.build_absolute_uri(wish.href),
        "older": f"{wish.href}&{urlencode({'sau': page.after})}" if page.after else "",
        "newer": f"{wish.href}&{urlencode({'truoc': page.before})}" if page.before else "",
        "at": at,
    }
    return render(request, "reports/dossiers.html", context)
