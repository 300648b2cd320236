"""The volumes of every book, and form 07: all that this desk received in a year, by running number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import translation

from apps.accounts.domain.actor import Actor
from apps.accounts.domain.identity import show_phone
from apps.core.paper.wording import local
from apps.desk.domain.books import COLUMNS, Book, BookHead, BookLine, Volume, with_open
from apps.desk.models import BookFile, BookVolume, Collection
from apps.desk.selectors.keyset import BadMark
from apps.dossiers.domain.status import Delivery, Status
from apps.dossiers.labels import DELIVERY_LABELS
from apps.dossiers.models import Dossier
from apps.dossiers.services.receiving import BOOK_SERIES
from apps.dossiers.services.writing import ZONE
from apps.officials.models import Agency, NumberSeries

SIZE = 50
SERIES = {
    Book.DOSSIERS: BOOK_SERIES,
    **{book: f"certification_{book}" for book in (Book.COPIES, Book.SIGNATURES, Book.DEEDS)},
}
CHUNK = 500
FILES_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPage:
    """Some lines of a volume, and the running numbers that lead on; empty where there is nothing there."""

    lines: Sequence[BookLine]
    before: str
    after: str


def years(*, agency: Agency, at: datetime, book: Book = Book.DOSSIERS) -> list[int]:
    """The years that have a book, newest first; this year's is always there."""
    given = NumberSeries.objects.filter(agency=agency, series=SERIES[book]).values_list("period", flat=True)
    return sorted({int(period) for period in given} | {at.astimezone(ZONE).year}, reverse=True)


def volumes(*, agency_id: int, year: int, book: Book = Book.DOSSIERS) -> tuple[Volume, ...]:
    """The volumes of a year, oldest first; the last one is being written."""
    series = NumberSeries.objects.filter(agency_id=agency_id, series=SERIES[book], period=str(year))
    return volumes_until(
        agency_id=agency_id, year=year, book=book, last=series.values_list("last", flat=True).first() or 0
    )


def volumes_until(*, agency_id: int, year: int, book: Book, last: int) -> tuple[Volume, ...]:
    """The same for who knows the last number: it has just been given."""
    rows = BookVolume.objects.filter(agency_id=agency_id, book=book, year=year)
    closed = [
        Volume(row.number, row.first, row.last, row.closed_at, row.closed_by.name if row.closed_by else "")
        for row in rows.select_related("closed_by").order_by("number")
    ]
    return with_open(closed=closed, last=last)


def book_page(
    *, actor: Actor, agency: Agency, year: int, volume: Volume, after: str = "", before: str = ""
) -> BookPage:
    """One page of a volume by running number. Raises BadMark."""
    rows = _rows(agency, year, volume).filter(pk__in=Dossier.objects.visible_to(actor).values("pk"))
    if before:
        found = list(rows.filter(book_number__lt=_mark(before)).order_by("-book_number")[: SIZE + 1])
        more, found = len(found) > SIZE, found[:SIZE][::-1]
        first, last = (str(found[0].book_number) if more else ""), (str(found[-1].book_number) if found else "")
        return BookPage(lines=_lines(found), before=first, after=last)
    if after:
        rows = rows.filter(book_number__gt=_mark(after))
    found = list(rows.order_by("book_number")[: SIZE + 1])
    more, found = len(found) > SIZE, found[:SIZE]
    first = str(found[0].book_number) if after and found else ""
    return BookPage(lines=_lines(found), before=first, after=str(found[-1].book_number) if more else "")


def all_lines(*, agency: Agency, year: int, volume: Volume) -> Iterator[BookLine]:
    """Every line of a volume, some hundred at a time."""
    after = volume.first - 1
    while found := list(_rows(agency, year, volume).filter(book_number__gt=after).order_by("book_number")[:CHUNK]):
        after = found[-1].book_number or 0
        yield from _lines(found)


def head_of(*, agency: Agency, year: int, volume: Volume, at: datetime) -> BookHead:
    """What stands above the lines of a volume."""
    return BookHead(
        superior=agency.name,
        unit=agency.desk_name,
        place=agency.place,
        year=year,
        volume=volume,
        is_demo=agency.is_demo,
        made_at=at,
        columns=COLUMNS,
    )


def files_of(*, agency: Agency, year: int, volume: Volume, book: Book = Book.DOSSIERS) -> list[BookFile]:
    """The files last made of a volume, newest first."""
    made = BookFile.objects.filter(agency=agency, book=book, year=year, volume=volume.number)
    return list(made.select_related("asked_by", "file").order_by("-asked_at", "-pk")[:FILES_SHOWN])


def _rows(agency: Agency, year: int, volume: Volume) -> QuerySet[Dossier]:
    since, until = datetime(year, 1, 1, tzinfo=ZONE), datetime(year + 1, 1, 1, tzinfo=ZONE)
    rows = Dossier.objects.filter(
        receiving_agency=agency,
        book_number__gte=volume.first,
        received_at__gte=since,
        received_at__lt=until,
    ).select_related("version", "agency")
    return rows if volume.is_open else rows.filter(book_number__lte=volume.last)


def _lines(rows: Sequence[Dossier]) -> list[BookLine]:
    names = dict(Collection.objects.filter(dossier__in=[row.pk for row in rows]).values_list("dossier_id", "name"))
    with translation.override("vi"):  # the book is a paper, whatever language its reader chose
        return [_line(row, names) for row in rows]


def _line(row: Dossier, names: Mapping[int, str]) -> BookLine:
    assert row.book_number is not None
    return BookLine(
        number=row.book_number,
        code=row.code,
        procedure=row.version.name,
        sets=row.copies,
        name=row.applicant_name,
        reach="; ".join(filter(None, [row.applicant_address, show_phone(row.applicant_phone)])),
        solving=row.agency.name,
        received=_day(row.received_at),
        due=f"{local(row.due_at):%H:%M %d/%m/%Y}" if row.due_at else "",
        returned=_day(row.returned_at),
        way=str(DELIVERY_LABELS[Delivery(row.delivery)]),
        signed_for=names.get(row.pk, ""),
        note=_note(row),
    )


def _note(row: Dossier) -> str:
    if row.status == Status.WITHDRAWN:
        return f"Rút hồ sơ {_day(row.finished_at)}"
    if row.status == Status.STOPPED:
        return f"Dừng giải quyết {_day(row.finished_at)}"
    said = [f"Hẹn lần đầu {_day(row.first_due_at)}"] if row.extended_at else []
    if row.returned_at and _day(row.returned_at) == _day(row.received_at):
        said.append("Trả trong ngày")
    return "; ".join(said)


def _day(at: datetime | None) -> str:
    return f"{local(at):%d/%m/%Y}" if at else ""


def _mark(typed: str) -> int:
    if not (typed.isdecimal() and typed.isascii() and len(typed) < 10):
        raise BadMark(typed)
    return int(typed)
