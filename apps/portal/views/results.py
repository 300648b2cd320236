"""What came of a dossier in its owner's hands: taken, shown to others, kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.domain.actor import Actor
from apps.core.addresses import grouped
from apps.core.paper.symbols import qr_svg
from apps.core.serving import serve
from apps.desk.services.courtesies import hand_over
from apps.dossiers.domain.results import is_open_to_owner
from apps.dossiers.domain.status import Delivery, Status
from apps.dossiers.models import Dossier, Result
from apps.dossiers.printing import render_check_sheet, verification_url
from apps.dossiers.services import returning
from apps.dossiers.services.reading import log_read
from apps.portal.permissions import citizen_actor
from apps.portal.selectors.store import Kind, open_results, store
from apps.portal.views.citizens import for_citizens
from apps.portal.views.dossiers import current_result, find, moved_on
from apps.portal.views.presses import acted_once


@for_citizens
@require_POST
def take_result(request: HttpRequest, reference: str) -> HttpResponseBase:
    """`/ho-so/<mã>/nhan-ket-qua/`: the result, and with the first press the word that it arrived.

    Where a copy besides the paper is open anyway, only `da-nhan` says so: a copy on the screen is not the paper.
    """
    by, at = citizen_actor(request), timezone.now()
    found = find(reference=reference, by=by)
    result = current_result(found)
    is_open = is_open_to_owner(status=Status(found.status), wants_copy=found.wants_electronic)
    if result is None or not (is_open or found.status == Status.RESULT_SENT):
        return moved_on(request, found)
    arrives = not is_open or "da-nhan" in request.POST or found.delivery == Delivery.ELECTRONIC
    if found.status == Status.RESULT_SENT and arrives:
        acted_once(request, scope=f"take:{found.pk}", at=at, act=lambda: _received(found, by=by, at=at))
    if result.file is None or "da-nhan" in request.POST:
        messages.success(request, _("Cảm ơn bạn. Chúng tôi ghi nhận bạn đã nhận kết quả."))
        return redirect("portal:dossier", found.reference)
    log_read(dossier=found, by=by, door="portal/result", at=at)
    return serve(file=result.file, as_download=True)


def _received(found: Dossier, *, by: Actor, at: datetime) -> None:
    returning.confirm_receipt(dossier_id=found.pk, by=by, at=at)
    hand_over(dossier_id=found.pk, by=by, at=at)


@for_citizens
@require_safe
def my_papers(request: HttpRequest) -> HttpResponse:
    """`/kho-giay-to/`: results and papers over all dossiers, by words, shelf (`loai`) and year (`nam`)."""
    asked: dict[str, Any] = {
        "text": request.GET.get("q", "").strip()[:200],
        "kind": next((kind.value for kind in Kind if kind == request.GET.get("loai")), ""),
        "year": _number(request.GET.get("nam", "")),
    }
    page = store(actor=citizen_actor(request), number=_number(request.GET.get("trang", "")) or 1, **asked)
    return render(request, "portal/my_papers.html", {"page": page, "asked": asked, "is_asked": any(asked.values())})


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0


@for_citizens
@require_safe
def show_result(request: HttpRequest, result_id: int) -> HttpResponse:
    """`/kho-giay-to/<số>/ma-qr/`: the QR code that others scan, and what they will read then."""
    result = _own(request, result_id)
    url = verification_url(result.address)
    context = {
        "result": result,
        "dossier": result.dossier,
        "url": url,
        "qr": qr_svg(url, label=_("Mã QR dẫn đến trang xác thực kết quả này"), size_mm=60),
        "typed": grouped(result.address),
    }
    return render(request, "portal/show_result.html", context)


@for_citizens
@require_safe
def check_sheet(request: HttpRequest, result_id: int) -> HttpResponse:
    """`/kho-giay-to/<số>/to-kiem-tra.pdf`: the sheet that goes with a result on its way to somebody else."""
    by, at = citizen_actor(request), timezone.now()
    result = _own(request, result_id)
    log_read(dossier=result.dossier, by=by, door=f"portal/check/{result.pk}", at=at)
    response = HttpResponse(render_check_sheet(result=result, at=at), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="kiem-tra-{result.dossier.reference}.pdf"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _own(request: HttpRequest, result_id: int) -> Result:
    rows = open_results(actor=citizen_actor(request)).exclude(address="").select_related("dossier__agency", "file")
    result = rows.filter(pk=result_id).first()
    if result is None:
        raise Http404
    return result
