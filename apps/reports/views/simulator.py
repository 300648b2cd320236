"""`/dieu-hanh/chi-so/mo-phong/`: what would raise the index most, and what the national portal would reject."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.desk.selectors.keyset import BadMark
from apps.reports import permissions
from apps.reports.domain.rejections import Lack
from apps.reports.domain.terms import NotATerm, Term, month_of
from apps.reports.labels import index_766 as labels
from apps.reports.selectors.rejections import Rejections, rejections
from apps.reports.selectors.simulator import simulation


@require_safe
def simulator(request: HttpRequest) -> HttpResponse:
    """The ten open dossiers that would raise the index most in the running month."""
    at = timezone.now()
    actor, agency = permissions.reader(request, at=at)
    found = simulation(actor=actor, agency=agency, at=at)
    return render(request, "reports/simulator.html", {"found": found, "at": at})


@require_safe
def rejected(request: HttpRequest) -> HttpResponse:
    """Dossiers received in a period (`?ky=`) that lack something the national portal asks (`?thieu=`: one thing)."""
    at = timezone.now()
    actor, agency = permissions.reader(request, at=at)
    today = timezone.localdate(at)
    try:
        term = Term.read(request.GET["ky"]) if "ky" in request.GET else month_of(today)
        lack = Lack(request.GET["thieu"]) if request.GET.get("thieu") else None
    except NotATerm:
        return redirect("reports:rejected")
    except ValueError as error:
        raise Http404 from error
    ask = partial(rejections, term=term, lack=lack, actor=actor, agency=agency, at=at)
    try:
        page = ask(after=request.GET.get("sau", ""), before=request.GET.get("truoc", ""))
    except BadMark:
        page = ask()
    asked = {"ky": term.text} | ({"thieu": lack.value} if lack else {})
    context = {
        "page": page,
        "chips": _chips(page, lack, term),
        "term": term,
        "said": asked,
        "term_words": labels.term_words(term),
        "days_words": labels.days_words(term.span),
        "older": f"?{urlencode(asked | {'sau': page.after})}" if page.after else "",
        "newer": f"?{urlencode(asked | {'truoc': page.before})}" if page.before else "",
        "at": at,
    }
    return render(request, "reports/rejected.html", context)


def _chips(page: Rejections, chosen: Lack | None, term: Term) -> list[dict[str, Any]]:
    here = f"{reverse('reports:rejected')}?ky={term.text}"
    every = {"href": here, "words": _("Tất cả"), "count": None, "is_on": chosen is None}
    return [
        every,
        *(
            {
                "href": f"{here}&thieu={lack.value}",
                "words": labels.LACK_LABELS[lack],
                "count": count,
                "is_on": lack is chosen,
            }
            for lack, count in page.counts.items()
            if count or lack is chosen
        ),
    ]
