"""Lists are asked for as files; a worker makes them one after the other, and lets them go after some days."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from tempfile import TemporaryFile
from typing import IO, Protocol

from django.core.files.storage import default_storage
from django.db import Error, connection, transaction
from django.utils import translation

from apps.accounts.domain.actor import Actor
from apps.core import doorbell, files, sweeping
from apps.core.encryption import blind_index
from apps.core.paper.wording import local
from apps.dossiers.services.reading import log_reads
from apps.officials.models import Agency, Official
from apps.officials.selectors import actor_of, office_settings
from apps.reports.domain.exports import (
    MOST_LINES_OF_A_SHEET,
    Column,
    Content,
    Format,
    Head,
    Kind,
    Line,
    Trouble,
    Wanted,
)
from apps.reports.models import Export
from apps.reports.permissions import may_export
from apps.reports.selectors import exports

MAKE = "reports.make_exports"
TRIES = 3
SAME_FOR = timedelta(minutes=1)  # within it a list just made is the one that is asked for again
DOOR = "reports/export"
LOOK_EVERY = 500  # lines between two looks at whether somebody has stopped it
BATCH = 100
# 4_204 belongs to the books.
_WORK_LOCK = 4_205


class Writer(Protocol):
    """Writes a list into a stream: the workbook, the plain table."""

    def __call__(self, *, stream: IO[bytes], head: Head, columns: Sequence[Column], lines: Iterable[Line]) -> None: ...


Writers = Mapping[str, Writer]


class Stopped(Exception):
    """Whoever asked for the file does not want it any more."""


@transaction.atomic
def ask(*, wanted: Wanted, file_format: Format, agency: Agency, by: Actor, at: datetime) -> Export:
    """Have a file made of a list; asking again while it is made, or just after, is asking once."""
    wish = json.dumps([wanted.kind, sorted(wanted.said.items()), file_format])
    digest = blind_index(value=wish, purpose="reports.export")
    own = Export.objects.filter(agency=agency, asked_by_id=by.id, digest=digest)
    # Two clicks at once: the second waits for the first one's row.
    Official.objects.select_for_update().get(pk=by.id)
    just = own.filter(state=Export.State.DONE, asked_at__gt=at - SAME_FOR) | own.filter(state__in=Export.WAITING)
    known = just.order_by("-pk").first()
    if known:
        return known
    doorbell.ring(MAKE)
    return Export.objects.create(
        agency=agency,
        asked_by_id=by.id,
        asked_at=at,
        kind=wanted.kind,
        format=file_format,
        wanted={"said": dict(wanted.said), "title": wanted.title, "narrowed": wanted.narrowed},
        digest=digest,
    )


def stop(*, export: Export, at: datetime) -> bool:
    """Nobody wants the file any more; whether it was still to be made. The worker lets go what it has written."""
    waiting = Export.objects.filter(pk=export.pk, state__in=Export.WAITING)
    return bool(waiting.update(state=Export.State.CANCELLED, **_ended(export.agency_id, at)))


def carry_out(*, at: datetime, write: Writers) -> bool:
    """Make the file that waits longest; whether there was one. One at a time: whoever asked for two waits for the
    first, and the other worker is left to those who wait for their messages.

    One whose worker died is found again and made anew; after some tries it says that it could not be made.
    """
    with _alone() as is_ours:
        if not is_ours:
            return False
        waiting = Export.objects.filter(state__in=Export.WAITING).select_related("agency", "asked_by__agency")
        export = waiting.order_by("asked_at", "pk").first()
        if export is None:
            return False
        if export.tries >= TRIES:
            _fail(export, Trouble.BROKEN, at)
        elif _begin(export, at):
            _make(export, at=at, write=write)
        return True


def drop_old(*, at: datetime) -> int:
    """Take away what was kept long enough, file and row; how many."""
    gone = 0
    while batch := list(Export.objects.filter(expires_at__lte=at).select_related("file").order_by("pk")[:BATCH]):
        for export in batch:
            export.delete()
            if export.file:
                sweeping.remove(file=export.file)
        gone += len(batch)
    return gone


def wanted_of(export: Export) -> Wanted:
    """The list that an export is of."""
    return Wanted(kind=Kind(export.kind), **export.wanted)


def _begin(export: Export, at: datetime) -> bool:
    begun = Export.objects.filter(pk=export.pk, state__in=Export.WAITING).update(
        state=Export.State.MAKING, tries=export.tries + 1, done=0, total=None, as_of=at
    )
    return bool(begun)


def _make(export: Export, *, at: datetime, write: Writers) -> None:
    try:
        with translation.override("vi"):
            _write(export, at=at, write=write)
    except Stopped:
        return
    except Error:
        raise  # the database went away: the next poll makes it anew
    except Exception:
        _fail(export, Trouble.BROKEN, at)
        raise


def _write(export: Export, *, at: datetime, write: Writers) -> None:
    """Into a file without a name, which is gone with the process that wrote it."""
    official, wanted = export.asked_by, wanted_of(export)
    by = actor_of(official=official, at=at)
    is_theirs = official.is_active and official.agency_id == export.agency_id
    if not is_theirs or not may_export(actor=by, kind=wanted.kind):
        return _fail(export, Trouble.NOT_ALLOWED, at)
    found = exports.content(wanted=wanted, actor=by, agency=export.agency, at=at)
    if export.format == Format.XLSX and found.total > MOST_LINES_OF_A_SHEET:
        return _fail(export, Trouble.TOO_LONG, at)
    head = Head(
        wanted=wanted,
        as_of=at,
        total=found.total,
        made_by=official.name,
        office=export.agency.desk_name,
        is_demo=export.agency.is_demo,
    )
    told = _Told(export, found)
    with TemporaryFile() as stream:
        write[export.format](stream=stream, head=head, columns=found.columns, lines=told)
        _keep(export, stream=stream, told=told, by=by, at=at)
    return None


class _Told:
    """Lines on their way, counted; stops where somebody has stopped it. Raises Stopped."""

    def __init__(self, export: Export, found: Content) -> None:
        self.dossiers = array("q")
        self._export, self._found = export, found

    def __iter__(self) -> Iterator[Line]:
        self._look(0)
        for done, line in enumerate(self._found.lines, start=1):
            if line.dossier_id is not None:
                self.dossiers.append(line.dossier_id)
            yield line
            if done % LOOK_EVERY == 0:
                self._look(done)

    def _look(self, done: int) -> None:
        making = Export.objects.filter(pk=self._export.pk, state=Export.State.MAKING)
        if not making.update(done=done, total=self._found.total):
            raise Stopped


def _keep(export: Export, *, stream: IO[bytes], told: _Told, by: Actor, at: datetime) -> None:
    """File, readings and state in one transaction: whoever took a list home has read what stands in it."""
    name = f"{_NAMES[Kind(export.kind)]}-{local(at):%Y%m%d-%H%M}.{export.format}"
    kept = None
    try:
        with transaction.atomic():
            if not Export.objects.select_for_update().filter(pk=export.pk, state=Export.State.MAKING).exists():
                raise Stopped
            log_reads(dossier_ids=told.dossiers, by=by, door=DOOR, at=at)
            kept = files.store_made(stream=stream, name=name, kind=export.format, by=by.key, at=at)
            done = len(told.dossiers) or _total_of(export)
            changes = {"state": Export.State.DONE, "file": kept, "done": done}
            Export.objects.filter(pk=export.pk).update(**changes, **_ended(export.agency_id, at))
    except BaseException:
        if kept:
            default_storage.delete(kept.storage_name)
        raise


_NAMES = {
    Kind.DOSSIERS: "ho-so",
    Kind.LATE: "ho-so-tre",
    Kind.SEARCH: "ho-so-tim-thay",
    Kind.FIELDS: "theo-linh-vuc",
    Kind.INBOX: "ho-so-dang-giai-quyet",
    Kind.INDEX: "chi-so-766",
    Kind.REJECTED: "bi-tu-choi-dong-bo",
    Kind.REPORT: "bao-cao",
    Kind.PAUSES: "so-tam-dung",
    Kind.DOUBTS: "can-xem-lai",
}


def _total_of(export: Export) -> int:
    return Export.objects.values_list("total", flat=True).get(pk=export.pk) or 0


def _fail(export: Export, trouble: Trouble, at: datetime) -> None:
    waiting = Export.objects.filter(pk=export.pk, state__in=Export.WAITING)
    waiting.update(state=Export.State.FAILED, trouble=trouble, **_ended(export.agency_id, at))


def _ended(agency_id: int, at: datetime) -> dict[str, datetime]:
    days = int(office_settings(agency_id=agency_id)["export_days"])
    return {"ended_at": at, "expires_at": at + timedelta(days=days)}


@contextmanager
def _alone() -> Iterator[bool]:
    """Hold the one place at which lists are written; it falls free when the worker dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_WORK_LOCK])
        (is_ours,) = cursor.fetchone()
    try:
        yield bool(is_ours)
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_WORK_LOCK])
