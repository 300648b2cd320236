"""`/thu-tien/`: the cashier's room, the bill of a dossier, money that found nothing, money that goes back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.files import FileRefused
from apps.core.idempotency import OtherContent, once
from apps.core.labels import file_refused, money
from apps.core.paper.press import PressFailed
from apps.core.serving import serve
from apps.dossiers.domain.lifecycle import Forbidden
from apps.dossiers.models import Dossier
from apps.dossiers.services.reading import log_read
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.payments import printing
from apps.payments.domain.references import reference_in
from apps.payments.domain.states import NotNow
from apps.payments.domain.words import RefundWay, Source
from apps.payments.forms import CreditForm, MoneyAct, RefundForm, SettleForm, fresh_key
from apps.payments.forms.cash import CashForm
from apps.payments.labels import receipt_number
from apps.payments.labels.till import WHY_LABELS
from apps.payments.models import Credit, Demand, Receipt, Refund
from apps.payments.permissions import DECIDING, LOOKING, TAKING
from apps.payments.selectors import till as selectors
from apps.payments.selectors.books import open_drawers
from apps.payments.selectors.standing import standing
from apps.payments.selectors.together import also_owing
from apps.payments.services import refunding
from apps.payments.services.booking import TooLittle
from apps.payments.services.incoming import DoesNotFit, Money, NotOpen, put_to, send_back, take_money
from apps.payments.services.receipting import ReceiptJob, print_receipt
from apps.payments.services.trying import NothingToPay
from apps.payments.views.acts import DOORS, Act, Doing, buttons_of, is_offered, owed_choices

REFUSED = (NothingToPay, NotNow, OtherContent, Forbidden)


@require_safe
@needs(*TAKING, *DECIDING)
def till(request: StaffRequest) -> HttpResponse:
    """What waits for money; `?ma=` leads to the bill of a dossier."""
    typed = request.GET.get("ma", "").strip()
    if typed:
        try:
            return redirect("payments:bill", selectors.billed(reference=typed, actor=request.actor).reference)
        except Dossier.DoesNotExist:
            messages.info(request, _("Không có hồ sơ nào mang mã này. Xem lại mã trên giấy hẹn."))
    context = {"till": selectors.till(actor=request.actor), "typed": typed, "may_enter": _takes(request)}
    return render(request, "payments/till.html", context)


def _takes(request: StaffRequest) -> bool:
    return any(request.actor.has(duty) for duty in TAKING)


@require_safe
@needs(*LOOKING)
def bill(request: StaffRequest, reference: str) -> HttpResponse:
    """The money of one dossier, and what may be done about it."""
    doing = _doing(request, reference, target=0)
    log_read(dossier=doing.dossier, by=request.actor, door="payments/bill", at=request.at)
    return _page(doing)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*LOOKING)
def act(request: StaffRequest, reference: str, address: str) -> HttpResponse:
    """The form of one act beside the bill; posted, the act itself."""
    try:
        chosen = Act(address)
        target = int(request.GET.get("khoan", "0")[:18] or 0)
    except ValueError as error:
        raise Http404 from error
    doing = _doing(request, reference, target=target)
    if not is_offered(chosen, doing):
        messages.info(request, _("Việc này không làm được lúc này. Đây là tình trạng của khoản tiền."))
        return redirect("payments:bill", doing.dossier.reference)
    form = _form(chosen, doing)
    if request.method == "POST" and form.is_valid():
        return _do(chosen, doing, form)
    return _page(doing, chosen=chosen, form=form, status=422 if form.is_bound else 200)


def _doing(request: StaffRequest, reference: str, *, target: int) -> Doing:
    try:
        dossier = selectors.billed(reference=reference, actor=request.actor)
    except Dossier.DoesNotExist as error:
        raise Http404 from error
    shown = standing(dossier=dossier, actor=request.actor)
    return Doing(request=request, dossier=dossier, standing=shown, target=target)


def _form(chosen: Act, doing: Doing) -> MoneyAct:
    if chosen is Act.CASH:
        return CashForm(owed=owed_choices(doing.standing), **_start(doing.request))
    return DOORS[chosen].form(**_start(doing.request))


def _start(request: StaffRequest) -> dict[str, Any]:
    """What every form starts with: what was posted, or a fresh key."""
    if request.method == "POST":
        return {"data": request.POST, "files": request.FILES}
    return {"initial": {"key": fresh_key()}}


def _do(chosen: Act, doing: Doing, form: MoneyAct) -> HttpResponse:
    def act_once() -> dict[str, str]:
        DOORS[chosen].do(doing, form.cleaned_data)
        return {"done": chosen}

    said = {name: value for name, value in form.cleaned_data.items() if name != "key"}
    scope = f"money:{chosen}:{doing.dossier.pk}:{doing.target}"[:80]
    try:
        once(scope=scope, key=form.cleaned_data["key"], content=said, at=doing.request.at, act=act_once)
    except REFUSED:
        messages.info(doing.request, _("Có người vừa làm trước. Đây là tình trạng mới nhất."))
    except FileRefused as refused:
        form.add_error("file", file_refused(refused))
        return _page(doing, chosen=chosen, form=form, status=422)
    else:
        messages.success(doing.request, f"{DOORS[chosen].done}{change_words(form)}")
    return redirect("payments:bill", doing.dossier.reference)


def change_words(form: MoneyAct) -> str:
    """What is handed back, said once more where nothing runs in the browser."""
    change = form.change if isinstance(form, CashForm) else 0
    return f" {_('Tiền thừa trả lại: %(sum)s.') % {'sum': money(change)}}" if change else ""


def _page(doing: Doing, *, chosen: Act | None = None, form: MoneyAct | None = None, status: int = 200) -> HttpResponse:
    context = {
        "dossier": doing.dossier,
        "money": doing.standing,
        "buttons": buttons_of(doing),
        "door": DOORS[chosen] if chosen else None,
        "act": chosen,
        "target": doing.target,
        "form": form,
        "also": also_owing(dossier=doing.dossier, actor=doing.request.actor),
        "may_take": _takes(doing.request),
    }
    return render(doing.request, "payments/bill.html", context, status=status)


@require_safe
@needs(*LOOKING)
def proof(request: StaffRequest, demand_id: int) -> HttpResponseBase:
    """The scanned proof of a waiver."""
    rows = Demand.objects.visible_to(request.actor).select_related("dossier", "proof_file")
    found = rows.filter(pk=demand_id, proof_file__isnull=False).first()
    if found is None or found.proof_file is None:
        raise Http404
    log_read(dossier=found.dossier, by=request.actor, door="payments/proof", at=request.at)
    return serve(file=found.proof_file)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*TAKING)
def enter_credit(request: StaffRequest) -> HttpResponse:
    """Money that stands on a statement, entered by hand."""
    form = CreditForm(**_start(request))
    if not form.is_bound or not form.is_valid():
        return render(request, "payments/credit_new.html", {"form": form}, status=422 if form.errors else 200)
    said = form.cleaned_data
    money = Money(
        source=Source.BY_HAND,
        provider_id=said["number"],
        amount=said["amount"],
        reference=reference_in(said["content"]),
        paid_at=form.paid_at(now=request.at),
        memo=said["content"],
    )
    assert request.actor.agency_id is not None
    credit = take_money(agency_id=request.actor.agency_id, money=money, at=request.at, by=request.actor)
    messages.success(request, _("Đã ghi. Trùng số giao dịch thì chỉ ghi một lần."))
    return redirect("payments:credit", credit.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*TAKING)
def credit(request: StaffRequest, credit_id: int) -> HttpResponse:
    """One sum that came in: what became of it, and what is to become of it."""
    try:
        found = selectors.credit_of(credit_id=credit_id, actor=request.actor)
    except Credit.DoesNotExist as error:
        raise Http404 from error
    form = SettleForm(**_start(request))
    if form.is_bound and form.is_valid() and _settle(request, found, form):
        messages.success(request, _("Đã xử lý khoản tiền."))
        return redirect("payments:till")
    context = {"stray": selectors.stray(found), "credit": found, "form": form}
    return render(request, "payments/credit.html", context, status=422 if form.errors else 200)


def _settle(request: StaffRequest, found: Credit, form: SettleForm) -> bool:
    """Whether it is settled; if not, the form says why."""
    said = form.cleaned_data
    about: dict[str, Any] = {
        "credit_id": found.pk,
        "agency_id": found.agency_id,
        "note": said["note"],
        "by": request.actor,
        "at": request.at,
    }
    try:
        if said["how"] == "returned":
            send_back(**about)
        else:
            dossier = selectors.billed(reference=said["code"], actor=request.actor)
            lines = standing(dossier=dossier, actor=request.actor).lines
            put_to(demand_ids=[line.id for line in lines if line.is_payable], **about)
    except Dossier.DoesNotExist:
        form.add_error("code", _("Không có hồ sơ nào mang mã này."))
    except DoesNotFit as error:
        form.add_error("code", _("Chưa ghi được: %(why)s.") % {"why": str(WHY_LABELS[error.why]).lower()})
    except NotOpen:
        form.add_error(None, _("Có người vừa xử lý khoản tiền này."))
    return not form.errors


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*DECIDING)
def refund(request: StaffRequest, refund_id: int) -> HttpResponse:
    """Whether money goes back; whoever asked for it does not decide."""
    try:
        found = selectors.refund_of(refund_id=refund_id, actor=request.actor)
    except Refund.DoesNotExist as error:
        raise Http404 from error
    form = RefundForm(cashiers=open_drawers(actor=request.actor), **_start(request))
    if form.is_bound and form.is_valid() and _decide(request, found, form):
        messages.success(request, _("Đã ghi quyết định."))
        return redirect("payments:bill", found.demand.dossier.reference)
    context = {"refund": found, "form": form, "is_own": found.asked_by_id == request.actor.id}
    return render(request, "payments/refund.html", context, status=422 if form.errors else 200)


def _decide(request: StaffRequest, found: Refund, form: RefundForm) -> bool:
    said = form.cleaned_data
    about: dict[str, Any] = {"refund_id": found.pk, "note": said["note"], "by": request.actor, "at": request.at}
    try:
        if said["decision"] == "hoan":
            refunding.give_back(
                way=RefundWay(said["way"]), document=said["document"], cashier_id=said["cashier"], **about
            )
        else:
            refunding.decline(**about)
    except refunding.OwnRequest:
        form.add_error(None, _("Người đề nghị không tự quyết định. Nhờ lãnh đạo hoặc người thu tiền khác."))
    except refunding.NoBook:
        form.add_error("cashier", _("Sổ quỹ này vừa khóa. Chọn sổ đang mở."))
    except TooLittle as error:
        form.add_error("cashier", _("Sổ này chỉ còn %(sum)s, không đủ để chi.") % {"sum": money(error.held)})
    except refunding.Decided:
        form.add_error(None, _("Có người vừa quyết định khoản này."))
    return not form.errors


@require_POST
@needs(*LOOKING)
def receipt(request: StaffRequest, address: str) -> HttpResponse:
    """A receipt in its three parts as PDF. By POST, because printing counts: only the first print is the original."""
    try:
        found = selectors.receipt_of(address=address, actor=request.actor)
    except Receipt.DoesNotExist as error:
        raise Http404 from error
    for dossier in Dossier.objects.filter(demands__attempts=found.attempt_id).distinct().order_by("pk"):
        log_read(dossier=dossier, by=request.actor, door=f"payments/receipt/{found.pk}", at=request.at)
    try:
        paper = print_receipt(receipt_id=found.pk, by=request.actor, at=request.at, press=_pressed)
    except PressFailed:
        number = receipt_number(number=found.number, year=found.year)
        context = {"number": number, "again": request.path}
        return render(request, "payments/receipt_not_printed.html", context, status=503)
    return HttpResponse(paper, content_type="application/pdf")


def _pressed(job: ReceiptJob) -> bytes:
    return printing.render_receipt(job=job)
