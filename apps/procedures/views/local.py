"""`/danh-muc/<mã>/bo-tri/`: what the office decides about a procedure beside the law."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.procedures.forms.local import LocalFeeForm, LocalForm, said_of
from apps.procedures.labels import allowance_words
from apps.procedures.labels.fees import rule_words
from apps.procedures.models import ProcedureVersion
from apps.procedures.permissions import EDITORS
from apps.procedures.selectors.configuring import LocalPage, local_page
from apps.procedures.services.local_fees import add_fee, end_fee
from apps.procedures.services.offering import TargetTooLong, arrange


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*EDITORS)
def local(request: StaffRequest, code: str) -> HttpResponse:
    """See it, or write it: what has no day holds at once, the rest waits in the draft."""
    page = _found(request, code)
    if request.method != "POST":
        form = LocalForm(initial=said_of(offering=page.offering, arrangement=page.arrangement))
        return _show(request, page, form, LocalFeeForm())
    form = LocalForm(request.POST)
    if form.is_valid():
        try:
            done = arrange(version=page.version, agency=request.official.agency, facts=form.facts(), at=request.at)
        except TargetTooLong as refused:
            form.add_error("target_amount", _too_long(refused))
        else:
            messages.success(request, _("Đã lưu bố trí của xã."))
            if done.draft:
                messages.info(request, _("Thời hạn rút ngắn và cách tính bổ sung nằm trong bản nháp, chờ ban hành."))
            return redirect("procedures:local", code)
    return _show(request, page, form, LocalFeeForm(), status=422)


def _too_long(refused: TargetTooLong) -> str:
    if refused.law is None:
        return _("Chưa biết luật cho bao lâu. Xem mục «Chỗ cần xem» trước, rồi mới rút ngắn.")
    law = allowance_words(refused.law)
    return _("Luật cho {law}. Viết thời gian ngắn hơn hoặc bằng, cùng đơn vị với luật.").format(law=law)


@require_POST
@needs(*EDITORS)
def add_local_fee(request: StaffRequest, code: str) -> HttpResponse:
    """One fee more."""
    page, form = _found(request, code), LocalFeeForm(request.POST)
    shown = LocalForm(initial=said_of(offering=page.offering, arrangement=page.arrangement))
    if page.offering is None:
        messages.info(request, _("Lưu phần bố trí trước, rồi thêm mức thu."))
        return redirect("procedures:local", code)
    if not form.is_valid():
        return _show(request, page, shown, form, status=422)
    add_fee(offering=page.offering, facts=form.facts())
    messages.success(request, _("Đã ghi mức thu. Từ nay mức này được dùng thay mức trong danh mục."))
    return redirect("procedures:local", code)


@require_POST
@needs(*EDITORS)
def end_local_fee(request: StaffRequest, code: str, fee_id: int) -> HttpResponse:
    """A fee no longer counts from today on."""
    end_fee(fee_id=fee_id, agency=request.official.agency, on=timezone.localdate(request.at))
    messages.success(request, _("Mức thu này không còn dùng từ hôm nay."))
    return redirect("procedures:local", code)


def _found(request: StaffRequest, code: str) -> LocalPage:
    try:
        return local_page(code=code, agency=request.official.agency, at=request.at)
    except ProcedureVersion.DoesNotExist as error:
        raise Http404 from error


def _show(
    request: StaffRequest, page: LocalPage, form: LocalForm, fee_form: LocalFeeForm, *, status: int = 200
) -> HttpResponse:
    law = page.version.allowance
    context = {
        "page": page,
        "code": page.version.procedure.code,
        "form": form,
        "fee_form": fee_form,
        "law_time": allowance_words(law) if law else page.version.time_text,
        "law_fees": list(dict.fromkeys(rule_words(rule) for rule in page.law_fees)),
        "fees": [
            (fee, rule_words(fee.rule), fee.valid_until is None or fee.valid_until >= page.on)
            for fee in page.local_fees
        ],
    }
    return render(request, "procedures/local.html", context, status=status)
