"""«Chưa có thư»: promises that broke and never got a signed letter."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.desk.labels import UNSIGNED_VIEWS
from apps.desk.selectors import guarding
from apps.desk.selectors.keyset import BadMark
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs


@require_safe
@needs(Duty.LEADER)
def never_signed(request: StaffRequest) -> HttpResponse:
    """Who held it, how late it is, whether a draft waits; one view (`?xem=`) of those still open or finished."""
    chosen = request.GET.get("xem", "")
    view = chosen if chosen in UNSIGNED_VIEWS else next(iter(UNSIGNED_VIEWS))
    page = _page(request, view)
    here = reverse("desk:never_signed")
    context = {
        "page": page,
        "chips": [
            {"href": f"{here}?xem={name}", "words": words, "count": page.counts[name], "is_on": name == view}
            for name, words in UNSIGNED_VIEWS.items()
        ],
        "older": f"{here}?xem={view}&sau={page.after}" if page.after else "",
        "newer": f"{here}?xem={view}&truoc={page.before}" if page.before else "",
    }
    return render(request, "desk/never_signed.html", context)


def _page(request: StaffRequest, view: str) -> guarding.UnsignedPage:
    ask = partial(guarding.never_signed, view=view, actor=request.actor, agency=request.official.agency, at=request.at)
    try:
        return ask(after=request.GET.get("sau", ""), before=request.GET.get("truoc", ""))
    except BadMark:
        return ask()
