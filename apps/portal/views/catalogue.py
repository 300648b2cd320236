"""`/thu-tuc/`: find a procedure, read what it takes."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.officials.models import Agency
from apps.portal.domain.catalogue import Asked, asked_of
from apps.portal.labels.catalogue import SORT_LABELS, TIME_LABELS
from apps.portal.selectors import catalogue as lists
from apps.portal.selectors import guide as guides
from apps.portal.selectors import procedure as procedures
from apps.portal.selectors.helping import guide_of
from apps.procedures.domain.codes import CodeRefused, code_of
from apps.procedures.domain.life import Standing
from apps.procedures.labels.posting import posted_words
from apps.procedures.models import ProcedureVersion, Signpost
from apps.procedures.selectors import out_of_force
from apps.procedures.selectors.counting import counts
from apps.procedures.selectors.faqs import faq_of
from apps.procedures.selectors.posting import posted_days


@login_not_required
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Search, facets, twenty rows."""
    asked = asked_of(values=request.GET.getlist, times=list(TIME_LABELS), sorts=list(SORT_LABELS))
    page = lists.page(asked=asked, agency=_office(), at=timezone.now())
    context = {"page": page, "life_events": [], "counts": None}
    if asked == Asked():
        context |= {"life_events": guides.life_events(), "counts": counts(agency=_office(), at=timezone.now())}
    return render(request, "portal/catalogue.html", context)


@login_not_required
@require_safe
def finder(request: HttpRequest) -> HttpResponse:
    """«Bạn cần gì?»: at most four questions, each answer a link, then the procedures that were meant."""
    try:
        page = guides.page(slug=request.GET.get(guides.STEP, ""), agency=_office(), at=timezone.now())
    except Signpost.DoesNotExist:
        raise Http404 from None
    return render(request, "portal/finder.html", {"page": page})


@login_not_required
@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Answer first: time, fee, papers, where; the law below."""
    try:
        known = code_of(code)
    except CodeRefused:
        raise Http404 from None
    if known != code:
        return redirect("portal:procedure", code=known, permanent=True)
    at, agency = timezone.now(), _office()
    try:
        page = procedures.page(code=known, agency=agency, at=at)
    except ProcedureVersion.DoesNotExist:
        return _not_in_force(request, known, at)
    catalogue_href = reverse("portal:catalogue")
    trail = [
        (reverse("portal:home"), _("Trang chủ")),
        (catalogue_href, _("Thủ tục")),
        (f"{catalogue_href}?linh-vuc={page.version.field.slug}", page.version.field.name),
    ]
    shown = {
        "faqs": faq_of(agency=agency, procedure=page.version.procedure, field=page.version.field),
        "posted": posted_words(posted_days(agency=agency, version=page.version)) if agency else "",
        "guide": guide_of(request.user, agency=agency),
    }
    return render(request, "portal/procedure.html", {"page": page, "trail": trail, **shown})


def _not_in_force(request: HttpRequest, code: str, at: datetime) -> HttpResponse:
    """What was abolished says so and what one files now; what is to come says from which day."""
    over = out_of_force(code=code, at=at)
    if over is None:
        raise Http404
    is_gone = over.standing is Standing.OVER
    return render(request, "portal/procedure_over.html", {"over": over}, status=410 if is_gone else 200)


def _office() -> Agency | None:
    return Agency.objects.filter(is_ours=True).first()
