"""`/dieu-hanh/chi-so/`: the index of QĐ 766/QĐ-TTg, the dossiers behind it, and the counts that are entered for it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.desk.selectors.keyset import BadMark
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.reports import permissions
from apps.reports.domain.periods import Month, NotAMonth
from apps.reports.domain.terms import NotATerm, Term, lately, month_of
from apps.reports.domain.typed_counts import Typed
from apps.reports.forms.index_766 import CountForm
from apps.reports.labels import index_766 as labels
from apps.reports.models import TypedCount
from apps.reports.selectors import typed
from apps.reports.selectors.index_766 import index_of
from apps.reports.selectors.index_lists import Asked, NoSuchList, index_list
from apps.reports.selectors.menu import menu
from apps.reports.services import entering

ENTERING = (Duty.LEADER, Duty.STATISTICS)
TERMS_OFFERED, MONTHS_OFFERED = 7, 4


@require_safe
def index_766(request: HttpRequest) -> HttpResponse:
    """One period (`?ky=2026-11`, `2026-q4`, `2026`; the running month unless said otherwise)."""
    at = timezone.now()
    actor, agency = permissions.reader(request, at=at)
    today = timezone.localdate(at)
    try:
        term = Term.read(request.GET["ky"]) if "ky" in request.GET else month_of(today)
    except NotATerm:
        return redirect("reports:index_766")
    if term.span.first > today:
        return redirect("reports:index_766")
    context = {
        "menu": menu(room="index_766", agency=agency),
        "index": index_of(term=term, actor=actor, agency=agency, at=at),
        "chips": _chips(term, today, reverse("reports:index_766")),
        "may_enter": any(actor.has(duty) for duty in ENTERING),
        "at": at,
    }
    return render(request, "reports/index_766.html", context)


@require_safe
def index_dossiers(request: HttpRequest) -> HttpResponse:
    """A page of fifty of what one number of the index counts."""
    at = timezone.now()
    actor, agency = permissions.reader(request, at=at)
    said = {name: request.GET.get(name, "") for name in ("muc", "ky", "phan")}
    try:
        asked = Asked.read(row=said["muc"], term=said["ky"], part=said["phan"])
    except NoSuchList as error:
        raise Http404 from error
    ask = partial(index_list, asked=asked, actor=actor, agency=agency, at=at)
    try:
        page = ask(after=request.GET.get("sau", ""), before=request.GET.get("truoc", ""))
    except BadMark:
        page = ask()
    context = {
        "page": page,
        "said": asked.words,
        "older": f"?{urlencode(asked.words | {'sau': page.after})}" if page.after else "",
        "newer": f"?{urlencode(asked.words | {'truoc': page.before})}" if page.before else "",
        "at": at,
    }
    return render(request, "reports/index_dossiers.html", context)


@require_safe
@needs(*ENTERING)
def index_counts(request: StaffRequest) -> HttpResponse:
    """The counts of other systems for the last months: what is entered, what is not, and every row behind it."""
    current = Month.of(request.at)
    offered = [current.back(number).first for number in range(MONTHS_OFFERED)]
    agency = request.official.agency
    known = typed.newest(agency=agency, months=offered)
    lines = [
        {
            "words": labels.TYPED_LABELS[what],
            "parts": labels.TYPED_PARTS[what],
            "month_words": labels.month_words(month),
            "row": known.get((what.value, month)),
            "href": reverse("reports:enter_count", args=[what.value, Month(month).text]),
        }
        for month in offered
        for what in Typed
    ]
    rows = [
        {"row": row, "words": labels.TYPED_LABELS[Typed(row.what)], "month_words": labels.month_words(row.month)}
        for row in typed.history(agency=agency, months=offered)
    ]
    return render(request, "reports/index_counts.html", {"lines": lines, "rows": rows, "at": request.at})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*ENTERING)
def enter_count(request: StaffRequest, what: str, month: str) -> HttpResponse:
    """Enter one count, or put it right by a new row; the old one stays."""
    kind, first = _read(what, month, request)
    agency = request.official.agency
    newest = typed.newest(agency=agency, months=[first]).get((kind.value, first))
    said = request.POST if request.method == "POST" else None
    form = CountForm(said, initial={"seen": newest.version if newest else 0}, what=kind, month=first)
    if form.is_valid():
        try:
            entering.enter_count(
                agency=agency,
                what=kind,
                month=first,
                count=form.count,
                source=form.cleaned_data["source"],
                seen=form.cleaned_data["seen"],
                by=request.official,
                at=request.at,
            )
        except entering.ChangedMeanwhile as other:
            newest = _told(form, other)
        else:
            messages.success(request, _("Đã ghi số đếm. Dòng cũ, nếu có, vẫn còn trong sổ."))
            return redirect("reports:index_counts")
    context = {
        "form": form,
        "newest": newest,
        "words": labels.TYPED_LABELS[kind],
        "month_words": labels.month_words(first),
        "here": reverse("reports:enter_count", args=[what, month]),
    }
    return render(request, "reports/enter_count.html", context, status=422 if form.errors else 200)


def _told(form: CountForm, other: entering.ChangedMeanwhile) -> TypedCount:
    """Nothing typed is lost: the page comes again with what the other one wrote, and may be sent once more."""
    assert isinstance(other.newest, TypedCount)
    anew = form.data.copy()  # type: ignore[attr-defined]
    anew["seen"] = str(other.newest.version)
    form.data = anew
    form.add_error(None, _("Có người vừa ghi số của tháng này. Xem số ấy ở dưới; vẫn muốn thay thì bấm ghi lần nữa."))
    return other.newest


def _read(what: str, month: str, request: StaffRequest) -> tuple[Typed, date]:
    try:
        kind, asked = Typed(what), Month.read(month)
    except (ValueError, NotAMonth) as error:
        raise Http404 from error
    if asked > Month.of(request.at):
        raise Http404
    return kind, asked.first


def _chips(term: Term, today: date, address: str) -> list[dict[str, Any]]:
    """The running month, what ended lately, and the chosen period if it is another."""
    offered = lately(today)[:TERMS_OFFERED]
    return [
        {
            "href": f"{address}?ky={one.text}",
            "words": labels.term_words(one).capitalize(),
            "count": None,
            "is_on": one == term,
        }
        for one in dict.fromkeys([*offered, term])
    ]
