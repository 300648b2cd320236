"""`/dieu-hanh/bao-cao/`: statutory reports of a period, each figure with its dossiers; handed in, frozen, corrected."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.core.paper.wording import local
from apps.desk.selectors.keyset import BadMark
from apps.dossiers.models import Dossier
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.selectors import work_calendar
from apps.officials.views.doors import needs
from apps.reports.domain.form_06 import Column
from apps.reports.domain.freezing import changes, fingerprint
from apps.reports.domain.terms import NotATerm, Span, Term, lately
from apps.reports.exports.form_06 import report_xlsx
from apps.reports.labels.form_06 import COLUMN_LABELS
from apps.reports.labels.reports import DEFINITIONS, REFUSALS, span_words, term_words
from apps.reports.models import SubmittedReport
from apps.reports.permissions import BOARD_DUTIES
from apps.reports.printing.reports import report_pdf
from apps.reports.selectors.form_06 import ended_in, stood_in
from apps.reports.selectors.listing import page_of
from apps.reports.selectors.sheets import Sheet, sheet_of
from apps.reports.selectors.submitted import content_of, history
from apps.reports.selectors.sums import basis_of
from apps.reports.selectors.wishes import NUL
from apps.reports.services.submitting import NotSubmitted, submit

_WRITTEN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
ENDED = "rut"  # the footnote, where a column is a number
LATE_SHOWN = 50
KINDS: Mapping[str, tuple[str, Callable[[Sheet], bytes]]] = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", report_xlsx),
    "pdf": ("application/pdf", report_pdf),
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*BOARD_DUTIES)
def reports(request: StaffRequest) -> HttpResponse:
    """The forms of a period (`?ky=2026-11` or `?tu=…&den=…`); posted, a leader hands them in."""
    said = request.POST if request.method == "POST" else request.GET
    try:
        term, span = _asked(said, local(request.at).date())
    except (NotATerm, ValueError):
        ended = lately(local(request.at).date())[1]
        typed = {"first": said.get("tu", ""), "last": said.get("den", "")}
        return _show(request, ended, ended.span, typed=typed, status=422)
    if request.method == "POST":
        return _submit(request, term, span)
    return _show(request, term, span)


@require_safe
@needs(*BOARD_DUTIES)
def report_dossiers(request: StaffRequest) -> HttpResponse:
    """The dossiers behind one cell, fifty a page."""
    asked, agency = request.GET, request.official.agency
    try:
        term, span = _asked(asked, local(request.at).date())
        column = None if asked.get("cot") == ENDED else Column(int(asked.get("cot", "")))
    except (NotATerm, ValueError) as error:
        raise Http404 from error
    found = Dossier.objects.visible_to(request.actor).filter(agency_id=agency.pk)
    field = asked.get("linh-vuc", "")
    if NUL in field:
        raise Http404
    if field:
        found = found.filter(field__slug=field)
    if column is None:
        behind = ended_in(found=found, span=span)
    else:
        behind = stood_in(found=found, span=span, at=request.at, basis=basis_of(agency=agency), column=column)
    ask = partial(
        page_of,
        found=behind,
        by="received_at",
        field=field,
        at=request.at,
        calendar=work_calendar(agency=agency, at=request.at),
    )
    try:
        page = ask(after=asked.get("sau", ""), before=asked.get("truoc", ""))
    except BadMark:
        page = ask()
    here = _cell_href(term, span, column, field)
    context = {
        "page": page,
        "title": COLUMN_LABELS[column] if column else _("Rút hoặc dừng sau khi tiếp nhận"),
        "column": column,
        "definition": DEFINITIONS[column] if column else _("Đã tính trong cột 9 hoặc cột 10."),
        "period": span_words(span),
        "back": _href("reports:reports", term, span),
        "older": f"{here}&{urlencode({'sau': page.after})}" if page.after else "",
        "newer": f"{here}&{urlencode({'truoc': page.before})}" if page.before else "",
        "at": request.at,
    }
    return render(request, "reports/report_dossiers.html", context)


@require_safe
@needs(*BOARD_DUTIES)
def report_file(request: StaffRequest, kind: str) -> HttpResponse:
    """The reports of a period as they stand now, as a workbook or on paper."""
    try:
        _term, span = _asked(request.GET, local(request.at).date())
    except (NotATerm, ValueError) as error:
        raise Http404 from error
    content = content_of(agency=request.official.agency, span=span, at=request.at)
    return _file(kind, content)


@require_safe
@needs(*BOARD_DUTIES)
def submitted(request: StaffRequest, report_id: int) -> HttpResponse:
    """A version as it was handed in."""
    report = _of_ours(request, report_id)
    span = Span(report.from_date, report.to_date)
    known = history(agency=report.agency, span=span)
    before = next((one for one in known.versions if one.version == report.version - 1), None)
    context = {
        "sheet": sheet_of(report.content, report=report),
        "report": report,
        "versions": known.versions,
        "changes": changes(before=before.content, after=report.content) if before else [],
        "period": span_words(span),
        "live": _href("reports:reports", None, span),
        "labels": _labels(),
        "late_shown": LATE_SHOWN,
    }
    return render(request, "reports/submitted.html", context)


@require_safe
@needs(*BOARD_DUTIES)
def submitted_file(request: StaffRequest, report_id: int, kind: str) -> HttpResponse:
    """A version as it was handed in, as a workbook or on paper: the same figures for ever."""
    report = _of_ours(request, report_id)
    return _file(kind, report.content, report)


def _of_ours(request: StaffRequest, report_id: int) -> SubmittedReport:
    found = SubmittedReport.objects.select_related("agency", "submitted_by")
    return get_object_or_404(found, pk=report_id, agency=request.official.agency)


def _show(
    request: StaffRequest,
    term: Term | None,
    span: Span,
    *,
    wrong: str = "",
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    agency = request.official.agency
    content = content_of(agency=agency, span=span, at=request.at)
    known = history(agency=agency, span=span)
    running = lately(local(request.at).date())
    last = known.last
    context = {
        "sheet": sheet_of(content, href=lambda column, field: _cell_href(term, span, column, field)),
        "period": term_words(term) if term else span_words(span),
        "days": span_words(span),
        "term": term,
        "span": span,
        "choices": _choices(running, term),
        "is_running": request.at < span.ends_before,
        "known": known,
        "changes": changes(before=last.content, after=content) if last else [],
        "is_as_submitted": last is not None and fingerprint(last.content) == fingerprint(content),
        "draft_changes": changes(before=known.draft.content, after=content) if known.draft and not last else [],
        "seen": fingerprint(content),
        "may_submit": request.actor.has(Duty.LEADER),
        "reason": request.POST.get("ly-do", ""),
        "wrong": wrong,
        "is_no_period": typed is not None,
        "typed": typed or {"first": f"{span.first:%d/%m/%Y}", "last": f"{span.last:%d/%m/%Y}"},
        "files": {kind: _href("reports:report_file", term, span, kind=kind) for kind in KINDS},
        "labels": _labels(),
        "late_shown": LATE_SHOWN,
        "at": request.at,
    }
    return render(request, "reports/reports.html", context, status=status)


def _submit(request: StaffRequest, term: Term | None, span: Span) -> HttpResponse:
    if not request.actor.has(Duty.LEADER):
        messages.error(request, _("Chỉ lãnh đạo nộp được báo cáo."))
        return redirect(_href("reports:reports", term, span))
    try:
        report = submit(
            agency=request.official.agency,
            span=span,
            seen=request.POST.get("da-xem", ""),
            by=request.official,
            at=request.at,
            reason=request.POST.get("ly-do", "").replace(NUL, ""),
        )
    except NotSubmitted as refused:
        return _show(request, term, span, wrong=str(REFUSALS[refused.why]), status=422)
    messages.success(request, _("Đã nộp. Từ nay bản này giữ nguyên, kể cả khi hồ sơ thay đổi."))
    return redirect("reports:submitted", report_id=report.pk)


def _asked(said: QueryDict, today: date) -> tuple[Term | None, Span]:
    """The period that an address asks for; the last full month unless it says. Raises NotATerm, ValueError."""
    if said.get("ky"):
        term = Term.read(said.get("ky", ""))
        return term, term.span
    if said.get("tu") or said.get("den"):
        return None, Span(_day(said.get("tu", "")), _day(said.get("den", "")))
    ended = lately(today)[1]
    return ended, ended.span


def _day(text: str) -> date:
    """As an address has it, or as people write it: 15/10/2026. Raises ValueError."""
    if written := _WRITTEN.fullmatch(text.strip()):
        return date(int(written[3]), int(written[2]), int(written[1]))
    return date.fromisoformat(text)


def _choices(terms: list[Term], chosen: Term | None) -> list[tuple[str, list[dict[str, Any]]]]:
    """The ready-made periods by year, the latest first; the chosen one is among them."""
    offered = sorted({*terms, *([chosen] if chosen else [])}, key=lambda term: term.span.last, reverse=True)
    running = terms[0]
    return [
        (
            str(year),
            [
                {
                    "value": term.text,
                    "words": term_words(term).capitalize(),
                    "days": span_words(term.span),
                    "is_on": term == chosen,
                    "is_running": term == running,
                }
                for term in group
            ],
        )
        for year, group in groupby(offered, key=lambda term: term.year)
    ]


def _href(name: str, term: Term | None, span: Span, *, kind: str = "", **more: str) -> str:
    said = {"ky": term.text} if term else {"tu": span.first.isoformat(), "den": span.last.isoformat()}
    address = reverse(name, args=[kind] if kind else [])
    return f"{address}?{urlencode(said | {key: value for key, value in more.items() if value})}"


def _cell_href(term: Term | None, span: Span, column: Column | None, field: str) -> str:
    which = str(column.value) if column else ENDED
    return _href("reports:report_dossiers", term, span, cot=which, **{"linh-vuc": field})


def _labels() -> list[dict[str, Any]]:
    return [
        {"number": column.value, "words": COLUMN_LABELS[column], "definition": DEFINITIONS[column]} for column in Column
    ]


def _file(kind: str, content: Mapping[str, Any], report: SubmittedReport | None = None) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    content_type, make = KINDS[kind]
    with translation.override("vi"):  # an official paper, whatever language its reader chose
        sheet = sheet_of(content, report=report)
        made = make(sheet)
    version = f"-lan-{report.version}" if report else ""
    name = f"bao-cao-{sheet.span.first:%Y%m%d}-{sheet.span.last:%Y%m%d}{version}.{kind}"
    return HttpResponse(
        made, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
