"""Uploaded files are distrusted: judged by their content, kept outside the web root under a random name.

Accepted: PDF without active content, JPEG, PNG, DOCX without macros. Everything else is refused by name, so that the
page can say what to do instead.
"""

from __future__ import annotations

import hashlib
import io
import warnings
import zipfile
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any, BinaryIO, cast

import filetype
import pikepdf
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, UnidentifiedImageError

from apps.core.addresses import paper_address
from apps.core.models import StoredFile

MAX_PIXELS = 60_000_000
MAX_PARTS = 1_000
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_PDF_PAGES = 200
ACTIVE_KEYS = {"/JavaScript", "/JS", "/Launch", "/EmbeddedFiles", "/XFA", "/RichMedia"}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXTENSIONS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", DOCX: "docx"}
# Files of procedures: the catalogue judges them itself, no citizen ever sees one.
CATALOGUE_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "jsonl.gz": "application/gzip",
}
_EXTENSIONS = EXTENSIONS | {content_type: ending for ending, content_type in CATALOGUE_TYPES.items()}


class Refusal(StrEnum):
    """Why a file was not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"
    DAMAGED = "damaged"
    PASSWORD = "password"  # noqa: S105 - the reason, not a secret
    ACTIVE = "active"


class FileRefused(Exception):
    """This file is not taken; `reason` says why, `name` which."""

    def __init__(self, *, reason: Refusal, name: str) -> None:
        super().__init__(f"{reason}: {name}")
        self.reason = reason
        self.name = name


def store(*, upload: UploadedFile[Any], by: str, at: datetime) -> StoredFile:
    """Check one upload and keep it. Raises FileRefused; nothing is written then."""
    name = (upload.name or "tep").replace("\x00", "")[-200:]
    size = upload.size or 0
    if not size:
        raise FileRefused(reason=Refusal.EMPTY, name=name)
    if size > settings.UPLOAD_MAX_BYTES:
        raise FileRefused(reason=Refusal.TOO_LARGE, name=name)
    stream = cast(BinaryIO, upload.file)
    content_type, pages = inspect(stream=stream, name=name)
    return _keep(stream=stream, name=name, size=size, content_type=content_type, pages=pages, by=by, at=at)


def store_bytes(*, content: bytes, name: str, content_type: str, pages: int = 1, by: str, at: datetime) -> StoredFile:
    """Keep a file that the house made itself, such as a signed paper."""
    return _keep(
        stream=io.BytesIO(content), name=name, size=len(content), content_type=content_type, pages=pages, by=by, at=at
    )


def store_catalogue_file(*, stream: BinaryIO, kind: str, name: str, size: int, by: str, at: datetime) -> StoredFile:
    """Keep a file that the catalogue has looked at and can read."""
    content_type = CATALOGUE_TYPES[kind]
    return _keep(stream=stream, name=name[-200:], size=size, content_type=content_type, pages=1, by=by, at=at)


def inspect(*, stream: BinaryIO, name: str) -> tuple[str, int]:
    """(content type, pages) of a file that may be taken. Raises FileRefused."""
    stream.seek(0)
    head = stream.read(8192)
    kind = filetype.guess(head)
    mime = kind.mime if kind else ""
    if head[:4] == b"PK\x03\x04":
        mime = DOCX
    if head[:5] == b"%PDF-":
        return "application/pdf", _inspect_pdf(stream=stream, name=name)
    if mime in ("image/jpeg", "image/png"):
        _inspect_image(stream=stream, name=name)
        return mime, 1
    if mime == DOCX:
        _inspect_docx(stream=stream, name=name)
        return DOCX, 1
    raise FileRefused(reason=Refusal.WRONG_TYPE, name=name)


def _inspect_pdf(*, stream: BinaryIO, name: str) -> int:
    stream.seek(0)
    try:
        with pikepdf.open(stream) as pdf:
            if any(_is_active(item) for item in pdf.objects) or pdf.attachments:
                raise FileRefused(reason=Refusal.ACTIVE, name=name)
            pages = len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise FileRefused(reason=Refusal.PASSWORD, name=name) from error
    except (pikepdf.PdfError, ValueError, RecursionError) as error:
        raise FileRefused(reason=Refusal.DAMAGED, name=name) from error
    if not 0 < pages <= MAX_PDF_PAGES:
        raise FileRefused(reason=Refusal.TOO_LARGE if pages else Refusal.DAMAGED, name=name)
    return pages


def _is_active(item: Any) -> bool:
    """Whether this object, or one nested in it directly, runs, opens or carries something."""
    pending: list[Any] = [item]
    while pending:
        node = pending.pop()
        if isinstance(node, pikepdf.Stream):
            node = node.stream_dict
        if isinstance(node, pikepdf.Dictionary):
            keys: Iterable[str] = node.keys()
            if ACTIVE_KEYS.intersection(keys) or str(node.get("/S", "")) in ("/JavaScript", "/Launch"):
                return True
            pending.extend(value for value in node.as_dict().values() if not _is_indirect(value))
        elif isinstance(node, pikepdf.Array):
            pending.extend(value for value in node.as_list() if not _is_indirect(value))
    return False


def _is_indirect(value: Any) -> bool:
    return bool(getattr(value, "is_indirect", False))


def _inspect_image(*, stream: BinaryIO, name: str) -> None:
    stream.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(stream) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise FileRefused(reason=Refusal.TOO_LARGE, name=name)
                image.draft("RGB", (800, 800))
                image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FileRefused(reason=Refusal.TOO_LARGE, name=name) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise FileRefused(reason=Refusal.DAMAGED, name=name) from error


def _inspect_docx(*, stream: BinaryIO, name: str) -> None:
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise FileRefused(reason=Refusal.DAMAGED, name=name) from error
    if "word/document.xml" not in names:
        raise FileRefused(reason=Refusal.WRONG_TYPE, name=name)
    if any("vbaproject" in part.lower() or "embeddings/" in part.lower() for part in names):
        raise FileRefused(reason=Refusal.ACTIVE, name=name)
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise FileRefused(reason=Refusal.TOO_LARGE, name=name)


def _keep(
    *, stream: BinaryIO, name: str, size: int, content_type: str, pages: int, by: str, at: datetime
) -> StoredFile:
    stream.seek(0)
    digest = _sha256(stream)
    stream.seek(0)
    address = paper_address()
    extension = _EXTENSIONS[content_type]
    storage_name = default_storage.save(f"{at:%Y/%m}/{address}.{extension}", stream)
    return StoredFile.objects.create(
        address=address,
        storage_name=storage_name,
        original_name=name,
        content_type=content_type,
        size=size,
        sha256=digest,
        pages=pages,
        uploaded_by=by,
        created_at=at,
    )


def _sha256(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := stream.read(1 << 20):
        digest.update(block)
    return digest.hexdigest()
