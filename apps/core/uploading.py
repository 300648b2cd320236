"""Files that arrive in parts, so that a cut connection costs one part: what is here, what comes next, whose it is.

Each part is an object of the store and a line of the row; a part counts once the row says so. Whatever was cut off on
the way is a part without a line: nobody sees it, and the broom takes it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import IO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from apps.core.addresses import paper_address
from apps.core.files import FileRefused, Refusal, shown_name
from apps.core.limits import Limit, count
from apps.core.models import Upload

FOLDER = "uploads"
PART_BYTES = 1024 * 1024
MOST_PARTS = 2_000  # of one upload: whoever sends byte by byte is no phone
OPEN_AT_ONCE = 8  # of one person: the one that lay longest makes room
BEGINNINGS = Limit(name="upload", tries=300, seconds=3600)
LAST_FOR = timedelta(hours=20)  # swept every hour: gone within a day


class OtherOffset(Exception):
    """The part does not follow what is here; `received` says what would."""

    def __init__(self, *, received: int) -> None:
        super().__init__(str(received))
        self.received = received


class TooMuch(Exception):
    """More bytes than were promised, or more parts than anybody needs."""


def begin(*, owner: str, name: str, length: int, at: datetime) -> Upload:
    """A place for a file of so many bytes. Raises FileRefused, TooMany."""
    name = shown_name(name)
    if length <= 0:
        raise FileRefused(reason=Refusal.EMPTY, name=name)
    if length > settings.UPLOAD_MAX_BYTES:
        raise FileRefused(reason=Refusal.TOO_LARGE, name=name)
    count(limits=[(BEGINNINGS, owner)], at=at)
    for stale in Upload.objects.filter(owner=owner).order_by("-touched_at", "-pk")[OPEN_AT_ONCE - 1 :]:
        abandon(upload=stale)
    return Upload.objects.create(
        address=paper_address(), owner=owner, name=name, length=length, created_at=at, touched_at=at
    )


def owner_of(*, user_id: int | None) -> str:
    """The key of a log-in as the owner of uploads."""
    return f"user:{user_id}"


def of(*, address: str, owner: str) -> Upload:
    """The upload of this person. Raises Upload.DoesNotExist."""
    return Upload.objects.get(address=address, owner=owner)


def append(*, address: str, owner: str, offset: int, content: bytes, at: datetime) -> Upload:
    """Add what follows. Raises Upload.DoesNotExist, OtherOffset, TooMuch.

    The bytes are all here before the row is locked: a slow phone holds nobody up.
    """
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(address=address, owner=owner)
        if offset != upload.received:
            raise OtherOffset(received=upload.received)
        if offset + len(content) > upload.length or len(upload.parts) >= MOST_PARTS:
            raise TooMuch
        if content:
            name = f"{FOLDER}/{upload.address}/{offset:010d}"
            upload.parts.append(default_storage.save(name, ContentFile(content)))
            upload.received += len(content)
        upload.touched_at = at
        upload.save(update_fields=["parts", "received", "touched_at"])
    return upload


@contextmanager
def whole(*, upload: Upload) -> Iterator[IO[bytes]]:
    """The file put together again, for as long as it is read; at the end the upload is gone, if all went well.

    Raises Upload.DoesNotExist where another press was faster and has taken it already.
    """
    assert upload.received == upload.length
    with tempfile.TemporaryFile() as file:
        try:
            for part in upload.parts:
                with default_storage.open(part) as stored:
                    for block in stored.chunks(PART_BYTES):
                        file.write(block)
        except FileNotFoundError as error:
            raise Upload.DoesNotExist(upload.address) from error
        file.seek(0)
        yield file
    abandon(upload=upload)


def abandon(*, upload: Upload) -> None:
    """Nobody needs it any more: the row goes, and after the commit its parts."""
    address = upload.address
    Upload.objects.filter(pk=upload.pk).delete()
    transaction.on_commit(lambda: drop_parts(address=address))


def drop_parts(*, address: str) -> None:
    """Every part of an upload that lies in the store, whether its row knew of it or not."""
    folder = f"{FOLDER}/{address}"
    try:
        _, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")
    default_storage.delete(folder)  # a folder on a disk; in a bucket there is none
