"""`/quay/so/`: the book of dossiers (form 07), its volumes, and files of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.core.serving import serve
from apps.desk.domain.books import Book, Volume
from apps.desk.models import BookFile
from apps.desk.selectors.books import book_page, files_of, volumes, years
from apps.desk.selectors.keyset import BadMark
from apps.desk.services.books import NothingToClose, ask_file, close_volume
from apps.desk.views.doors import DESK_DUTIES
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.selectors import office_settings
from apps.officials.views.doors import needs

READERS = (*DESK_DUTIES, Duty.RECORDS, Duty.LEADER, Duty.INSPECTOR)
CLOSERS = (Duty.CLERK, Duty.RECORDS, Duty.LEADER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A book open at one volume."""

    book: Book
    years: Sequence[int]
    year: int
    volumes: Sequence[Volume]
    volume: Volume


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*READERS)
def book(request: StaffRequest) -> HttpResponse:
    """A volume page by page (`?nam=`, `?quyen=`); posted, a file is asked for or the volume is closed."""
    found = opened(request, book=Book.DOSSIERS)
    if request.method == "POST":
        return post_to_book(request, found, here=reverse("desk:book"))
    return _show(request, found)


@require_safe
@needs(*READERS)
def book_file(request: StaffRequest, file_id: int) -> HttpResponseBase:
    """A file made of a volume of one's own office."""
    made = get_object_or_404(
        BookFile.objects.select_related("file"), pk=file_id, agency=request.official.agency, state=BookFile.State.DONE
    )
    assert made.file is not None
    return serve(file=made.file, as_download=True)


def opened(request: StaffRequest, *, book: Book) -> Opened:
    """The volume that is asked for; 404 for a year or a volume that does not exist."""
    agency = request.official.agency
    offered = years(agency=agency, at=request.at, book=book)
    said = request.POST if request.method == "POST" else request.GET
    year = _number(said.get("nam", ""), default=offered[0])
    if year not in offered:
        raise Http404
    found = volumes(agency_id=agency.pk, year=year, book=book)
    chosen = _number(said.get("quyen", ""), default=found[-1].number)
    volume = next((one for one in found if one.number == chosen), None)
    if volume is None:
        raise Http404
    return Opened(book=book, years=offered, year=year, volumes=found, volume=volume)


def post_to_book(request: StaffRequest, found: Opened, *, here: str) -> HttpResponse:
    """A file is asked for, or the volume is closed; then back to the page at `here`."""
    asked, year, joint = request.POST.get("viec", ""), found.year, "&" if "?" in here else "?"
    if asked in BookFile.Kind.values:
        ask_file(
            agency=request.official.agency,
            book=found.book,
            year=year,
            volume=found.volume,
            kind=BookFile.Kind(asked),
            by=request.actor,
            at=request.at,
        )
        messages.success(request, _("Đang làm tệp; xong thì tải ở dưới, không phải đợi ở trang này."))
    elif asked == "khoa" and any(request.actor.has(duty) for duty in CLOSERS):
        _close(request, found)
        return redirect(f"{here}{joint}nam={year}")
    return redirect(f"{here}{joint}nam={year}&quyen={found.volume.number}#tep")


def _close(request: StaffRequest, found: Opened) -> None:
    try:
        closed = close_volume(
            agency=request.official.agency,
            book=found.book,
            year=found.year,
            number=found.volume.number,
            by=request.actor,
            at=request.at,
        )
    except NothingToClose:
        messages.error(request, _("Quyển này chưa có dòng nào hoặc đã khóa trước đó; không có gì thay đổi."))
        return
    messages.success(
        request,
        _("Đã khóa quyển %(number)s ở số thứ tự %(last)s. Số tiếp theo vào quyển %(next)s.")
        % {"number": closed.number, "last": closed.last, "next": closed.number + 1},
    )


def _show(request: StaffRequest, found: Opened) -> HttpResponse:
    agency, year, volume = request.official.agency, found.year, found.volume
    here = f"{reverse('desk:book')}?nam={year}&quyen={volume.number}"
    after, before = request.GET.get("sau", ""), request.GET.get("truoc", "")
    try:
        page = book_page(actor=request.actor, agency=agency, year=year, volume=volume, after=after, before=before)
    except BadMark:
        page = book_page(actor=request.actor, agency=agency, year=year, volume=volume)
    made = files_of(agency=agency, year=year, volume=volume)
    context = {
        "years": found.years,
        "year": year,
        "volumes": found.volumes[::-1],
        "volume": volume,
        "page": page,
        "newer": f"{here}&truoc={page.before}" if page.before else "",
        "older": f"{here}&sau={page.after}" if page.after else "",
        "files": made,
        "is_making": any(one.state in BookFile.WAITING for one in made),
        "may_close": any(request.actor.has(duty) for duty in CLOSERS) and volume.is_open and volume.lines,
        "is_at_desk": any(request.actor.has(duty) for duty in DESK_DUTIES),
        "size": int(office_settings(agency_id=agency.pk)["book_volume_lines"]),
    }
    return render(request, "desk/book.html", context)


def _number(typed: str, *, default: int) -> int:
    """A year or a volume off the address; what is no such number leads to none."""
    if not typed:
        return default
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else -1
