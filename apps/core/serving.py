"""A stored file on its way to somebody who may read it; who may is decided by the caller."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from apps.core.files import picture_name, saved_name
from apps.core.models import StoredFile

# What a browser shows without running anything. A DOCX is always saved, never opened in place.
SHOWN_IN_PLACE = frozenset({"application/pdf", "image/jpeg", "image/png"})


def serve(*, file: StoredFile, to: str = "", as_download: bool = False) -> FileResponse:
    """The file under its own name and checked type, never guessed to be anything else, cached or framed by others.

    The name ends as that type does. Raises Http404 for what is not judged yet, unless `to` is the key of its sender.
    """
    if not file.is_clean and (file.state == StoredFile.State.REFUSED or file.uploaded_by != to):
        raise Http404
    response = FileResponse(
        default_storage.open(file.storage_name),
        as_attachment=as_download or file.content_type not in SHOWN_IN_PLACE,
        filename=saved_name(name=file.original_name, content_type=file.content_type),
        content_type=file.content_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Cache-Control"] = "no-store"
    return response


def serve_picture(*, file: StoredFile, number: int) -> FileResponse:
    """The small picture of one page. Raises Http404 where there is none."""
    if not file.is_clean or not 1 <= number <= file.pictures:
        raise Http404
    stored = default_storage.open(picture_name(storage_name=file.storage_name, number=number))
    response = FileResponse(stored, content_type="image/jpeg")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response
