"""Files that came from outside are distrusted: looked at by their content, kept outside the web root, random names.

Here is what a page may wait for: size, first bytes, storing. What takes time or risks something happens in a worker
(`core.judging`); until then a file is `waiting` and nobody but its sender may open it.
"""

from __future__ import annotations

import hashlib
import io
from datetime import datetime
from enum import StrEnum
from typing import IO, Any, BinaryIO, cast

import filetype
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from apps.core.addresses import paper_address
from apps.core.models import StoredFile

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF, JPEG, PNG, HEIC = "application/pdf", "image/jpeg", "image/png", "image/heic"
PHOTOS = frozenset({JPEG, PNG, HEIC})
EXTENSIONS = {PDF: "pdf", JPEG: "jpg", PNG: "png", HEIC: "heic", DOCX: "docx"}
# Files of procedures and lists: the catalogue judges them itself or a worker made them, no citizen ever sends one.
CATALOGUE_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "jsonl.gz": "application/gzip",
}
# Endings that say the same, and those of a photograph before it was put upright.
_ENDINGS = {PDF: {"pdf"}, JPEG: {"jpg", "jpeg"}, PNG: {"png"}, HEIC: {"heic", "heif"}, DOCX: {"docx"}}
_EXTENSIONS = EXTENSIONS | {content_type: ending for ending, content_type in CATALOGUE_TYPES.items()}
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_HEAD = 8192


class Refusal(StrEnum):
    """Why a file was not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"
    DAMAGED = "damaged"
    PASSWORD = "password"  # noqa: S105 - the reason, not a secret
    ACTIVE = "active"
    INFECTED = "infected"
    UNCHECKED = "unchecked"


class FileRefused(Exception):
    """This file is not taken; `reason` says why, `name` which."""

    def __init__(self, *, reason: Refusal, name: str) -> None:
        super().__init__(f"{reason}: {name}")
        self.reason = reason
        self.name = name


def receive(*, upload: UploadedFile[Any], by: str, at: datetime) -> StoredFile:
    """Keep one upload until a worker has judged it. Raises FileRefused for what is plainly no paper."""
    return receive_stream(
        stream=cast(BinaryIO, upload.file), name=upload.name or "", size=upload.size or 0, by=by, at=at
    )


def receive_stream(*, stream: IO[bytes], name: str, size: int, by: str, at: datetime) -> StoredFile:
    """The same for bytes that did not come in one request."""
    name = shown_name(name)
    content_type = looked_at(stream=stream, name=name, size=size)
    return _keep(
        stream=stream, name=name, size=size, content_type=content_type, by=by, at=at, state=StoredFile.State.WAITING
    )


def store(*, upload: UploadedFile[Any], by: str, at: datetime) -> StoredFile:
    """Judge an official's file while its form waits, and keep it. Raises FileRefused; nothing is written then.

    A receipt or a result is one transaction with its file: it cannot wait for a worker, and it is seldom a photograph.
    """
    from apps.core import judging  # its tools are heavy: only a web process whose officials send files carries them

    name, size, stream = shown_name(upload.name or ""), upload.size or 0, cast(BinaryIO, upload.file)
    content_type = looked_at(stream=stream, name=name, size=size)
    if content_type == HEIC:
        raise FileRefused(reason=Refusal.WRONG_TYPE, name=name)
    pages = judging.judged_at_once(stream=stream, name=name, content_type=content_type)
    return _keep(stream=stream, name=name, size=size, content_type=content_type, pages=pages, by=by, at=at)


def store_bytes(*, content: bytes, name: str, content_type: str, pages: int = 1, by: str, at: datetime) -> StoredFile:
    """Keep a file that the house made itself, such as a signed paper."""
    return _keep(
        stream=io.BytesIO(content), name=name, size=len(content), content_type=content_type, pages=pages, by=by, at=at
    )


def store_made(*, stream: IO[bytes], name: str, kind: str, by: str, at: datetime) -> StoredFile:
    """Keep a list that a worker wrote into a stream; `kind` is its ending."""
    size = stream.seek(0, io.SEEK_END)
    return _keep(stream=stream, name=name, size=size, content_type=CATALOGUE_TYPES[kind], by=by, at=at)


def store_catalogue_file(*, stream: BinaryIO, kind: str, name: str, size: int, by: str, at: datetime) -> StoredFile:
    """Keep a file that the catalogue has looked at and can read."""
    return _keep(stream=stream, name=name[-200:], size=size, content_type=CATALOGUE_TYPES[kind], by=by, at=at)


def shown_name(name: str) -> str:
    """The name as it is kept: one line of visible signs, no folders; it is shown, never used as a path.

    Among the invisible ones is the sign that turns «fdp.exe» around.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable())[-200:] or "tep"


def saved_name(*, name: str, content_type: str) -> str:
    """The name under which somebody may save it: with the ending of what it is, for a computer opens it by that."""
    stem, _, ending = name.rpartition(".")
    if ending.lower() in _ENDINGS.get(content_type, {ending.lower()}):
        return name
    is_ours = stem and any(ending.lower() in known for known in _ENDINGS.values())
    return f"{stem if is_ours else name}.{EXTENSIONS[content_type]}"


def looked_at(*, stream: IO[bytes], name: str, size: int) -> str:
    """The content type that the size and the first bytes allow. Raises FileRefused."""
    if not size:
        raise FileRefused(reason=Refusal.EMPTY, name=name)
    if size > settings.UPLOAD_MAX_BYTES:
        raise FileRefused(reason=Refusal.TOO_LARGE, name=name)
    stream.seek(0)
    found = content_type_of(stream.read(_HEAD))
    stream.seek(0)
    if found is None:
        raise FileRefused(reason=Refusal.WRONG_TYPE, name=name)
    return found


def content_type_of(head: bytes) -> str | None:
    """What a file that begins like this says it is; None for whatever is not taken."""
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return DOCX
    if head[4:8] == b"ftyp":
        return HEIC if head[8:12] in HEIC_BRANDS else None
    kind = filetype.guess(head)
    return kind.mime if kind and kind.mime in (JPEG, PNG) else None


def put(*, name: str, content: bytes) -> None:
    """Write exactly this under exactly this name, also where an earlier try left something."""
    default_storage.delete(name)
    written = default_storage.save(name, io.BytesIO(content))
    if written != name:
        raise FileExistsError(name)


def picture_name(*, storage_name: str, number: int) -> str:
    """Where the small picture of a page lies; pages are counted from 1."""
    return f"{storage_name.rpartition('.')[0]}.p{number}.jpg"


def sha256(stream: IO[bytes]) -> str:
    """The fingerprint, in hexadecimal, of a stream from its beginning; it stands at its beginning again."""
    stream.seek(0)
    digest = hashlib.sha256()
    while block := stream.read(1 << 20):
        digest.update(block)
    stream.seek(0)
    return digest.hexdigest()


def _keep(
    *,
    stream: IO[bytes],
    name: str,
    size: int,
    content_type: str,
    by: str,
    at: datetime,
    pages: int = 1,
    state: StoredFile.State = StoredFile.State.CLEAN,
) -> StoredFile:
    digest = sha256(stream)
    address = paper_address()
    storage_name = default_storage.save(f"{at:%Y/%m/%d}/{address}.{_EXTENSIONS[content_type]}", stream)
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
        state=state,
        judged_at=at if state == StoredFile.State.CLEAN else None,
    )
