"""What is done with the papers of one dossier, one press each: used while filing and while answering a request.

`gui` sends a file, `bo` takes one out; `doi`, `xoay` and `bo-trang` move, turn and drop a page; `dung` uses an earlier
paper once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import IO, Any, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from apps.accounts.domain.actor import Actor
from apps.core import doorbell, files, uploading
from apps.core.files import FileRefused
from apps.core.labels import file_refused
from apps.core.limits import Limit, count
from apps.core.models import StoredFile, Upload
from apps.dossiers.models import DocumentPage, Dossier
from apps.dossiers.services import papers as services
from apps.portal.forms.papers import UploadForm
from apps.portal.selectors.papers import AskedPaper
from apps.portal.selectors.reusing import Earlier, for_paper, reusable
from apps.procedures.models import RequiredDocument

# A file that is sent and taken out again lies in the store for a day all the same.
SENDINGS = Limit("send-file", 300, 3600)
MOST_FILES = 60  # of one dossier, photographs counted one by one; whoever needs more brings them to the counter


@dataclass(frozen=True, slots=True)
class Row:
    """One paper, the form that sends a file for it, and earlier papers that would do."""

    paper: AskedPaper
    form: UploadForm
    earlier: Sequence[Earlier] = ()


def rows(
    papers: Sequence[AskedPaper], *, refused: UploadForm | None = None, earlier: Sequence[Earlier] = ()
) -> list[Row]:
    """The checklist with one form a paper; the one that was refused keeps its reason."""
    return [_row(paper, refused, earlier) for paper in papers]


def _row(paper: AskedPaper, refused: UploadForm | None, earlier: Sequence[Earlier]) -> Row:
    offered = for_paper(name=paper.name, earlier=earlier) if paper.name and not paper.files else ()
    if refused is not None and refused.paper.id == paper.id:
        return Row(replace(paper, is_wrong=True), refused, offered)
    return Row(paper, UploadForm(paper=paper), offered)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Press:
    """Who pressed something at which dossier, and when."""

    request: HttpRequest
    dossier: Dossier
    papers: Sequence[AskedPaper]
    by: Actor
    at: datetime

    def number(self, name: str) -> int:
        return _number(self.request.POST[name])

    def pair(self, name: str) -> tuple[int, int]:
        """«12-90»: a page, and how it is to be; pressed twice it is so once."""
        page_id, _dash, wish = self.request.POST[name].partition("-")
        return _number(page_id), _number(wish)

    def paper(self, name: str) -> AskedPaper:
        paper = next((paper for paper in self.papers if paper.id == self.request.POST.get(name)), None)
        if paper is None:
            raise Http404
        return paper


def take(
    request: HttpRequest, *, dossier: Dossier, papers: Sequence[AskedPaper], by: Actor, at: datetime
) -> UploadForm | None:
    """Do what was pressed. The form with its reason where a file was refused. Raises Forbidden, Http404, TooMany."""
    press = _Press(request=request, dossier=dossier, papers=papers, by=by, at=at)
    for name, act in _PRESSES.items():
        if name in request.POST:
            with suppress(DocumentPage.DoesNotExist):  # pressed twice, or handed in meanwhile: the page shows what is
                act(press)
            doorbell.ring(services.READ_PAPERS)
            return None
    form = UploadForm(request.POST, request.FILES, paper=press.paper("gui"))
    count(limits=[(SENDINGS, uploading.owner_of(user_id=request.user.pk))], at=at)
    if form.is_valid():
        _send(form, press)
        doorbell.ring(services.READ_PAPERS)
    return form if form.errors else None


def place(request: HttpRequest) -> str:
    """The paper at which something was pressed, to come back to."""
    return request.POST.get("gui") or request.POST.get("dung") or request.POST.get("giay", "")


def _remove(press: _Press) -> None:
    services.detach(dossier_id=press.dossier.pk, document_id=press.number("bo"), by=press.by, at=press.at)
    messages.success(press.request, _("Đã bỏ tệp."))


def _turn(press: _Press) -> None:
    page_id, turn = press.pair("xoay")
    services.turn_page(dossier_id=press.dossier.pk, page_id=page_id, turn=turn, by=press.by)


def _move(press: _Press) -> None:
    page_id, place = press.pair("doi")
    services.move_page(dossier_id=press.dossier.pk, page_id=page_id, place=place, by=press.by)


def _drop(press: _Press) -> None:
    services.drop_page(dossier_id=press.dossier.pk, page_id=press.number("bo-trang"), by=press.by, at=press.at)
    messages.success(press.request, _("Đã bỏ một trang."))


def _reuse(press: _Press) -> None:
    paper = press.paper("dung")
    chosen = press.request.POST.get("cu", "")
    earlier = next((one for one in reusable(dossier=press.dossier, by=press.by) if one.value == chosen), None)
    if earlier is None:
        messages.error(press.request, _("Chọn một giấy trong danh sách rồi bấm lại."))
        return
    services.reuse(
        dossier_id=press.dossier.pk,
        required=_required(paper),
        name=paper.name or earlier.name,
        source=earlier.source,
        by=press.by,
        at=press.at,
    )
    messages.success(press.request, _("Đã dùng lại giấy cũ. Bạn không phải gửi lại."))


_PRESSES: Mapping[str, Callable[[_Press], None]] = {
    "bo": _remove,
    "xoay": _turn,
    "doi": _move,
    "bo-trang": _drop,
    "dung": _reuse,
}


def _send(form: UploadForm, press: _Press) -> None:
    """Keep each file, or say at its paper why it was not kept; the good ones stay."""
    if form.arrived:
        _keep_arrived(form, press)
        return
    for upload in _uploads(press.request):
        _keep(form, press, sha256=files.sha256(cast(IO[bytes], upload)), receive=_received(upload, press))


def _received(upload: UploadedFile[Any], press: _Press) -> Callable[[], StoredFile]:
    return lambda: files.receive(upload=upload, by=press.by.key, at=press.at)


def _keep_arrived(form: UploadForm, press: _Press) -> None:
    """A file that came in parts: it is claimed once; asked for again, it lies here already."""
    try:
        upload = uploading.of(address=form.arrived, owner=uploading.owner_of(user_id=press.request.user.pk))
        if upload.received < upload.length:
            form.add_error("file", _("Tệp chưa đến đủ. Chọn lại đúng tệp đó: phần đã gửi không phải gửi lại."))
            return
        _keep_whole(form, press, upload)
    except Upload.DoesNotExist:
        if not form.paper.files:
            form.add_error("file", _("Tệp chưa đến nơi. Chọn lại rồi gửi lại."))


def _keep_whole(form: UploadForm, press: _Press, upload: Upload) -> None:
    with uploading.whole(upload=upload) as stream:
        _keep(
            form,
            press,
            sha256=files.sha256(stream),
            receive=lambda: files.receive_stream(
                stream=stream, name=upload.name, size=upload.length, by=press.by.key, at=press.at
            ),
        )


def _keep(form: UploadForm, press: _Press, *, sha256: str, receive: Callable[[], StoredFile]) -> None:
    required, name, dossier = _required(form.paper), form.paper_name, press.dossier
    try:
        with transaction.atomic():
            services.editable(dossier_id=dossier.pk, by=press.by)  # two presses with one file wait for each other
            if services.holds(dossier=dossier, required=required, name=name, sha256=sha256):
                return  # sent again because the answer was lost on the way
            if services.file_count(dossier=dossier) >= MOST_FILES:
                form.add_error(
                    "file", _("Hồ sơ này đã có %(most)s tệp. Mang giấy còn lại đến quầy.") % {"most": MOST_FILES}
                )
                return
            services.attach(
                dossier_id=dossier.pk, required=required, name=name, file=receive(), by=press.by, at=press.at
            )
    except FileRefused as refused:
        form.add_error("file", file_refused(refused))
    except services.TooManyPages:
        form.add_error(
            "file", _("Giấy này đã đủ %(most)s trang. Quét thành một tệp PDF rồi gửi.") % {"most": services.MOST_PAGES}
        )


def _required(paper: AskedPaper) -> RequiredDocument | None:
    return RequiredDocument.objects.get(pk=paper.required_id) if paper.required_id else None


def _uploads(request: HttpRequest) -> Iterable[UploadedFile[Any]]:
    return [upload for upload in request.FILES.getlist("file") if isinstance(upload, UploadedFile)]


def _number(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or len(typed) > 18:
        raise Http404
    return int(typed)
