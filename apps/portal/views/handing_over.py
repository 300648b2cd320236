"""A draft goes to another person: a link that works once, and its page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.accounts.domain.identity import mask_phone
from apps.accounts.services import codes
from apps.core.labels import stamp
from apps.core.paper.symbols import qr_svg
from apps.core.strangers import client_address
from apps.dossiers import selectors as dossiers
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.domain.status import Status
from apps.dossiers.models import Dossier, DraftHandOver
from apps.dossiers.services import handing_over
from apps.messaging.services import PhonesUnreachable, send_code
from apps.portal.domain.steps import Step
from apps.portal.domain.stops import CHOOSE
from apps.portal.forms.handing_over import GiveForm
from apps.portal.permissions import citizen, citizen_actor
from apps.portal.selectors.bundles import lying_open
from apps.portal.views.citizens import for_citizens

PURPOSE, SHOWN = "draft-hand-over", "hand_over_shown"
QR_MM = 40


@for_citizens
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, reference: str) -> HttpResponse:
    """`/nop/ho-so/<mã>/chuyen/`: make the link, see it, take it back."""
    by, at = citizen_actor(request), timezone.now()
    try:
        dossier = dossiers.by_reference(reference=reference, actor=by)
    except Dossier.DoesNotExist as error:
        raise Http404 from error
    if dossier.status != Status.DRAFT or dossier.submitter_id != by.id:
        return redirect("portal:dossier", dossier.reference)
    bundle = lying_open(dossier=dossier, actor=by)
    if bundle:  # it goes on with the others, or is taken out of them first
        return redirect("portal:bundle_step", bundle.offer.slug, bundle.reference, CHOOSE)
    form = GiveForm(request.POST if request.method == "POST" and "thu-hoi" not in request.POST else None)
    if request.method == "POST" and "thu-hoi" in request.POST:
        handing_over.take_back(dossier_id=dossier.pk, by=by, at=at)
        request.session.pop(SHOWN, None)
        messages.success(request, _("Đã thu hồi đường dẫn. Bản nháp vẫn là của bạn."))
        return redirect("portal:hand_over", dossier.reference)
    if form.is_bound and form.is_valid():
        address = handing_over.offer(dossier_id=dossier.pk, by=by, at=at, phone=form.cleaned_data["phone"])
        request.session[SHOWN] = {"reference": dossier.reference, "address": address}
        return redirect("portal:hand_over", dossier.reference)
    return _giving(request, dossier, form, at)


def _giving(request: HttpRequest, dossier: Dossier, form: GiveForm, at: datetime) -> HttpResponse:
    lying = DraftHandOver.objects.filter(
        dossier=dossier, taken_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at
    ).first()
    shown = request.session.get(SHOWN) or {}
    link = ""
    if lying and shown.get("reference") == dossier.reference:
        link = request.build_absolute_uri(reverse("portal:take_over", args=[shown["address"]]))
    context = {
        "dossier": dossier,
        "form": form,
        "is_open": lying is not None,
        "until": stamp(lying.expires_at) if lying else "",
        "phone": mask_phone(lying.phone) if lying else "",
        "link": link,
        "code": qr_svg(link, label=_("Mã QR của đường dẫn"), size_mm=QR_MM) if link else "",
        "back": reverse("portal:filing_step", args=[dossier.reference, Step.WHO.value]),
    }
    return render(request, "portal/hand_over.html", context, status=422 if form.is_bound else 200)


@for_citizens
@require_http_methods(["GET", "HEAD", "POST"])
def take_over(request: HttpRequest, address: str) -> HttpResponse:
    """`/nop/nhan/<địa chỉ>/`: whose draft it is, what for, and the button that makes it the reader's own."""
    person, at = citizen(request), timezone.now()
    try:
        offered = handing_over.on_offer(address=address, at=at)
    except handing_over.NotOnOffer:
        return _over(request)
    if offered.giver_id == person.pk:
        return redirect("portal:hand_over", offered.dossier.reference)
    if request.method != "POST":
        return _taking(request, offered)
    if "gui-ma" in request.POST:
        return _send(request, offered, at)
    if offered.phone and not _is_right(request, offered, at):
        fault = _("Mã chưa đúng hoặc đã hết hạn. Gõ lại sáu số trong tin nhắn, hoặc lấy mã mới.")
        return _taking(request, offered, is_sent=True, fault=fault, status=422)
    try:
        dossier = handing_over.take(address=address, taker=person, at=at)
    except (handing_over.NotOnOffer, Forbidden):
        return _over(request)
    messages.success(request, _("Bản nháp giờ là của bạn. Xem lại bạn nộp cho ai, rồi viết tiếp."))
    return redirect("portal:filing_step", dossier.reference, Step.WHO.value)


def _is_right(request: HttpRequest, offered: DraftHandOver, at: datetime) -> bool:
    typed = request.POST.get("ma", "")
    return codes.check(purpose=PURPOSE, about=f"hand-over:{offered.pk}", phone=offered.phone, typed=typed, at=at)


def _send(request: HttpRequest, offered: DraftHandOver, at: datetime) -> HttpResponse:
    if not offered.phone:
        return _taking(request, offered)
    try:
        send_code(
            agency_id=offered.agency_id,
            purpose=PURPOSE,
            about=f"hand-over:{offered.pk}",
            phone=offered.phone,
            address=client_address(request),
            at=at,
        )
    except PhonesUnreachable:
        fault = _("Lúc này chúng tôi chưa gửi được tin nhắn. Bản nháp vẫn ở người gửi; thử lại sau ít phút.")
        return _taking(request, offered, fault=fault, status=503)
    return _taking(request, offered, is_sent=True)


def _taking(request: HttpRequest, offered: DraftHandOver, *, status: int = 200, **more: Any) -> HttpResponse:
    """The title and the giver's name; what was typed is seen by whoever has taken it."""
    context = {
        "title": offered.dossier.procedure_name,
        "giver": offered.giver.name,
        "until": stamp(offered.expires_at),
        "phone": mask_phone(offered.phone),
    }
    return render(request, "portal/take_over.html", context | more, status=status)


def _over(request: HttpRequest) -> HttpResponse:
    """Taken, taken back, expired or never there: nobody learns which."""
    return render(request, "portal/take_over_closed.html", status=410)
