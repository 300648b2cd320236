"""`/thu-tien/thu-gop/`: one payment for several dossiers at the counter, in cash or by a code on the screen."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.core.idempotency import OtherContent, once
from apps.core.labels import money
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.payments import printing
from apps.payments.domain.words import ReceiptKind, Way
from apps.payments.forms import fresh_key
from apps.payments.forms.cash import Owed, TogetherForm
from apps.payments.models import Attempt, Receipt
from apps.payments.permissions import TAKING
from apps.payments.selectors.standing import account_of, receipt_line
from apps.payments.selectors.till import receipt_of
from apps.payments.selectors.together import OwedLine, owed_by, transfer_of
from apps.payments.services.counter import take_cash
from apps.payments.services.trying import NothingToPay, start


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*TAKING)
def pay_together(request: StaffRequest) -> HttpResponse:
    """`?hs=` once for each dossier: tick, take cash or show a code; `?bl=` shows the receipt that came of it."""
    if address := request.GET.get("bl", "").replace("\x00", ""):
        return _receipted(request, address)
    lines = owed_by(references=request.GET.getlist("hs"), actor=request.actor)
    if not lines:
        messages.info(request, _("Chọn ít nhất một hồ sơ còn phải nộp tiền."))
        return redirect("payments:till")
    form = _form(request, lines)
    if form.is_bound and form.is_valid():
        answer = _pay(request, form)
        if answer is not None:
            return answer
    account, _name, _bank = account_of(agency_id=request.actor.agency_id or 0)
    context = {
        "form": form,
        "references": list(dict.fromkeys(line.reference for line in lines)),
        "may_transfer": account.is_complete,
        "address": request.get_full_path(),
    }
    return render(request, "payments/pay_together.html", context, status=422 if form.errors else 200)


def _form(request: StaffRequest, lines: list[OwedLine]) -> TogetherForm:
    owed = [
        Owed(
            id=line.id,
            words=f"{line.reference}, {line.applicant}: {line.title}, {money(line.amount)}",
            amount=line.amount,
            is_ticked=not line.is_claimed,
        )
        for line in lines
    ]
    if request.method == "POST":
        return TogetherForm(request.POST, owed=owed)
    return TogetherForm(owed=owed, initial={"key": fresh_key(), "payer": lines[0].applicant})


def _pay(request: StaffRequest, form: TogetherForm) -> HttpResponse | None:
    """Where to go from here; None where the form has to say something."""
    said = form.cleaned_data
    try:
        if request.POST.get("cach") == "qr":
            attempt = start(demand_ids=said["demands"], way=Way.VIETQR, by=request.actor, at=request.at)
            return redirect("payments:transfer", attempt.reference)
        done = once(
            scope="money:together",
            key=said["key"],
            content={name: value for name, value in said.items() if name != "key"},
            at=request.at,
            act=lambda: {"address": _take(request, said).address},
        )
    except (NothingToPay, OtherContent):
        form.add_error(None, _("Có khoản vừa được nộp hoặc thôi thu. Mở lại từ danh sách rồi chọn lại."))
        return None
    asked = {"bl": done["address"]} | ({"thua": str(form.change)} if form.change else {})
    return redirect(f"{reverse('payments:pay_together')}?{urlencode(asked)}")


def _take(request: StaffRequest, said: dict[str, Any]) -> Receipt:
    return take_cash(demand_ids=said["demands"], payer=said["payer"], by=request.actor, at=request.at)


def _receipted(request: StaffRequest, address: str) -> HttpResponse:
    try:
        found = receipt_of(address=address, actor=request.actor)
    except Receipt.DoesNotExist as error:
        raise Http404 from error
    change = request.GET.get("thua", "")
    context = {
        "receipt": receipt_line(found),
        "facts": found.facts,
        "change": int(change) if change.isdecimal() and len(change) < 11 else 0,
    }
    return render(request, "payments/received.html", context)


@require_safe
@needs(*TAKING)
def transfer(request: StaffRequest, reference: str) -> HttpResponse:
    """The code to be scanned off the screen; when the bank has told, the receipt."""
    try:
        attempt = transfer_of(reference=reference, actor=request.actor)
    except Attempt.DoesNotExist as error:
        raise Http404 from error
    account, name, bank = account_of(agency_id=attempt.agency_id)
    receipts = [each for each in attempt.receipts.all() if each.kind == ReceiptKind.RECEIPT]
    context: dict[str, Any] = {
        "attempt": attempt,
        "shares": sorted(attempt.shares.all(), key=lambda share: share.pk),
        "receipt": receipt_line(receipts[0]) if receipts else None,
        "account_number": account.number,
        "account_name": name,
        "bank": bank,
        "qr": "",
    }
    if attempt.state == "open" and account.is_complete:
        label = _("Mã VietQR để chuyển %(amount)s đồng") % {"amount": attempt.amount}
        text = printing.transfer_text(attempt=attempt, account=account)
        context["qr"] = printing.transfer_svg(text=text, label=label)
    return render(request, "payments/transfer.html", context)
