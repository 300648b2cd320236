"""The broom of the store: uploads nobody finished, files no row points to, bytes no row knows."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, ForeignObjectRel, OuterRef, ProtectedError, QuerySet

from apps.core import files, uploading
from apps.core.models import StoredFile, Upload

# A form that carries a file may lie open for a day (desk: kept files).
AGE = timedelta(hours=26)
DAYS_LOOKED_AT = 7  # of the store itself; a row that was never written was not written in its first minutes
BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """How much went: rows with their bytes, and bytes without a row."""

    files: int
    strays: int


def sweep_uploads(*, at: datetime) -> int:
    """Take away the uploads that nobody goes on with; how many."""
    stale = list(Upload.objects.filter(touched_at__lt=at - uploading.LAST_FOR).order_by("pk"))
    for upload in stale:
        uploading.abandon(upload=upload)
    return len(stale)


def sweep(*, at: datetime) -> Swept:
    """Take away what is more than a day old and belongs to nothing; a second time finds nothing."""
    return Swept(files=_unused(at=at), strays=_strays(at=at))


def unused(*, at: datetime) -> QuerySet[StoredFile]:
    """Files more than a day old to which no row of any table points."""
    query = StoredFile.objects.filter(created_at__lt=at - AGE)
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            pointing = relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
            query = query.filter(~Exists(pointing))
    return query


def _unused(*, at: datetime) -> int:
    gone, after = 0, 0
    while rows := list(unused(at=at).filter(pk__gt=after).order_by("pk")[:BATCH]):
        after = rows[-1].pk
        gone += sum(remove(file=file) for file in rows)
    return gone


def remove(*, file: StoredFile) -> int:
    """Take away one file, bytes and row, unless some row points to it; how many went."""
    try:
        with transaction.atomic():
            file_names = [file.storage_name, *_pictures(file)]
            file.delete()
    except ProtectedError:
        return 0  # somebody took it up a moment ago
    for name in file_names:
        default_storage.delete(name)
    return 1


def _pictures(file: StoredFile) -> Iterator[str]:
    for number in range(1, file.pictures + 1):
        yield files.picture_name(storage_name=file.storage_name, number=number)


def _strays(*, at: datetime) -> int:
    """Bytes without a row: an upload's parts, or a file whose act was taken back."""
    gone = 0
    # First the folders, then the rows: an upload that begins meanwhile has its row before its first part.
    folders = _listed(uploading.FOLDER)[0]
    known = set(Upload.objects.values_list("address", flat=True))
    for address in folders:
        if address not in known:
            uploading.drop_parts(address=address)
            gone += 1
    for ago in range(2, 2 + DAYS_LOOKED_AT):
        gone += _strays_of((at - timedelta(days=ago)).strftime("%Y/%m/%d"))
    return gone


def _strays_of(folder: str) -> int:
    """Also what a judge who was killed a moment too early left beside its row: the original of an upright photograph,
    with the place where it was taken, or a refused file."""
    names = _listed(folder)[1]
    known = StoredFile.objects.filter(address__in={_address(name) for name in names})
    rows = {file.address: file for file in known.only("address", "storage_name", "state", "pictures")}
    strays = [name for name in names if not _belongs(posixpath.join(folder, name), rows.get(_address(name)))]
    for name in strays:
        default_storage.delete(posixpath.join(folder, name))
    return len(strays)


def _address(name: str) -> str:
    return name.partition(".")[0]


def _belongs(name: str, file: StoredFile | None) -> bool:
    """Whether a row knows these bytes; of what is being judged just now nobody can say."""
    if file is None or file.state == StoredFile.State.REFUSED:
        return False
    return file.state == StoredFile.State.WAITING or name in (file.storage_name, *_pictures(file))


def _listed(folder: str) -> tuple[list[str], list[str]]:
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []
    return folders, names
