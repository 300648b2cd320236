"""Where procedures are posted: the matrix of all of them, and the room of one."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.labels import day_short
from apps.officials.permissions import StaffRequest
from apps.officials.selectors import ZONE
from apps.officials.views.doors import needs
from apps.procedures.domain.codes import CodeRefused, code_of
from apps.procedures.domain.posting import MISSING, Announcer, Place, PostingEnd, PostingStanding
from apps.procedures.forms.posting import AnnouncementForm, PosterForm, PostingForm, ids_from, ticks_from
from apps.procedures.labels.posting import ANNOUNCERS, PLACES_SHORT, STANDINGS
from apps.procedures.models import Procedure, ProcedureVersion
from apps.procedures.permissions import EDITORS
from apps.procedures.selectors.posters import posters
from apps.procedures.selectors.posting import Line, Matrix, lines_of, matrix
from apps.procedures.services.posting import Tick, Ticked, announce, end, post

PER_PAGE = 50
# what the address says → the words, and which wordings are shown
VIEWS: dict[str, tuple[str, frozenset[PostingStanding]]] = {
    "qua-han": ("Quá hạn đăng tải", frozenset({PostingStanding.OVERDUE})),
    "chua-dang": ("Còn chỗ chưa đăng", MISSING),
    "dang-tre": ("Đã đăng trễ", frozenset({PostingStanding.POSTED_LATE})),
    "chua-ro": ("Chưa rõ ngày công bố", frozenset({PostingStanding.UNDATED})),
}
HANGING = "ban-cu"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*EDITORS)
def postings(request: StaffRequest) -> HttpResponse:
    """All procedures and all places; ticks are written down with one day."""
    today = request.at.astimezone(ZONE).date()
    is_said = request.method == "POST"
    form = PostingForm(request.POST if is_said else None, today=today)
    ticks = ticks_from(request.POST.getlist("o"))
    if is_said and form.is_valid() and not ticks:
        form.add_error(None, _("Chọn ít nhất một ô trong bảng, rồi ghi."))
    elif is_said and form.is_valid():
        _tell(request, _write(request, ticks, form.cleaned_data["posted_date"]))
        return redirect(f"{reverse('procedures:postings')}?{request.GET.urlencode()}")
    told = matrix(agency=request.official.agency, at=request.at)
    context = {"form": form, **_shown(request, told, ticks)}
    return render(request, "procedures/postings.html", context, status=422 if form.errors else 200)


@require_POST
@needs(*EDITORS)
def end_postings(request: StaffRequest) -> HttpResponse:
    """Postings that stand no longer: taken off the wall, or never made."""
    ending = PostingEnd.MISTAKE if request.POST.get("vi") == PostingEnd.MISTAKE else PostingEnd.TAKEN_DOWN
    ids = ids_from(request.POST.getlist("p"))
    count = end(agency=request.official.agency, posting_ids=ids, ending=ending, by=request.actor, at=request.at)
    if count:
        words = ngettext("Đã ghi %(n)s chỗ không còn đăng.", "Đã ghi %(n)s chỗ không còn đăng.", count)
        messages.success(request, words % {"n": count})
    else:
        messages.info(request, _("Không có gì thay đổi. Chọn chỗ cần ghi rồi bấm lại."))
    try:
        return redirect("procedures:posting", code=code_of(request.POST.get("thu_tuc", "")))
    except CodeRefused:
        return redirect(f"{reverse('procedures:postings')}?loc={HANGING}")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*EDITORS)
def posting(request: StaffRequest, code: str) -> HttpResponse:
    """One procedure: where each wording hangs, by which decision, and its posters. POST: the decision's day."""
    agency, today = request.official.agency, request.at.astimezone(ZONE).date()
    lines = lines_of(agency=agency, code=code, at=request.at)
    if not lines:
        raise Http404
    current = _current(lines, today)
    told = {"day": current.announced, "announcer": current.announcer.value}
    form = AnnouncementForm(request.POST if request.method == "POST" else None, initial=told, today=today)
    if request.method == "POST" and form.is_valid():
        version = ProcedureVersion.objects.get(pk=current.version_id)
        day, announcer = form.cleaned_data["day"], Announcer(form.cleaned_data["announcer"])
        announce(agency=agency, version=version, day=day, announcer=announcer, by=request.actor, at=request.at)
        messages.success(request, _("Đã ghi ngày công bố. Hạn đăng tải được tính lại."))
        return redirect("procedures:posting", code=code)
    procedure = Procedure.objects.get(code=code)
    context: dict[str, Any] = {
        "code": code,
        "current": current,
        "cells": _cells(current, set()),
        "older": [(line, _cells(line, set())) for line in lines if line is not current],
        "announcer": ANNOUNCERS[current.announcer],
        "form": form,
        "poster_form": PosterForm(),
        "posters": posters(agency=agency, at=request.at, procedure=procedure),
    }
    return render(request, "procedures/posting.html", context, status=422 if form.errors else 200)


def _write(request: StaffRequest, ticks: list[Tick], posted_date: date) -> Ticked:
    return post(agency=request.official.agency, ticks=ticks, posted_date=posted_date, by=request.actor, at=request.at)


def _tell(request: StaffRequest, done: Ticked) -> None:
    if done.written:
        words = ngettext("Đã ghi %(n)s chỗ đăng.", "Đã ghi %(n)s chỗ đăng.", done.written)
        messages.success(request, words % {"n": done.written})
    elif not done.too_early:
        messages.info(request, _("Những chỗ này đã được ghi trước đó, không có gì thay đổi."))
    if done.too_early:
        words = ngettext(
            "%(n)s chỗ chưa ghi: ngày đăng trước ngày công bố %(day)s. Xem lại ngày rồi ghi lại.",
            "%(n)s chỗ chưa ghi: ngày đăng trước ngày công bố, sớm nhất là %(day)s. Xem lại ngày rồi ghi lại.",
            len(done.too_early),
        )
        first = min(day for _tick, day in done.too_early)
        messages.warning(request, words % {"n": len(done.too_early), "day": day_short(first)})


def _shown(request: StaffRequest, told: Matrix, ticks: list[Tick]) -> dict[str, Any]:
    """What the page shows of the matrix: the lines of one view and one field, a page of them, and what is ticked."""
    view, slug = request.GET.get("loc", ""), request.GET.get("linh-vuc", "")
    lines = told.with_any(VIEWS[view][1]) if view in VIEWS else list(told.lines)
    fields = dict(sorted({(line.field_slug, line.field_name) for line in told.lines}))
    if slug in fields:
        lines = [line for line in lines if line.field_slug == slug]
    page = _page(request.GET.get("trang", ""))
    shown = lines[(page - 1) * PER_PAGE : page * PER_PAGE]
    column = request.GET.get("chon", "")
    ticked = {f"{version}:{place}" for version, place in ticks}
    if column in set(Place):
        ticked |= {f"{line.version_id}:{column}" for line in shown}
    return {
        "rows": [(line, _cells(line, ticked)) for line in shown],
        "hanging": [(one, PLACES_SHORT[one.place]) for one in told.hanging] if view == HANGING else [],
        "view": view,
        "field": slug,
        "fields": fields,
        "columns": [(PLACES_SHORT[place], _address(request, chon=place.value)) for place in Place],
        "chips": _chips(told, view),
        "total": len(lines),
        "first": (page - 1) * PER_PAGE + 1 if shown else 0,
        "last": (page - 1) * PER_PAGE + len(shown),
        "newer": _address(request, trang=str(page - 1)) if page > 1 else "",
        "older": _address(request, trang=str(page + 1)) if page * PER_PAGE < len(lines) else "",
        "query": request.GET.urlencode(),
    }


def _cells(line: Line, ticked: set[str]) -> list[dict[str, Any]]:
    """Each place of a line: its words, how it stands, and what a tick there would be called."""
    return [
        {
            "cell": cell,
            "place": PLACES_SHORT[cell.place],
            "words": STANDINGS[cell.standing],
            "key": f"{line.version_id}:{cell.place.value}",
            "is_ticked": f"{line.version_id}:{cell.place.value}" in ticked,
        }
        for cell in line.cells
    ]


def _chips(told: Matrix, view: str) -> list[dict[str, Any]]:
    base = reverse("procedures:postings")
    chips = [{"href": base, "words": _("Tất cả"), "count": len(told.lines), "is_on": not view}]
    for name, (words, standings) in VIEWS.items():
        count = len(told.with_any(standings))
        chips.append({"href": f"{base}?loc={name}", "words": words, "count": count, "is_on": view == name})
    count = len(told.hanging)
    words = "Bản cũ còn treo"
    return [*chips, {"href": f"{base}?loc={HANGING}", "words": words, "count": count, "is_on": view == HANGING}]


def _address(request: StaffRequest, **changes: str) -> str:
    kept = {name: request.GET[name] for name in ("loc", "linh-vuc", "trang") if request.GET.get(name)}
    return f"{reverse('procedures:postings')}?{urlencode({**kept, **changes})}"


def _page(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 6 else 1


def _current(lines: list[Line], today: date) -> Line:
    """The wording in force; where none is, the newest."""
    return next((line for line in lines if line.effective_from <= today), lines[0])
