"""`/quay/so-chung-thuc/`: the books of certification in volumes, files of them, and numbers that are crossed out."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.desk.domain.books import TITLES, Book
from apps.desk.domain.certification import SYMBOLS, NoReason, numbered
from apps.desk.forms.certification import CrossingOutForm
from apps.desk.labels.certification import BOOK_WORDS
from apps.desk.models import BookFile, CertificationEntry
from apps.desk.selectors.books import files_of
from apps.desk.selectors.certification import entry_of, entry_page
from apps.desk.selectors.keyset import BadMark
from apps.desk.services.certification import AlreadyCrossedOut, cross_out
from apps.desk.views.books import CLOSERS, READERS, Opened, opened, post_to_book
from apps.officials.permissions import StaffRequest
from apps.officials.selectors import office_settings
from apps.officials.views.doors import needs


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*READERS)
def certification_book(request: StaffRequest) -> HttpResponse:
    """A volume page by page (`?so=`, `?nam=`, `?quyen=`); posted, a file is asked for or the volume is closed."""
    said = request.POST if request.method == "POST" else request.GET
    book = {code: book for book, (code, _words) in BOOK_WORDS.items()}.get(said.get("so", "") or "ban-sao")
    if book is None:
        raise Http404
    found = opened(request, book=book)
    here = f"{reverse('desk:certification_book')}?so={BOOK_WORDS[book][0]}"
    if request.method == "POST":
        return post_to_book(request, found, here=here)
    return _show(request, found, here=here)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*READERS)
def entry(request: StaffRequest, entry_id: int) -> HttpResponse:
    """One line of a book; posted, its number is crossed out with a reason."""
    try:
        found = entry_of(entry_id=entry_id, actor=request.actor)
    except CertificationEntry.DoesNotExist as error:
        raise Http404 from error
    may_cross_out = any(request.actor.has(duty) for duty in CLOSERS)
    if request.method == "POST" and not may_cross_out:
        raise PermissionDenied
    form = CrossingOutForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _cross_out(request, found, form)
    book = Book(found.book)
    context = {
        "entry": found,
        "void": getattr(found, "void", None),
        "number": numbered(number=found.number, volume=found.volume, year=found.year, book=book),
        "title": TITLES[book],
        "back": BOOK_WORDS[book][0],
        "form": form,
        "may_cross_out": may_cross_out,
    }
    return render(request, "desk/certification_entry.html", context, status=422 if form.errors else 200)


def _cross_out(request: StaffRequest, found: CertificationEntry, form: CrossingOutForm) -> HttpResponse:
    try:
        cross_out(entry_id=found.pk, reason=form.cleaned_data["reason"], by=request.actor, at=request.at)
    except AlreadyCrossedOut:
        messages.error(request, _("Số này đã hủy trước đó; không có gì thay đổi."))
    except NoReason:
        messages.error(request, _("Viết rõ hơn, ít nhất 10 chữ cái."))
    else:
        messages.success(request, _("Đã hủy số; dòng vẫn nằm trong sổ kèm lý do."))
    return redirect("desk:certification_entry", found.pk)


def _show(request: StaffRequest, found: Opened, *, here: str) -> HttpResponse:
    agency, volume, book = request.official.agency, found.volume, found.book
    whole = f"{here}&nam={found.year}&quyen={volume.number}"
    ask = partial(entry_page, actor=request.actor, agency=agency, book=book, year=found.year, volume=volume)
    try:
        page = ask(after=request.GET.get("sau", ""), before=request.GET.get("truoc", ""))
    except BadMark:
        page = ask()
    made = files_of(agency=agency, year=found.year, volume=volume, book=book)
    context = {
        "book": book,
        "code": BOOK_WORDS[book][0],
        "title": TITLES[book],
        "symbol": SYMBOLS[book],
        "chips": [
            {
                "href": f"{reverse('desk:certification_book')}?so={code}",
                "words": words,
                "count": None,
                "is_on": one is book,
            }
            for one, (code, words) in BOOK_WORDS.items()
        ],
        "years": found.years,
        "year": found.year,
        "volumes": found.volumes[::-1],
        "volume": volume,
        "page": page,
        "newer": f"{whole}&truoc={page.before}" if page.before else "",
        "older": f"{whole}&sau={page.after}" if page.after else "",
        "files": made,
        "is_making": any(one.state in BookFile.WAITING for one in made),
        "may_close": any(request.actor.has(duty) for duty in CLOSERS) and volume.is_open and volume.lines,
        "size": int(office_settings(agency_id=agency.pk)["book_volume_lines"]),
    }
    return render(request, "desk/certification_book.html", context)
