"""`/du-lieu-mo/`: the catalogue for everybody to take, at addresses that stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.core.limits import Limit, count
from apps.core.strangers import client_address
from apps.officials.models import Agency
from apps.procedures.domain.open_data import LICENCE, LICENCE_ADDRESS, SCHEMA
from apps.procedures.exports import About, catalogue_csv, catalogue_json
from apps.procedures.labels.open_data import COLUMN_MEANINGS
from apps.procedures.selectors.law import ZONE
from apps.procedures.selectors.open_data import OpenRecord, count_in_force, open_records
from apps.procedures.services.open_data import current_edition

PER_ADDRESS = Limit("open-data", 30, 60)
FRESH_SECONDS = 300
Writer = Callable[..., Iterator[str]]


@login_not_required
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What there is to take, what its columns mean, under which licence."""
    agency, at = _office(), timezone.now()
    context = {
        "edition": current_edition(agency=agency, at=at),
        "count": count_in_force(at=at),
        "columns": COLUMN_MEANINGS.items(),
        "trail": [(reverse("portal:home"), _("Trang chủ"))],
        "schema": SCHEMA,
        "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
        "site": settings.PUBLIC_ADDRESS,
    }
    return render(request, "procedures/open_data.html", context)


@login_not_required
@require_safe
def as_json(request: HttpRequest) -> HttpResponseBase:
    """The whole catalogue as JSON."""
    return _file(request, catalogue_json, kind="application/json", name="thu-tuc.json")


@login_not_required
@require_safe
def as_csv(request: HttpRequest) -> HttpResponseBase:
    """The whole catalogue as CSV."""
    return _file(request, catalogue_csv, kind="text/csv; charset=utf-8", name="thu-tuc.csv")


def _file(request: HttpRequest, write: Writer, *, kind: str, name: str) -> HttpResponseBase:
    agency, at = _office(), timezone.now()
    edition = current_edition(agency=agency, at=at)
    etag = f'"{edition.mark}-{SCHEMA}-{name}"'
    headers = {
        "ETag": etag,
        "Last-Modified": http_date(int(edition.noticed_at.timestamp())),
        "Cache-Control": f"public, max-age={FRESH_SECONDS}",
        "Access-Control-Allow-Origin": "*",
        "Content-Disposition": f'inline; filename="{name}"',
    }
    known = get_conditional_response(request, etag=etag, last_modified=int(edition.noticed_at.timestamp()))
    if known is not None:
        return known
    if request.method == "HEAD":
        return HttpResponse(content_type=kind, headers=headers)
    count(limits=[(PER_ADDRESS, client_address(request))], at=at)
    about = About(
        office=agency.name,
        office_code=agency.code,
        edition=edition.number,
        since=edition.noticed_at.astimezone(ZONE),
        on=at.astimezone(ZONE).date(),
        count=count_in_force(at=at),
        site=settings.PUBLIC_ADDRESS,
        is_demo=agency.is_demo,
    )
    records: Iterable[OpenRecord] = open_records(agency=agency, at=at)
    return StreamingHttpResponse(write(about=about, records=records), content_type=kind, headers=headers)


def _office() -> Agency:
    agency = Agency.objects.filter(is_ours=True).first()
    if agency is None:
        raise Http404
    return agency
