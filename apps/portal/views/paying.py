"""A citizen pays what a dossier owes, `/ho-so/<mã>/nop-tien/`, or all that were filed as one visit."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.accounts.domain.actor import Actor
from apps.core.limits import count
from apps.core.strangers import client_address
from apps.dossiers.models import Bundle, Dossier
from apps.payments import printing
from apps.payments.domain.states import NotNow
from apps.payments.domain.words import Way
from apps.payments.gateways import BadSignature, Fate, Unreadable
from apps.payments.gateways.choosing import gateway_called, gateways
from apps.payments.models import Attempt, Receipt
from apps.payments.selectors.standing import Standing, account_of, standing, standing_together
from apps.payments.services.billing import drop_claims
from apps.payments.services.gatewaying import ask_soon, order_of
from apps.payments.services.receipting import for_payer
from apps.payments.services.trying import NothingToPay, say_sent, start
from apps.payments.views.notices import REFUSED
from apps.portal.permissions import NotACitizen, citizen_actor
from apps.portal.selectors.bundles import filed_cases, filed_in, paid_together
from apps.portal.views.citizens import for_citizens
from apps.portal.views.dossiers import find


@for_citizens
@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: HttpRequest, reference: str) -> HttpResponse:
    """What is owed and why, how it is paid, what became of what was paid."""
    by, at = citizen_actor(request), timezone.now()
    dossier = find(reference=reference, by=by)
    money = standing(dossier=dossier, actor=by)
    if request.method == "POST":
        press(request, money, by=by, at=at)
        return redirect("portal:pay", dossier.reference)
    context = {
        "dossier": dossier,
        "money": money,
        "code_href": reverse("portal:pay_code", args=[dossier.reference]),
        "together": _together(dossier, money, by=by),
        **ways_to_pay(request, money, at=at),
    }
    return render(request, "portal/pay.html", context)


def _together(dossier: Dossier, money: Standing, *, by: Actor) -> Bundle | None:
    """The visit it was filed in, where others of it are to be paid as well."""
    bundle = filed_in(dossier=dossier, actor=by) if money.total_now else None
    if bundle is None:
        return None
    whole = standing_together(dossiers=filed_cases(bundle=bundle, actor=by), actor=by)
    return bundle if whole.total_now > money.total_now else None


def press(request: HttpRequest, money: Standing, *, by: Actor, at: datetime) -> None:
    """Do what was pressed; what can no longer be done is seen on the page that follows."""
    pressed = request.POST.get("lam", "")
    wanted = [line.id for line in money.asked_now]
    try:
        if pressed == "chuyen-khoan":
            start(demand_ids=wanted, way=Way.VIETQR, by=by, at=at)
        elif pressed == "da-chuyen" and money.transfer:
            say_sent(attempt_id=money.transfer.pk, at=at)
            messages.success(request, _("Chúng tôi chờ ngân hàng báo. Tiền đến, bạn thấy biên lai ở trang này."))
        elif pressed == "khong-xin-mien":
            drop_claims(dossier_ids=[dossier.pk for dossier in money.dossiers])
        elif gateway := gateway_called(pressed):
            start(demand_ids=wanted, way=Way.GATEWAY, gateway=gateway.name, by=by, at=at)
    except (NothingToPay, NotNow):
        messages.info(request, _("Khoản này không còn phải nộp. Đây là tình trạng của nó."))


def ways_to_pay(request: HttpRequest, money: Standing, *, at: datetime) -> dict[str, Any]:
    """What the page offers: the code of a transfer, the gateways, and the way on where one has begun."""
    return {**transfer(money), **_gateway(request, money, at=at)}


def transfer(money: Standing) -> dict[str, Any]:
    """The code of a transfer with the same facts as text, where one has begun."""
    account, name, bank = account_of(agency_id=money.dossier.agency_id)
    if not account.is_complete:
        return {"may_transfer": False}
    if money.transfer is None:
        return {"may_transfer": True}
    label = _("Mã VietQR để chuyển %(amount)s đồng") % {"amount": money.transfer.amount}
    text = printing.transfer_text(attempt=money.transfer, account=account)
    return {
        "may_transfer": True,
        "qr": printing.transfer_svg(text=text, label=label),
        "account_number": account.number,
        "account_name": name,
        "bank": bank,
    }


def _gateway(request: HttpRequest, money: Standing, *, at: datetime) -> dict[str, Any]:
    """The gateways one may choose, and the way on to the one that was chosen."""
    known = gateways()
    attempt = money.under_way
    chosen = gateway_called(attempt.gateway) if attempt else None
    if attempt is None or chosen is None or attempt.expires_at is None or attempt.expires_at <= at:
        return {"gateways": known}
    order = order_of(
        attempt=attempt,
        return_to=settings.PUBLIC_ADDRESS + reverse("portal:paid", args=[chosen.name]),
        address=client_address(request),
        language=get_language() or "vi",
    )
    return {"gateways": known, "gateway": chosen, "gateway_page": chosen.page(order=order)}


@for_citizens
@require_safe
def pay_code(request: HttpRequest, reference: str) -> HttpResponse:
    """The code of the transfer as a picture to save."""
    by = citizen_actor(request)
    return code_picture(standing(dossier=find(reference=reference, by=by), actor=by))


def code_picture(money: Standing) -> HttpResponse:
    """The code of the open transfer. Raises Http404 where none is open."""
    account, _name, _bank = account_of(agency_id=money.dossier.agency_id)
    if money.transfer is None or not account.is_complete:
        raise Http404
    picture = printing.transfer_png(text=printing.transfer_text(attempt=money.transfer, account=account))
    name = f"vietqr-{money.transfer.reference}.png"
    return HttpResponse(
        picture, content_type="image/png", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@for_citizens
@require_safe
def receipt(request: HttpRequest, reference: str, address: str) -> HttpResponse:
    """A receipt of this dossier as PDF."""
    by = citizen_actor(request)
    dossier = find(reference=reference, by=by)
    found = Receipt.objects.filter(address=address, attempt__shares__demand__dossier=dossier).distinct().first()
    if found is None:
        raise Http404
    return pdf(found)


def pdf(found: Receipt) -> HttpResponse:
    """The payer's part of a receipt, in place."""
    job = for_payer(receipt=found, at=found.issued_at)
    return HttpResponse(printing.render_receipt(job=job, parts=printing.PAYERS_PART), content_type="application/pdf")


@login_not_required
@require_safe
def paid(request: HttpRequest, name: str) -> HttpResponse:
    """Where a gateway sends the payer back to: nothing is believed here but the notice that comes by itself."""
    gateway = gateway_called(name)
    try:
        if gateway is None:
            raise BadSignature
        notice = gateway.read(said=request.GET.dict())
    except (BadSignature, Unreadable) as error:
        count(limits=[(REFUSED, client_address(request))], at=timezone.now())
        raise Http404 from error
    attempt = Attempt.objects.filter(reference=notice.reference, gateway=gateway.name).first()
    ask_soon()
    home = _home(request, attempt)
    if home is None:
        return render(request, "portal/paid.html", {"is_paid": notice.fate is Fate.PAID, "gateway": gateway})
    if notice.fate is Fate.FAILED:
        messages.info(
            request, _("%(gateway)s báo chưa thu được tiền. Bạn chọn lại cách nộp.") % {"gateway": gateway.title}
        )
    return redirect(home)


def _home(request: HttpRequest, attempt: Attempt | None) -> str | None:
    """The page from which this try began, where whoever came back may see it."""
    if attempt is None or not request.user.is_authenticated:
        return None
    try:
        by = citizen_actor(request)
    except NotACitizen:
        return None
    bundle = paid_together(attempt=attempt, actor=by)
    if bundle:
        return reverse("portal:bundle_pay", args=[bundle.offer.slug, bundle.reference])
    dossier = Dossier.objects.visible_to(by).filter(demands__attempts=attempt).order_by("pk").first()
    return reverse("portal:pay", args=[dossier.reference]) if dossier else None
