"""`/xac-thuc/`: is this paper ours, is this file whole? Nothing of a person is told, nothing dropped is kept."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.core.addresses import grouped
from apps.core.dropping import dropped_in, dropping
from apps.core.limits import Limit, count
from apps.core.strangers import client_address
from apps.portal.labels.verification import VERDICTS
from apps.portal.selectors.verification import Verdict, Verified, by_address, by_fingerprint, judge

LOOKS = Limit("verify-address", 60, 60)
# A dropped file costs a whole upload, and that of a slip a drawing.
DROPS, DROPS_IN_ALL = Limit("verify-drop", 12, 60), Limit("verify-drops", 240, 60)
AT_MOST = 20 * 1024 * 1024
FILE = "tep"


@login_not_required
@never_cache
@dropping(at_most=AT_MOST)
@require_http_methods(["GET", "HEAD", "POST"])
def verify_any(request: HttpRequest) -> HttpResponse:
    """`/xac-thuc/`: type the address off a paper (`?ma=`), or drop the file of a result."""
    if request.method == "POST":
        return _dropped_anywhere(request)
    typed = request.GET.get("ma", "").strip()[:300]
    if "ma" not in request.GET:
        return _entry(request)
    if not typed:
        return _entry(request, why=_("Gõ mã in dưới mã QR của giấy."), status=422)
    _count_look(request)
    found = by_address(typed)
    if found is not None:
        return redirect("portal:verify", found.address)
    return _entry(request, typed=typed, why=_("Không có giấy nào với mã này. Xem lại từng chữ trên giấy."), status=404)


@login_not_required
@never_cache
@dropping(at_most=AT_MOST)
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, address: str) -> HttpResponse:
    """`/xac-thuc/<địa chỉ>/`: the paper behind a random address, or calmly none; a file dropped here is compared."""
    _count_look(request)
    paper = by_address(address)
    if paper is None:
        return render(request, "portal/verify_none.html", status=404)
    if request.method != "POST":
        return _page(request, paper)
    _count_drop(request)
    dropped = dropped_in(request, name=FILE)
    if dropped is None:
        return _page(request, paper, why=_("Chọn tệp kết quả rồi bấm lại."))
    verdict = judge(paper=paper, dropped=dropped)
    other = by_fingerprint(dropped.sha256) if verdict is Verdict.ANOTHER else None
    return _page(request, paper, verdict=verdict, other=other)


def _dropped_anywhere(request: HttpRequest) -> HttpResponse:
    _count_drop(request)
    dropped = dropped_in(request, name=FILE)
    if dropped is None:
        return _entry(request, why_file=_("Chọn tệp kết quả rồi bấm lại."), status=422)
    if dropped.is_too_large:
        return _entry(request, said=_said(Verdict.TOO_LARGE.value), status=422)
    paper = by_fingerprint(dropped.sha256)
    if paper is None:
        return _entry(request, said=_said(Verdict.UNKNOWN.value), status=422)
    return _page(request, paper, verdict=Verdict.INTACT)


def _count_look(request: HttpRequest) -> None:
    count(limits=[(LOOKS, client_address(request))], at=timezone.now())


def _count_drop(request: HttpRequest) -> None:
    count(limits=[(DROPS, client_address(request)), (DROPS_IN_ALL, "all")], at=timezone.now())


def _page(
    request: HttpRequest,
    paper: Verified,
    *,
    verdict: Verdict | None = None,
    other: Verified | None = None,
    why: str = "",
) -> HttpResponse:
    is_slips = paper.slip is not None and verdict in (Verdict.INTACT, Verdict.DIFFERENT)
    context = {
        "paper": paper,
        "said": _said(f"{verdict}_slip" if is_slips else verdict) if verdict else None,
        "other": other,
        "typed": grouped(paper.address),
        "why": why,
    }
    status = 422 if why or verdict is Verdict.TOO_LARGE else 200
    return render(request, "portal/verify.html", context, status=status)


def _entry(request: HttpRequest, *, status: int = 200, **said: Any) -> HttpResponse:
    context = {"typed": "", "why": "", "why_file": "", "said": None} | said
    return render(request, "portal/verify_any.html", context, status=status)


def _said(verdict: str) -> dict[str, Any]:
    kind, title, body = VERDICTS[verdict]
    return {"kind": kind, "title": title, "body": body}
