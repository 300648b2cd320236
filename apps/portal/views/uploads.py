"""Files on their way in, one request each: used while filing and while answering a request for more papers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from apps.accounts.domain.actor import Actor
from apps.core.files import FileRefused, store
from apps.core.labels import file_refused
from apps.dossiers.models import Dossier
from apps.dossiers.services import filing
from apps.portal.forms.papers import UploadForm
from apps.portal.selectors.papers import AskedPaper
from apps.procedures.models import RequiredDocument

MOST_FILES = 60  # of one dossier; whoever needs more brings them to the counter


@dataclass(frozen=True, slots=True)
class Row:
    """One paper and the form that sends a file for it."""

    paper: AskedPaper
    form: UploadForm


def rows(papers: Sequence[AskedPaper], *, refused: UploadForm | None = None) -> list[Row]:
    """The checklist with one form a paper; the one that was refused keeps its reason."""
    return [_row(paper, refused) for paper in papers]


def _row(paper: AskedPaper, refused: UploadForm | None) -> Row:
    if refused is not None and refused.paper.id == paper.id:
        return Row(replace(paper, is_wrong=True), refused)
    return Row(paper, UploadForm(paper=paper))


def take(
    request: HttpRequest, *, dossier: Dossier, papers: Sequence[AskedPaper], by: Actor, at: datetime
) -> UploadForm | None:
    """Do what was pressed: take a file in (`gui`) or out (`bo`). The form with its reason where a file was refused."""
    if "bo" in request.POST:
        filing.detach(dossier_id=dossier.pk, document_id=_number(request.POST["bo"]), by=by, at=at)
        messages.success(request, _("Đã bỏ tệp."))
        return None
    paper = next((paper for paper in papers if paper.id == request.POST.get("gui")), None)
    if paper is None:
        raise Http404
    form = UploadForm(request.POST, request.FILES, paper=paper)
    if form.is_valid():
        _keep(form, _uploads(request), dossier=dossier, by=by, at=at)
    return form if form.errors else None


def _keep(form: UploadForm, uploads: Iterable[UploadedFile[Any]], *, dossier: Dossier, by: Actor, at: datetime) -> None:
    """Keep each file, or say at its paper why it was not kept; the good ones stay."""
    asked_for = form.paper.required_id
    required = RequiredDocument.objects.get(pk=asked_for) if asked_for else None
    room = MOST_FILES - dossier.documents.filter(removed_at__isnull=True).count()
    held = {file.sha256 for file in form.paper.files}
    for upload in uploads:
        if room <= 0:
            form.add_error(
                "file", _("Hồ sơ này đã có %(most)s tệp. Mang giấy còn lại đến quầy.") % {"most": MOST_FILES}
            )
            return
        if _digest(upload) in held:
            continue  # sent again because the answer was lost on the way
        try:
            with transaction.atomic():
                file = store(upload=upload, by=by.key, at=at)
                filing.attach(dossier_id=dossier.pk, required=required, name=form.paper_name, file=file, by=by, at=at)
        except FileRefused as refused:
            form.add_error("file", file_refused(refused))
        else:
            held.add(file.sha256)
            room -= 1


def _uploads(request: HttpRequest) -> list[UploadedFile[Any]]:
    return [upload for upload in request.FILES.getlist("file") if isinstance(upload, UploadedFile)]


def _digest(upload: UploadedFile[Any]) -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


def _number(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or len(typed) > 18:
        raise Http404
    return int(typed)
