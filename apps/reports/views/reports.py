"""`/dieu-hanh/bao-cao/`: statutory reports of a period, each figure with its dossiers; handed in, frozen, corrected."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
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
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.selectors import work_calendar
from apps.officials.views.doors import needs
from apps.reports.domain.form_06 import Column
from apps.reports.domain.freezing import changes, fingerprint
from apps.reports.domain.terms import NotATerm, Span, Term, lately
from apps.reports.exports.form_06 import report_xlsx
from apps.reports.labels.form_06 import COLUMN_LABELS
from apps.reports.labels.reports import DEFINITIONS, ENDED_TITLE, REFUSALS, span_words, term_words
from apps.reports.models import SubmittedReport
from apps.reports.permissions import BOARD_DUTIES
from apps.reports.printing.reports import report_pdf
from apps.reports.selectors.listing import page_of
from apps.reports.selectors.menu import menu
from apps.reports.selectors.report_cells import ENDED, Behind, counted_in
from apps.reports.selectors.sheets import Sheet, sheet_of
from apps.reports.selectors.submitted import content_of, history, is_of_all
from apps.reports.selectors.units import has_units
from apps.reports.selectors.wishes import NUL
from apps.reports.services.submitting import NotSubmitted, submit

_WRITTEN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
OF_ALL = "co"  # `gop=co`: with all agencies below
LATE_SHOWN = 50
KINDS: Mapping[str, tuple[str, Callable[[Sheet], bytes]]] = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", report_xlsx),
    "pdf": ("application/pdf", report_pdf),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The days that an address asks for, by the name of their period if they have one, and of whom."""

    term: Term | None
    span: Span
    is_of_all: bool = False

    @property
    def words(self) -> dict[str, str]:
        """The same as an address says it."""
        days = {"tu": self.span.first.isoformat(), "den": self.span.last.isoformat()}
        said = {"ky": self.term.text} if self.term else days
        return said | ({"gop": OF_ALL} if self.is_of_all else {})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*BOARD_DUTIES)
def reports(request: StaffRequest) -> HttpResponse:
    """The forms of a period (`?ky=2026-11` or `?tu=…&den=…`), of the agency or with all below it (`&gop=co`); posted, a
    leader hands them in."""
    said = request.POST if request.method == "POST" else request.GET
    try:
        asked = _asked(said, request)
    except (NotATerm, ValueError):
        ended = lately(local(request.at).date())[1]
        typed = {"first": said.get("tu", ""), "last": said.get("den", "")}
        return _show(request, Asked(term=ended, span=ended.span), typed=typed, status=422)
    if request.method == "POST":
        return _submit(request, asked)
    return _show(request, asked)


@require_safe
@needs(*BOARD_DUTIES)
def report_dossiers(request: StaffRequest) -> HttpResponse:
    """The dossiers behind one cell of the agency's own form, fifty a page."""
    said, agency = request.GET, request.official.agency
    try:
        asked = _asked(said, request)
        cell = Behind.read(asked.words | {name: said.get(name, "") for name in ("cot", "linh-vuc")})
    except (NotATerm, ValueError) as error:
        raise Http404 from error
    if asked.is_of_all:  # the dossiers of another agency are its own to see
        raise Http404
    column = cell.column
    ask = partial(
        page_of,
        found=counted_in(cell=cell, actor=request.actor, agency=agency, at=request.at),
        by="received_at",
        field=cell.field,
        at=request.at,
        calendar=work_calendar(agency=agency, at=request.at),
    )
    try:
        page = ask(after=said.get("sau", ""), before=said.get("truoc", ""))
    except BadMark:
        page = ask()
    here = _cell_href(asked, column, cell.field)
    context = {
        "page": page,
        "title": COLUMN_LABELS[column] if column else ENDED_TITLE,
        "said": cell.words,
        "column": column,
        "definition": DEFINITIONS[column] if column else _("Đã tính trong cột 9 hoặc cột 10."),
        "period": span_words(asked.span),
        "back": _href("reports:reports", asked),
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
        asked = _asked(request.GET, request)
    except (NotATerm, ValueError) as error:
        raise Http404 from error
    content = content_of(agency=request.official.agency, span=asked.span, at=request.at, with_children=asked.is_of_all)
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
        "live": _href("reports:reports", Asked(term=None, span=span, is_of_all=is_of_all(report.content))),
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
    asked: Asked,
    *,
    wrong: str = "",
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    agency, term, span = request.official.agency, asked.term, asked.span
    content = content_of(agency=agency, span=span, at=request.at, with_children=asked.is_of_all)
    known = history(agency=agency, span=span)
    offers_all = asked.is_of_all or has_units(agency=agency)
    running = lately(local(request.at).date())
    last, draft = known.last, None if asked.is_of_all else known.draft  # the night drafts an agency alone
    context = {
        "sheet": sheet_of(
            content, href=None if asked.is_of_all else lambda column, field: _cell_href(asked, column, field)
        ),
        "menu": menu(room="reports", agency=agency),
        "scopes": _scopes(asked) if offers_all else [],
        "is_of_all": asked.is_of_all,
        "said": asked.words,
        "period": term_words(term) if term else span_words(span),
        "days": span_words(span),
        "term": term,
        "span": span,
        "choices": _choices(running, term),
        "is_running": request.at < span.ends_before,
        "versions": known.versions,
        "draft": draft,
        "changes": changes(before=last.content, after=content) if last else [],
        "was_of_all": is_of_all(last.content) if last else asked.is_of_all,
        "is_as_submitted": last is not None and fingerprint(last.content) == fingerprint(content),
        "draft_changes": changes(before=draft.content, after=content) if draft and not last else [],
        "seen": fingerprint(content),
        "may_submit": request.actor.has(Duty.LEADER),
        "reason": request.POST.get("ly-do", ""),
        "wrong": wrong,
        "is_no_period": typed is not None,
        "typed": typed or {"first": f"{span.first:%d/%m/%Y}", "last": f"{span.last:%d/%m/%Y}"},
        "files": {kind: _href("reports:report_file", asked, kind=kind) for kind in KINDS},
        "labels": _labels(),
        "late_shown": LATE_SHOWN,
        "at": request.at,
    }
    return render(request, "reports/reports.html", context, status=status)


def _submit(request: StaffRequest, asked: Asked) -> HttpResponse:
    if not request.actor.has(Duty.LEADER):
        messages.error(request, _("Chỉ lãnh đạo nộp được báo cáo."))
        return redirect(_href("reports:reports", asked))
    try:
        report = submit(
            agency=request.official.agency,
            span=asked.span,
            seen=request.POST.get("da-xem", ""),
            by=request.official,
            at=request.at,
            reason=request.POST.get("ly-do", "").replace(NUL, ""),
            with_children=asked.is_of_all,
        )
    except NotSubmitted as refused:
        return _show(request, asked, wrong=str(REFUSALS[refused.why]), status=422)
    messages.success(request, _("Đã nộp. Từ nay bản này giữ nguyên, kể cả khi hồ sơ thay đổi."))
    return redirect("reports:submitted", report_id=report.pk)


def _asked(said: QueryDict, request: StaffRequest) -> Asked:
    """What an address asks for: the last full month unless it says another, with all agencies below where there are
    any. Raises NotATerm, ValueError."""
    is_of_all = said.get("gop") == OF_ALL and has_units(agency=request.official.agency)
    if not said.get("ky") and (said.get("tu") or said.get("den")):
        return Asked(term=None, span=Span(_day(said.get("tu", "")), _day(said.get("den", ""))), is_of_all=is_of_all)
    term = Term.read(said.get("ky", "")) if said.get("ky") else lately(local(request.at).date())[1]
    return Asked(term=term, span=term.span, is_of_all=is_of_all)


def _scopes(asked: Asked) -> list[dict[str, Any]]:
    """The same days of this agency alone, and of all below it together."""
    return [
        {
            "href": _href("reports:reports", replace(asked, is_of_all=of_all)),
            "words": words,
            "count": None,
            "is_on": of_all is asked.is_of_all,
        }
        for of_all, words in ((False, _("Riêng cơ quan này")), (True, _("Gộp các đơn vị trực thuộc")))
    ]


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


def _href(name: str, asked: Asked, *, kind: str = "", **more: str) -> str:
    address = reverse(name, args=[kind] if kind else [])
    return f"{address}?{urlencode(asked.words | {key: value for key, value in more.items() if value})}"


def _cell_href(asked: Asked, column: Column | None, field: str) -> str:
    which = str(column.value) if column else ENDED
    return _href("reports:report_dossiers", asked, cot=which, **{"linh-vuc": field})


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
    version = ("-gop" if is_of_all(content) else "") + (f"-lan-{report.version}" if report else "")
    name = f"bao-cao-{sheet.span.first:%Y%m%d}-{sheet.span.last:%Y%m%d}{version}.{kind}"
    return HttpResponse(
        made, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
