"""What the nightly look at the books has found."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from apps.reports import permissions
from apps.reports.domain.doubts import Doubt
from apps.reports.labels.doubts import DOUBT_LABELS
from apps.reports.selectors.doubts import Found, found
from apps.reports.selectors.menu import menu


@require_safe
def doubts(request: HttpRequest) -> HttpResponse:
    """Fifty at a time, of one doubt or of all; each says why, and what can be done."""
    at = timezone.now()
    actor, agency = permissions.reader(request, at=at)
    try:
        doubt = Doubt(request.GET["vi"]) if request.GET.get("vi") else None
    except ValueError as error:
        raise Http404 from error
    page = found(
        actor=actor,
        agency=agency,
        at=at,
        doubt=doubt,
        after=request.GET.get("sau", ""),
        before=request.GET.get("truoc", ""),
    )
    asked = {"vi": doubt.value} if doubt else {}
    context = {
        "menu": menu(room="doubts", agency=agency),
        "page": page,
        "chips": _chips(page, doubt),
        "said": asked,
        "older": f"?{urlencode(asked | {'sau': page.after})}" if page.after else "",
        "newer": f"?{urlencode(asked | {'truoc': page.before})}" if page.before else "",
        "at": at,
    }
    return render(request, "reports/doubts.html", context)


def _chips(page: Found, chosen: Doubt | None) -> list[dict[str, object]]:
    here = reverse("reports:doubts")
    every = {
        "href": here,
        "words": gettext("Tất cả"),
        "count": sum(page.counts.values()),
        "is_on": chosen is None,
    }
    return [
        every,
        *(
            {
                "href": f"{here}?vi={doubt.value}",
                "words": DOUBT_LABELS[doubt],
                "count": page.counts.get(doubt, 0),
                "is_on": doubt is chosen,
            }
            for doubt in Doubt
            if page.counts.get(doubt) or doubt is chosen
        ),
    ]
