"""Waiting files are judged here, in a worker, each in a process of its own that it can only harm itself.

What is no paper is refused and its bytes go; a photograph becomes an upright JPEG without the phone's notes and the
original goes; of a PDF small pictures are drawn. Whoever dies meanwhile leaves the file waiting: it is judged again.
"""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import F

from apps.core import files, inspection, scanning
from apps.core.confining import Died, confined
from apps.core.files import JPEG, PDF, PHOTOS, FileRefused, Refusal
from apps.core.models import StoredFile

log = logging.getLogger(__name__)

MEGABYTES, SECONDS = 768, 60
MOST_TRIES = 3  # a file that thrice took the worker with it is no file we can read
AT_ONCE = 40
_LOCK_SPACE = 4107  # of the advisory locks: this number and the id of the file


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: why it is refused, or its pages, what stands instead of it, and small pictures of its pages."""

    refusal: Refusal | None = None
    pages: int = 1
    instead: bytes | None = None
    pictures: list[bytes] = field(default_factory=list)


def judge_waiting(*, at: datetime, most: int = AT_ONCE) -> int:
    """Judge what waits, the least tried first, by turns; how many are judged now. A silent scanner ends the round.

    Sender after sender: who sends sixty files that take a minute each keeps nobody else waiting for an hour.
    """
    judged, seen, turns = 0, set[int](), Counter[str]()
    while len(seen) < most and (found := _next(seen=seen, turns=turns)):
        file_id, sender = found
        seen.add(file_id)
        turns[sender] += 1
        try:
            judged += judge(file_id=file_id, at=at)
        except scanning.ScannerAway as away:
            log.warning("files wait: the scanner does not answer (%s)", away)
            break
    return judged


def _next(*, seen: set[int], turns: Counter[str]) -> tuple[int, str] | None:
    """The file to be judged next and its sender, asked anew each time: whoever came meanwhile is among them."""
    waiting = StoredFile.objects.filter(state=StoredFile.State.WAITING).exclude(pk__in=seen)
    of_each = waiting.order_by("uploaded_by", "tries", "pk").distinct("uploaded_by")
    rows = [
        (tries, turns[sender], pk, sender) for tries, sender, pk in of_each.values_list("tries", "uploaded_by", "pk")
    ]
    return min(rows)[2:] if rows else None


def judge(*, file_id: int, at: datetime) -> bool:
    """Judge one file; False where another worker has it or had it. Raises ScannerAway."""
    with _held(file_id) as is_ours:
        waiting = StoredFile.objects.filter(pk=file_id, state=StoredFile.State.WAITING)
        if not is_ours or not waiting.update(tries=F("tries") + 1):
            return False
        file = waiting.get()
        _write(file, _looked_into(file), at=at)
    return True


def judged_at_once(*, stream: BinaryIO, name: str, content_type: str) -> int:
    """The pages of an official's file, judged while the form waits. Raises FileRefused."""
    pages = inspection.inspect(stream=stream, name=name, content_type=content_type)
    try:
        is_infected = scanning.is_infected(stream=stream)
    except scanning.ScannerAway as away:
        raise FileRefused(reason=Refusal.UNCHECKED, name=name) from away
    if is_infected:
        raise FileRefused(reason=Refusal.INFECTED, name=name)
    return pages


@contextmanager
def _held(file_id: int) -> Iterator[bool]:
    """A lock that dies with the worker's connection, so that what it held is free at once."""
    key = [_LOCK_SPACE, file_id % 2**31]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        (is_ours,) = cursor.fetchone()
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)


def _looked_into(file: StoredFile) -> Verdict:
    if file.tries > MOST_TRIES:
        return Verdict(refusal=Refusal.DAMAGED)
    try:
        with default_storage.open(file.storage_name) as stored:
            content = stored.read()
    except FileNotFoundError:
        return Verdict(refusal=Refusal.DAMAGED)
    try:
        if scanning.is_infected(stream=io.BytesIO(content)):
            return Verdict(refusal=Refusal.INFECTED)
    except scanning.ScannerAway:
        StoredFile.objects.filter(pk=file.pk).update(tries=F("tries") - 1)  # it is not the file's fault
        raise
    try:
        return confined(lambda: _verdict(content, content_type=file.content_type), megabytes=MEGABYTES, seconds=SECONDS)
    except Died:
        return Verdict(refusal=Refusal.DAMAGED)


def _verdict(content: bytes, *, content_type: str) -> Verdict:
    """In the process apart. The libraries of photographs are loaded here and in `dossiers`' binding, nowhere else."""
    from apps.core import photos, pictures

    stream = io.BytesIO(content)
    try:
        if content_type in PHOTOS:
            return Verdict(instead=photos.upright(stream=stream, name=""))
        pages = inspection.inspect(stream=stream, name="", content_type=content_type)
    except FileRefused as refused:
        return Verdict(refusal=refused.reason)
    return Verdict(pages=pages, pictures=pictures.drawn(content=content) if content_type == PDF else [])


@transaction.atomic
def _write(file: StoredFile, verdict: Verdict, *, at: datetime) -> None:
    file.judged_at = at
    if verdict.refusal:
        file.state, file.refusal = StoredFile.State.REFUSED, verdict.refusal
        _drop_after(file.storage_name)
    else:
        file.state, file.pages = StoredFile.State.CLEAN, verdict.pages
        if verdict.instead is not None:
            _replace(file, verdict.instead)
        keep_pictures(file=file, pictures=verdict.pictures)
    file.save()


def _replace(file: StoredFile, content: bytes) -> None:
    """The upright picture takes the photograph's place; what was sent is still known by its fingerprint."""
    _drop_after(file.storage_name)
    name = f"{file.storage_name.rpartition('.')[0]}.upright.jpg"
    files.put(name=name, content=content)
    file.sent_sha256, file.sha256 = file.sha256, files.sha256(io.BytesIO(content))
    file.storage_name, file.content_type, file.size = name, JPEG, len(content)


def keep_pictures(*, file: StoredFile, pictures: list[bytes]) -> None:
    """Lay the small pictures beside a file; the row is saved by the caller."""
    for number, picture in enumerate(pictures, start=1):
        files.put(name=files.picture_name(storage_name=file.storage_name, number=number), content=picture)
    file.pictures = len(pictures)


def _drop_after(storage_name: str) -> None:
    transaction.on_commit(lambda: default_storage.delete(storage_name))
