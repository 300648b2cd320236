"""Volumes are closed by an official or by the office's rule; a worker makes files of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Protocol

from django.db import connection, transaction

from apps.accounts.domain.actor import Actor
from apps.core import doorbell, files
from apps.desk.domain.books import BookHead, BookLine, Volume, called, full, volume_of
from apps.desk.models import BookFile, BookVolume
from apps.desk.selectors.books import all_lines, head_of, volumes
from apps.dossiers.services.receiving import BOOK_SERIES
from apps.officials.models import Agency, NumberSeries
from apps.officials.selectors import office_settings

MAKE = "desk.make_books"
TRIES = 3
KEPT = timedelta(days=30)  # a file carries names and addresses; the book itself stays
TYPES = {"xlsx": files.CATALOGUE_TYPES["xlsx"], "pdf": files.PDF}
# 4_201 to 4_203 belong to the catalogue.
_WORK_LOCK = 4_204


class Maker(Protocol):
    """Makes a file of a volume: the workbook, the paper."""

    def __call__(self, *, head: BookHead, lines: Iterable[BookLine]) -> bytes: ...


Makers = Mapping[str, Maker]


class NothingToClose(Exception):
    """The volume is empty, or another one is being written by now."""


@transaction.atomic
def volume_for(*, agency_id: int, year: int, number: int, at: datetime) -> str:
    """«02/2026», the volume in which this running number stands; volumes full by the office's rule close themselves."""
    found = volumes(agency_id=agency_id, year=year)
    size = int(office_settings(agency_id=agency_id)["book_volume_lines"])
    if not full(open_volume=found[-1], number=number, size=size):
        return called(number=volume_of(volumes=found, number=number).number, year=year)
    _hold(agency_id, year)
    ended = full(open_volume=volumes(agency_id=agency_id, year=year)[-1], number=number, size=size)
    BookVolume.objects.bulk_create(
        [
            BookVolume(agency_id=agency_id, year=year, number=one.number, first=one.first, last=one.last, closed_at=at)
            for one in ended
        ]
    )
    return called(number=volume_of(volumes=volumes(agency_id=agency_id, year=year), number=number).number, year=year)


@transaction.atomic
def close_volume(*, agency: Agency, year: int, number: int, by: Actor, at: datetime) -> BookVolume:
    """The volume being written ends with the last number given; the next dossier begins a new one. Raises
    NothingToClose. Whoever is receiving waits: no number falls between two volumes."""
    _hold(agency.pk, year)
    volume = volumes(agency_id=agency.pk, year=year)[-1]
    if volume.number != number or not volume.lines:
        raise NothingToClose(number)
    return BookVolume.objects.create(
        agency=agency,
        year=year,
        number=volume.number,
        first=volume.first,
        last=volume.last,
        closed_at=at,
        closed_by_id=by.id,
    )


@transaction.atomic
def ask_file(*, agency: Agency, year: int, volume: Volume, kind: BookFile.Kind, by: Actor, at: datetime) -> BookFile:
    """Have a file made of a volume; asking twice while it is being made is asking once."""
    asked, is_news = BookFile.objects.get_or_create(
        agency=agency,
        year=year,
        volume=volume.number,
        kind=kind,
        state__in=BookFile.WAITING,
        defaults={"state": BookFile.State.ASKED, "asked_by_id": by.id, "asked_at": at},
    )
    if is_news:
        doorbell.ring(MAKE)
    return asked


def carry_out(*, at: datetime, make: Makers) -> bool:
    """Make the file that waits longest; whether there was one. Files of last month are let go.

    One whose worker died is found again and made anew; after some tries it says that it could not be made.
    """
    with _alone() as is_ours:
        if not is_ours:
            return False
        BookFile.objects.filter(asked_at__lt=at - KEPT).exclude(state__in=BookFile.WAITING).delete()
        waiting = BookFile.objects.filter(state__in=BookFile.WAITING).select_related("agency")
        asked = waiting.order_by("asked_at", "pk").first()
        if asked is None:
            return False
        asked.tries += 1
        asked.state = BookFile.State.MAKING if asked.tries <= TRIES else BookFile.State.FAILED
        asked.ended_at = None if asked.tries <= TRIES else at
        asked.save(update_fields=["tries", "state", "ended_at"])
        if asked.state == BookFile.State.MAKING:
            _make(asked, at=at, make=make)
        return True


def _make(asked: BookFile, *, at: datetime, make: Makers) -> None:
    try:
        volume = next(one for one in volumes(agency_id=asked.agency_id, year=asked.year) if one.number == asked.volume)
        head = head_of(agency=asked.agency, year=asked.year, volume=volume, at=at)
        counted = _Counted(all_lines(agency=asked.agency, year=asked.year, volume=volume))
        content = make[asked.kind](head=head, lines=counted)
        with transaction.atomic():
            name = f"so-theo-doi-{asked.year}-quyen-{asked.volume:02d}.{asked.kind}"
            asked.file = files.store_bytes(
                content=content, name=name, content_type=TYPES[asked.kind], by=f"official:{asked.asked_by_id}", at=at
            )
            asked.lines, asked.state, asked.ended_at = counted.lines, BookFile.State.DONE, at
            asked.save(update_fields=["file", "lines", "state", "ended_at"])
    except Exception:
        BookFile.objects.filter(pk=asked.pk).update(state=BookFile.State.FAILED, ended_at=at, file=None)
        raise


class _Counted:
    """Lines on their way, counted."""

    def __init__(self, lines: Iterator[BookLine]) -> None:
        self._given, self.lines = lines, 0

    def __iter__(self) -> Iterator[BookLine]:
        for line in self._given:
            self.lines += 1
            yield line


def _hold(agency_id: int, year: int) -> None:
    """Hold the counter of the book: until the end of the transaction nobody gets a number of it."""
    series = NumberSeries.objects.select_for_update().filter(agency_id=agency_id, series=BOOK_SERIES, period=str(year))
    series.first()


@contextmanager
def _alone() -> Iterator[bool]:
    """Hold the one place at which books are made; it falls free when the worker dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_WORK_LOCK])
        (is_ours,) = cursor.fetchone()
    try:
        yield bool(is_ours)
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_WORK_LOCK])
