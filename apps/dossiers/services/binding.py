"""Photographs become the PDF that the official reads, in a worker: bound anew whenever a page came, went or turned."""

from __future__ import annotations

import io
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from apps.core import files, judging
from apps.core.files import PDF
from apps.core.models import StoredFile
from apps.dossiers.models import DocumentPage, DossierDocument

AT_ONCE = 20


def bind_waiting(*, at: datetime, most: int = AT_ONCE) -> int:
    """Bind every paper whose pages are judged; how many are bound now."""
    waiting = DossierDocument.objects.filter(is_being_made=True).order_by("pk")
    ids = list(waiting.values_list("pk", flat=True)[:most])
    return sum(bind(document_id=document_id, at=at) for document_id in ids)


@transaction.atomic
def bind(*, document_id: int, at: datetime) -> bool:
    """One PDF of the pages as they stand now; False where a page still waits or another worker is at it.

    The same pages give the same bytes: whoever dies before the commit leaves nothing that differs.
    """
    rows = DossierDocument.objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
    paper = rows.filter(pk=document_id, is_being_made=True).first()
    if paper is None:
        return False
    pages = list(paper.pages.select_related("source").order_by("position", "pk"))
    if any(page.source.state == StoredFile.State.WAITING for page in pages):
        return False
    readable = [page for page in pages if page.source.is_clean]
    paper.file = _bound(paper, readable, at=at) if readable else None
    paper.is_being_made = False
    paper.save(update_fields=["file", "is_being_made"])
    return True


def _bound(paper: DossierDocument, pages: list[DocumentPage], *, at: datetime) -> StoredFile:
    # The libraries of photographs and of drawing are loaded in a worker that needs them, in no web process.
    from apps.core import photos, pictures

    content = photos.bound(pages=[photos.Page(_content(page.source), page.turn) for page in pages])
    file = files.store_bytes(
        content=content,
        name=f"{paper.name[:190].strip()}.pdf",
        content_type=PDF,
        pages=len(pages),
        by=paper.added_by,
        at=at,
    )
    judging.keep_pictures(file=file, pictures=pictures.drawn(content=content))
    file.save(update_fields=["pictures"])
    return file


def _content(file: StoredFile) -> bytes:
    with default_storage.open(file.storage_name) as stored:
        return io.BytesIO(stored.read()).getvalue()
