"""`/thong-ke/`: the figures for everybody."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.reports.selectors.public_figures import public_figures
from apps.reports.views.sharing import counted, is_known, our_office, shared


@login_not_required
@require_safe
def figures(request: HttpRequest) -> HttpResponseBase:
    """What came, what was done and when, what is open: each share with what it was divided by."""
    agency, at = our_office(), timezone.now()
    counted(request, at=at)
    context = {
        "figures": public_figures(agency=agency, at=at),
        "office_name": agency.name,
        "trail": [(reverse("portal:home"), _("Trang chủ"))],
        "is_cookieless": not is_known(request),
    }
    minute = at.replace(second=0, microsecond=0)
    return shared(request, render(request, "reports/public.html", context), changed_at=minute)
