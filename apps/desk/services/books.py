"""Volumes are closed by an official or by the office's rule; a worker makes files of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Protocol

from django.db import connection, transaction

from apps.accounts.domain.actor import Actor
from apps.core import doorbell, files
from apps.desk.domain.books import Book, BookHead, Line, Volume, called, full, volume_of
from apps.desk.models import BookFile, BookVolume
from apps.desk.selectors.books import SERIES, all_lines, head_of, volumes, volumes_until
from apps.desk.selectors.certification import all_entries, certification_head
from apps.officials.models import Agency, NumberSeries
from apps.officials.selectors import settings_of

MAKE = "desk.make_books"
TRIES = 3
KEPT = timedelta(days=30)  # a file carries names and addresses; the book itself stays
TYPES = {"xlsx": files.CATALOGUE_TYPES["xlsx"], "pdf": files.PDF}
# The first word of a file's name; the book of dossiers is form 07.
NAMES = {
    Book.DOSSIERS: "so-theo-doi",
    Book.COPIES: "so-chung-thuc-ban-sao",
    Book.SIGNATURES: "so-chung-thuc-chu-ky",
    Book.DEEDS: "so-chung-thuc-giao-dich",
}
# 4_201 to 4_203 belong to the catalogue.
_WORK_LOCK = 4_204


class Maker(Protocol):
    """Makes a file of a volume: the workbook, the paper."""

    def __call__(self, *, head: BookHead, lines: Iterable[Line]) -> bytes: ...


Makers = Mapping[str, Maker]


class NothingToClose(Exception):
    """The volume is empty, or another one is being written by now."""


def volume_for(*, agency: Agency, year: int, number: int, at: datetime, book: Book = Book.DOSSIERS) -> str:
    """«02/2026», the volume in which this running number stands; volumes full by the office's rule close themselves.
    Call it in the transaction of the act that writes the line."""
    agency_id = agency.pk
    found = volumes_until(agency_id=agency_id, year=year, book=book, last=number)
    size = int(settings_of(agency=agency)["book_volume_lines"])
    if not full(open_volume=found[-1], number=number, size=size):
        return called(number=volume_of(volumes=found, number=number).number, year=year)
    _hold(agency_id, year, book)
    ended = full(open_volume=volumes(agency_id=agency_id, year=year, book=book)[-1], number=number, size=size)
    BookVolume.objects.bulk_create(
        BookVolume(
            agency_id=agency_id,
            book=book,
            year=year,
            number=one.number,
            first=one.first,
            last=one.last,
            closed_at=at,
        )
        for one in ended
    )
    found = volumes(agency_id=agency_id, year=year, book=book)
    return called(number=volume_of(volumes=found, number=number).number, year=year)


@transaction.atomic
def close_volume(
    *, agency: Agency, year: int, number: int, by: Actor, at: datetime, book: Book = Book.DOSSIERS
) -> BookVolume:
    """The volume being written ends with the last number given; the next line begins a new one. Raises
    NothingToClose. Whoever is receiving waits: no number falls between two volumes."""
    _hold(agency.pk, year, book)
    volume = volumes(agency_id=agency.pk, year=year, book=book)[-1]
    if volume.number != number or not volume.lines:
        raise NothingToClose(number)
    return BookVolume.objects.create(
        agency=agency,
        book=book,
        year=year,
        number=volume.number,
        first=volume.first,
        last=volume.last,
        closed_at=at,
        closed_by_id=by.id,
    )


@transaction.atomic
def ask_file(
    *,
    agency: Agency,
    year: int,
    volume: Volume,
    kind: BookFile.Kind,
    by: Actor,
    at: datetime,
    book: Book = Book.DOSSIERS,
) -> BookFile:
    """Have a file made of a volume; asking twice while it is being made is asking once."""
    asked, is_news = BookFile.objects.get_or_create(
        agency=agency,
        book=book,
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
        head, lines = _of(asked, at=at)
        counted = _Counted(lines)
        content = make[asked.kind](head=head, lines=counted)
        with transaction.atomic():
            name = f"{NAMES[Book(asked.book)]}-{asked.year}-quyen-{asked.volume:02d}.{asked.kind}"
            asked.file = files.store_bytes(
                content=content, name=name, content_type=TYPES[asked.kind], by=f"official:{asked.asked_by_id}", at=at
            )
            asked.lines, asked.state, asked.ended_at = counted.lines, BookFile.State.DONE, at
            asked.save(update_fields=["file", "lines", "state", "ended_at"])
    except Exception:
        BookFile.objects.filter(pk=asked.pk).update(state=BookFile.State.FAILED, ended_at=at, file=None)
        raise


def _of(asked: BookFile, *, at: datetime) -> tuple[BookHead, Iterator[Line]]:
    """What stands above the lines of a file, and the lines."""
    agency, year, book = asked.agency, asked.year, Book(asked.book)
    found = volumes(agency_id=agency.pk, year=year, book=book)
    volume = next(one for one in found if one.number == asked.volume)
    if book is Book.DOSSIERS:
        lines: Iterator[Line] = all_lines(agency=agency, year=year, volume=volume)
        return head_of(agency=agency, year=year, volume=volume, at=at), lines
    head = certification_head(agency=agency, year=year, volume=volume, at=at, book=book)
    return head, all_entries(agency=agency, year=year, volume=volume, book=book)


class _Counted:
    """Lines on their way, counted."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._given, self.lines = lines, 0

    def __iter__(self) -> Iterator[Line]:
        for line in self._given:
            self.lines += 1
            yield line


def _hold(agency_id: int, year: int, book: Book) -> None:
    """Hold the counter of the book: until the end of the transaction nobody gets a number of it."""
    series = NumberSeries.objects.select_for_update().filter(agency_id=agency_id, series=SERIES[book], period=str(year))
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
