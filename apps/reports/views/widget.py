"""`/nhung/`: the on-time widget, for pages of other houses: as a page, as JSON, as a picture."""

from __future__ import annotations

import json
from datetime import datetime

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from apps.reports.domain.widget import FRAME_HEIGHT, HEIGHT, WIDTH, Widget, letter_size
from apps.reports.labels.widget import widget_words
from apps.reports.printing.widget import widget_png
from apps.reports.selectors.widget import on_time_widget
from apps.reports.views.sharing import counted, is_known, our_office, shared

FRESH_SECONDS = 5 * 60
ALL_MAY_FRAME = {"frame-ancestors": ["*"]}


@login_not_required
@xframe_options_exempt
@csp_replace(ALL_MAY_FRAME)
@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """What stands in a frame of another house; the one page of ours that anybody may frame."""
    widget = _widget(request, at=timezone.now())
    context = {"widget": widget, "words": widget_words(widget), "site": settings.PUBLIC_ADDRESS}
    return _shared(request, render(request, "reports/widget.html", context), widget)


@login_not_required
@require_safe
def as_json(request: HttpRequest) -> HttpResponseBase:
    """The same for a machine; any page may ask for it."""
    widget = _widget(request, at=timezone.now())
    seen = timezone.localtime(widget.counted_until) if widget.counted_until else None
    told = {
        "agency": {"code": widget.office_code, "name": widget.office},
        "from": widget.month.first.replace(month=1).isoformat(),
        "month": widget.month.text,
        "received": widget.received,
        "done": widget.done,
        "on_time": widget.kept,
        "rate": str(widget.rate.percent) if widget.rate else None,
        "rate_text": widget.rate.text if widget.rate else None,
        "updated_at": seen.isoformat(timespec="seconds") if seen else None,
        "is_stale": widget.is_stale,
        "definition": f"{settings.PUBLIC_ADDRESS}{reverse('reports:public')}",
        "is_demo": widget.is_demo,
    }
    response = HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return _shared(request, response, widget)


@login_not_required
@require_safe
def as_svg(request: HttpRequest) -> HttpResponseBase:
    """The same as a picture of lines."""
    widget = _widget(request, at=timezone.now())
    words = widget_words(widget)
    context = {
        "words": words,
        "width": WIDTH,
        "height": HEIGHT,
        "office_size": letter_size(words.office, most=16),
        "updated_size": letter_size(f"{words.updated}. {words.stale}" if words.stale else words.updated, most=12),
    }
    picture = render(request, "reports/widget.svg", context, content_type="image/svg+xml; charset=utf-8")
    return _shared(request, picture, widget)


@login_not_required
@require_safe
def as_png(request: HttpRequest) -> HttpResponseBase:
    """The same as a picture of dots."""
    widget = _widget(request, at=timezone.now())
    return _shared(request, HttpResponse(widget_png(widget_words(widget)), content_type="image/png"), widget)


@login_not_required
@require_safe
def embedding(request: HttpRequest) -> HttpResponseBase:
    """How another house takes it: lines to copy, and what they show."""
    agency, at = our_office(), timezone.now()
    counted(request, at=at)
    context = {
        "office_name": agency.name,
        "site": settings.PUBLIC_ADDRESS,
        "width": WIDTH,
        "height": FRAME_HEIGHT,
        "trail": [(reverse("portal:home"), _("Trang chủ")), (reverse("reports:public"), _("Số liệu công khai"))],
        "is_cookieless": not is_known(request),
    }
    return shared(request, render(request, "reports/embedding.html", context), changed_at=None)


def _widget(request: HttpRequest, *, at: datetime) -> Widget:
    agency = our_office()
    counted(request, at=at)
    return on_time_widget(agency=agency, at=at)


def _shared(request: HttpRequest, response: HttpResponse, widget: Widget) -> HttpResponseBase:
    return shared(request, response, changed_at=widget.changed_at, seconds=FRESH_SECONDS)
