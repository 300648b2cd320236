"""`/thu-tien/so-quy/…/nop-tien/`: the cash of a confirmed book goes to the treasurer, the treasury or a bank."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.idempotency import OtherContent, once
from apps.core.labels import money
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.payments.domain.cash import GoesTo
from apps.payments.forms import fresh_key
from apps.payments.forms.books import HandOnForm, TakeBackForm
from apps.payments.models import CashBook
from apps.payments.permissions import BOOKS
from apps.payments.selectors import books as selectors
from apps.payments.selectors.handing_on import HandedOn, handed_on
from apps.payments.services import handing_on as services
from apps.payments.services.booking import NotYours, OtherSum


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*BOOKS)
def hand_on_cash(request: StaffRequest, book_id: int) -> HttpResponse:
    """What the paper says that came back for the money."""
    shown, handed = _shown(request, book_id)
    if not (handed.may and handed.is_due):
        messages.info(request, _not_now(handed))
        return redirect("payments:cash_book", book_id)
    days = {"opened": timezone.localdate(shown.book.opened_at), "today": timezone.localdate(request.at)}
    if request.method == "POST":
        form = HandOnForm(request.POST, **days)
    else:
        today = days["today"].strftime("%d/%m/%Y")
        form = HandOnForm(initial={"key": fresh_key(), "document_date": today}, **days)
    if form.is_bound and form.is_valid() and _hand_on(request, book_id, form):
        messages.success(request, _("Đã ghi nộp %(sum)s.") % {"sum": money(handed.due)})
        return redirect("payments:cash_book", book_id)
    context = {"shown": shown, "handed": handed, "form": form}
    return render(request, "payments/cash_hand_on.html", context, status=422 if form.errors else 200)


def _not_now(handed: HandedOn) -> str:
    if handed.stands:
        return _("Tiền của sổ này đã nộp rồi.")
    if not handed.is_confirmed:
        return _("Sổ phải được người khác đếm lại và xác nhận trước khi nộp tiền.")
    if not handed.due:
        return _("Sổ này không có tiền để nộp.")
    return _("Người thu tiền, thủ quỹ hoặc lãnh đạo ghi việc nộp tiền của sổ này.")


def _hand_on(request: StaffRequest, book_id: int, form: HandOnForm) -> bool:
    """Whether it is written; if not, the form says why."""
    said = form.cleaned_data
    slip = services.Slip(
        goes_to=GoesTo(said["goes_to"]),
        receiver=said["receiver"],
        document=said["document"],
        document_date=said["document_date"],
        amount=said["amount"],
    )

    def act() -> dict[str, int]:
        return {"handing": services.hand_on(book_id=book_id, slip=slip, by=request.actor, at=request.at).pk}

    content = {name: value for name, value in said.items() if name != "key"}
    try:
        once(scope=f"cash-book:hand-on:{book_id}", key=said["key"], content=content, at=request.at, act=act)
    except OtherSum as error:
        form.add_error("amount", _("Sổ này phải nộp đúng %(sum)s.") % {"sum": money(error.expected)})
    except (services.HandedBefore, services.NotConfirmed, NotYours, OtherContent):
        form.add_error(None, _("Có người vừa ghi việc nộp tiền của sổ này ở trang khác."))
    return not form.errors


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*BOOKS)
def take_back_cash(request: StaffRequest, book_id: int) -> HttpResponse:
    """An entry made by mistake is reversed with a reason; it stays in sight."""
    shown, handed = _shown(request, book_id)
    if not (handed.may and handed.stands):
        messages.info(request, _("Sổ này không có lần nộp tiền nào để hủy."))
        return redirect("payments:cash_book", book_id)
    form = TakeBackForm(request.POST or None, initial={"key": fresh_key(), "seen": len(handed.lines)})
    if form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("seen", "reason")}
        try:
            services.take_back(book_id=book_id, by=request.actor, at=request.at, **said)
        except (services.NotHanded, NotYours):
            messages.info(request, _("Có người vừa hủy lần nộp này."))
        else:
            messages.success(request, _("Đã hủy lần nộp tiền. Ghi lại khi có chứng từ đúng."))
        return redirect("payments:cash_book", book_id)
    context = {"shown": shown, "handed": handed, "form": form}
    return render(request, "payments/cash_take_back.html", context, status=422 if form.errors else 200)


def _shown(request: StaffRequest, book_id: int) -> tuple[selectors.Opened, HandedOn]:
    try:
        shown = selectors.opened(book_id=book_id, actor=request.actor, at=request.at)
    except CashBook.DoesNotExist as error:
        raise Http404 from error
    return shown, handed_on(book=shown.book, actor=request.actor)
