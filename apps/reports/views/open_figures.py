"""`/du-lieu-mo/thong-ke/`: the figures as files at addresses that stay, to reckon every share from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.officials.models import Agency
from apps.procedures.domain.open_data import LICENCE, LICENCE_ADDRESS
from apps.reports.domain.periods import Month
from apps.reports.domain.published import (
    MONTH_COLUMNS,
    NOW_COLUMNS,
    SCHEMA,
    FileKind,
    FileName,
    NoSuchFile,
    csv_head,
    csv_lines,
    month_csv,
    month_json,
    now_csv,
    now_json,
)
from apps.reports.domain.published_schema import json_schema
from apps.reports.labels.published import COLUMN_MEANINGS
from apps.reports.models import PublishedMonth
from apps.reports.selectors.published import (
    counted_until,
    current_edition,
    giver_of,
    newest,
    open_rows,
    versions,
    waiting_months,
)
from apps.reports.views.sharing import counted, is_known, our_office, shared

KINDS = {FileKind.JSON: "application/json", FileKind.CSV: "text/csv; charset=utf-8"}
FROZEN_SECONDS, LIVE_SECONDS = 24 * 60 * 60, 60


@login_not_required
@require_safe
def open_figures(request: HttpRequest) -> HttpResponseBase:
    """Which months there are, in which versions and why, what the columns mean."""
    agency, at = our_office(), timezone.now()
    counted(request, at=at)
    context = {
        "months": [(month, rows) for month, rows in versions(agency=agency).items()],
        "current": waiting_months(agency=agency, at=at),
        "columns": COLUMN_MEANINGS.items(),
        "trail": [(reverse("portal:home"), _("Trang chủ")), (reverse("procedures:open_data"), _("Dữ liệu mở"))],
        "schema": SCHEMA,
        "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
        "site": settings.PUBLIC_ADDRESS,
        "is_cookieless": not is_known(request),
    }
    return shared(request, render(request, "reports/open_figures.html", context), changed_at=None)


@login_not_required
@require_safe
def month_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """One month: as it was given away, or as it is counted now where it is not over or waits for its night."""
    agency, at = our_office(), timezone.now()
    counted(request, at=at)
    try:
        wanted = FileName.read(name)
    except NoSuchFile as error:
        raise Http404 from error
    rows = PublishedMonth.objects.filter(agency_id=agency.pk, month=wanted.month.first)
    found = (rows.filter(version=wanted.version) if wanted.version else rows.order_by("-version")).first()
    if found:
        text = found.json_text if wanted.kind is FileKind.JSON else found.csv_text
        seconds = FROZEN_SECONDS if wanted.version else LIVE_SECONDS
        return _file(request, text, name=str(wanted), kind=wanted.kind, changed_at=found.published_at, seconds=seconds)
    if wanted.version or wanted.month not in waiting_months(agency=agency, at=at):
        raise Http404
    edition = current_edition(agency=agency, month=wanted.month, at=at)
    write = month_json if wanted.kind is FileKind.JSON else month_csv
    text = write(edition, giver=giver_of(agency=agency, site=settings.PUBLIC_ADDRESS))
    return _file(request, text, name=str(wanted), kind=wanted.kind, changed_at=edition.at)


@login_not_required
@require_safe
def open_now(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What is open at this moment, as JSON or CSV."""
    agency, at = our_office(), timezone.now()
    counted(request, at=at)
    write = now_json if kind == FileKind.JSON else now_csv
    giver = giver_of(agency=agency, site=settings.PUBLIC_ADDRESS)
    text = write(open_rows(agency=agency, at=at), at=at, giver=giver)
    return _file(request, text, name=f"dang-giu.{kind}", kind=FileKind(kind), changed_at=at)


@login_not_required
@require_safe
def all_months(request: HttpRequest) -> HttpResponseBase:
    """Every month in one CSV, written while it is sent: the newest version of each, then those not closed."""
    agency, at = our_office(), timezone.now()
    counted(request, at=at)
    marks = [f"{month.text}.v{rows[0].version}" for month, rows in versions(agency=agency).items()]
    etag = hashlib.sha256(f"{marks} {counted_until()}".encode()).hexdigest()[:32]
    headers = _headers("tat-ca.csv", seconds=LIVE_SECONDS) | {"ETag": f'"{etag}"'}
    if known := get_conditional_response(request, etag=headers["ETag"]):
        return known
    if request.method == "HEAD":
        return HttpResponse(content_type=KINDS[FileKind.CSV], headers=headers)
    lines = _all_lines(agency, at)
    return StreamingHttpResponse(lines, content_type=KINDS[FileKind.CSV], headers=headers)


def _all_lines(agency: Agency, at: datetime) -> Iterator[str]:
    yield csv_head()
    for row in newest(agency=agency).only("csv_text").iterator(chunk_size=12):
        yield row.csv_text.partition("\n")[2]
    giver = giver_of(agency=agency, site=settings.PUBLIC_ADDRESS)
    for month in waiting_months(agency=agency, at=at):
        yield from csv_lines(current_edition(agency=agency, month=month, at=at), giver=giver)


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Every file of every version with its checksum, for machines."""
    agency, at = our_office(), timezone.now()
    counted(request, at=at)
    base = f"{settings.PUBLIC_ADDRESS}{reverse('reports:open_figures')}"
    told = {
        "schema": SCHEMA,
        "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
        "months": [
            {
                "month": month.text,
                "versions": [
                    {
                        "version": row.version,
                        "reason": row.reason,
                        "published_at": timezone.localtime(row.published_at).isoformat(timespec="seconds"),
                        "files": [
                            {"href": f"{base}{name}", "sha256": sha256} for name, sha256 in _checksums(month, row)
                        ],
                    }
                    for row in rows
                ],
            }
            for month, rows in versions(agency=agency).items()
        ],
        "not_closed": [
            {"month": month.text, "files": [{"href": f"{base}{month.text}.{kind}"} for kind in FileKind]}
            for month in waiting_months(agency=agency, at=at)
        ],
        "open_now": [{"href": f"{base}dang-giu.{kind}"} for kind in FileKind],
        "all_months": {"href": f"{base}tat-ca.csv"},
    }
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return _file(request, text, name="danh-muc.json", kind=FileKind.JSON, changed_at=None)


@login_not_required
@require_safe
def checksums(request: HttpRequest) -> HttpResponseBase:
    """`sha256sum -c` reads it: each version of each file, and the newest under its short name too."""
    agency, at = our_office(), timezone.now()
    counted(request, at=at)
    lines = []
    for month, rows in versions(agency=agency).items():
        lines += [f"{sha256}  {month.text}.{name.rpartition('.')[2]}\n" for name, sha256 in _checksums(month, rows[0])]
        lines += [f"{sha256}  {name}\n" for row in rows for name, sha256 in _checksums(month, row)]
    headers = _headers("SHA256SUMS", seconds=LIVE_SECONDS)
    response = HttpResponse("".join(lines), content_type="text/plain; charset=utf-8", headers=headers)
    return shared(request, response, changed_at=None)


@login_not_required
@require_safe
def schema(request: HttpRequest) -> HttpResponseBase:
    """The JSON Schema of a month, and the columns of the CSV."""
    counted(request, at=timezone.now())
    meanings = {name: str(words) for name, words in COLUMN_MEANINGS.items()}
    told = json_schema(meanings=meanings) | {"csv": {"month": MONTH_COLUMNS, "open": NOW_COLUMNS}}
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return _file(request, text, name="luoc-do.json", kind=FileKind.JSON, changed_at=None)


def _checksums(month: Month, row: PublishedMonth) -> list[tuple[str, str]]:
    sums = {FileKind.JSON: row.json_sha256, FileKind.CSV: row.csv_sha256}
    return [(str(FileName(month=month, version=row.version, kind=kind)), sha256) for kind, sha256 in sums.items()]


def _headers(name: str, *, seconds: int) -> dict[str, str]:
    return {
        "Cache-Control": f"public, max-age={seconds}",
        "Access-Control-Allow-Origin": "*",
        "Content-Disposition": f'inline; filename="{name}"',
    }


def _file(
    request: HttpRequest,
    text: str,
    *,
    name: str,
    kind: FileKind,
    changed_at: datetime | None,
    seconds: int = LIVE_SECONDS,
) -> HttpResponseBase:
    response = HttpResponse(text, content_type=KINDS[kind], headers=_headers(name, seconds=seconds))
    return shared(request, response, changed_at=changed_at, seconds=seconds)
