"""A stored file on its way to somebody who may read it; who may is decided by the caller."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse

from apps.core.models import StoredFile

# What a browser shows without running anything. A DOCX is always saved, never opened in place.
SHOWN_IN_PLACE = frozenset({"application/pdf", "image/jpeg", "image/png"})


def serve(*, file: StoredFile, as_download: bool = False) -> FileResponse:
    """The file under its own name and checked type, never guessed to be anything else, cached or framed by others."""
    response = FileResponse(
        default_storage.open(file.storage_name),
        as_attachment=as_download or file.content_type not in SHOWN_IN_PLACE,
        filename=file.original_name,
        content_type=file.content_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Cache-Control"] = "no-store"
    return response
