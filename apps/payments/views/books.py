"""`/thu-tien/so-quy/`: the cash books: open, count and close, confirm, print."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.core.idempotency import OtherContent, once
from apps.core.labels import money
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.payments import exports, printing
from apps.payments.domain.cash import BookState
from apps.payments.forms import fresh_key
from apps.payments.forms.books import ConfirmForm, CountForm, OpenBookForm
from apps.payments.models import CashBook
from apps.payments.permissions import BOOKS, TAKING
from apps.payments.selectors import books as selectors
from apps.payments.selectors.handing_on import handed_on, in_drawers
from apps.payments.services import booking

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@needs(*BOOKS)
def cash_books(request: StaffRequest) -> HttpResponse:
    """The open book of whoever asks, what waits for a second hand, what was forgotten, what was closed."""
    room, waiting = selectors.room(actor=request.actor, at=request.at), in_drawers(actor=request.actor)
    return render(request, "payments/cash_books.html", {"room": room, "in_drawers": waiting})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*TAKING)
def open_cash_book(request: StaffRequest) -> HttpResponse:
    """The day begins: what lies in the drawer."""
    form = OpenBookForm(request.POST) if request.method == "POST" else OpenBookForm(initial={"key": fresh_key()})
    if not form.is_bound or not form.is_valid():
        return render(request, "payments/cash_book_open.html", {"form": form}, status=422 if form.errors else 200)
    book = booking.open_book(opening_float=form.cleaned_data["opening_float"] or 0, by=request.actor, at=request.at)
    messages.success(request, _("Sổ quỹ đang mở. Tiền đầu ca: %(sum)s.") % {"sum": money(book.opening_float)})
    return redirect("payments:cash_books")


@require_safe
@needs(*BOOKS)
def cash_book(request: StaffRequest, book_id: int) -> HttpResponse:
    """One book: its lines, its sums, its count."""
    shown = _shown(request, book_id)
    handed = handed_on(book=shown.book, actor=request.actor)
    return render(request, "payments/cash_book.html", {"shown": shown, "handed": handed})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*BOOKS)
def close_cash_book(request: StaffRequest, book_id: int) -> HttpResponse:
    """Count the drawer; «Cộng» adds up, «Khóa sổ» closes."""
    shown = _shown(request, book_id)
    if not shown.brief.may_close:
        messages.info(request, _already(shown.book))
        return redirect("payments:cash_book", book_id)
    if request.method == "POST":
        form = CountForm(request.POST)
        if form.is_valid() and request.POST.get("viec") != "cong" and _close(request, shown, form):
            messages.success(request, _("Đã khóa sổ. Nhờ người khác đếm lại và xác nhận."))
            return redirect("payments:cash_book", book_id)
        shown = _shown(request, book_id)
        anew = request.POST.copy()  # what the page shows now is what was seen
        anew["seen"] = str(shown.brief.expected)
        form.data = anew
    else:
        form = CountForm(initial={"key": fresh_key(), "seen": shown.brief.expected})
    is_refused = form.is_bound and bool(form.errors)
    return render(request, "payments/cash_book_close.html", _count(shown, form), status=422 if is_refused else 200)


def _already(book: CashBook) -> str:
    if book.state == BookState.OPEN:
        return _("Sổ này do người thu tiền khóa. Lãnh đạo khóa được khi sổ bị quên từ hôm trước.")
    return _("Sổ này đã khóa. Khoản thu sau đó nằm ở sổ kế tiếp.")


def _count(shown: selectors.Opened, form: CountForm) -> dict[str, Any]:
    total = form.count.total if form.is_bound else 0
    return {"shown": shown, "form": form, "total": total, "difference": total - shown.brief.expected}


def _close(request: StaffRequest, shown: selectors.Opened, form: CountForm) -> bool:
    """Whether it is closed; if not, the form says why."""
    said = form.cleaned_data

    def act() -> dict[str, int]:
        book = booking.close_book(
            book_id=shown.book.pk,
            count=form.count,
            explanation=said["explanation"],
            seen=said["seen"],
            by=request.actor,
            at=request.at,
        )
        return {"book": book.pk}

    content = {name: value for name, value in said.items() if name != "key"}
    try:
        once(scope=f"cash-book:close:{shown.book.pk}", key=said["key"], content=content, at=request.at, act=act)
    except booking.OtherSum as error:
        form.add_error(
            None,
            _("Vừa có khoản thu hay chi sau khi bạn mở trang này: số phải có nay là %(sum)s. Đếm lại rồi khóa.")
            % {"sum": money(error.expected)},
        )
    except booking.Unexplained:
        form.add_error("explanation", _("Tiền đếm được khác số phải có. Viết vì sao rồi khóa sổ."))
    except (booking.NotOpen, booking.NotYours, OtherContent):
        form.add_error(None, _("Có người vừa khóa sổ này ở trang khác."))
    return not form.errors


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*BOOKS)
def confirm_cash_book(request: StaffRequest, book_id: int) -> HttpResponse:
    """The second pair of eyes."""
    shown = _shown(request, book_id)
    if not shown.brief.may_confirm:
        messages.info(request, _("Sổ này không chờ bạn xác nhận. Đây là tình trạng của sổ."))
        return redirect("payments:cash_book", book_id)
    form = ConfirmForm(request.POST) if request.method == "POST" else ConfirmForm(initial={"key": fresh_key()})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        counted = said["counted"] if said["found"] == ConfirmForm.OTHER else None
        try:
            booking.confirm_book(
                book_id=book_id, counted=counted, remark=said["remark"], by=request.actor, at=request.at
            )
        except (booking.NotOpen, booking.NotYours):
            messages.info(request, _("Có người vừa xác nhận sổ này."))
        else:
            messages.success(request, _("Đã xác nhận. Sổ này không ai sửa được nữa."))
        return redirect("payments:cash_book", book_id)
    context = {"shown": shown, "form": form}
    return render(request, "payments/cash_book_confirm.html", context, status=422 if form.errors else 200)


@require_safe
@needs(*BOOKS)
def cash_book_paper(request: StaffRequest, book_id: int) -> HttpResponse:
    """The book as PDF, with the lines that are signed."""
    paper = printing.render_cash_book(shown=_shown(request, book_id), at=request.at)
    return HttpResponse(paper, content_type="application/pdf")


@require_safe
@needs(*BOOKS)
def cash_book_sheet(request: StaffRequest, book_id: int) -> HttpResponse:
    """The book as a workbook."""
    shown = _shown(request, book_id)
    name = f"so-quy-{shown.book.year}-{shown.book.number}.xlsx"
    head = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(exports.cash_book_sheet(shown=shown), content_type=XLSX, headers=head)


def _shown(request: StaffRequest, book_id: int) -> selectors.Opened:
    try:
        return selectors.opened(book_id=book_id, actor=request.actor, at=request.at)
    except CashBook.DoesNotExist as error:
        raise Http404 from error
