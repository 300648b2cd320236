"""What goes into a file: the list that was asked for, as its reader may see it at one instant, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.utils import translation

from apps.accounts.domain.actor import Actor
from apps.accounts.domain.identity import NotAPhone, mask_phone, read_phone
from apps.core.encryption import hide_personal_ids
from apps.desk.selectors.counter import found_by
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.procedures.models import Field
from apps.reports.domain.exports import LATE_SIGHTS, Content, Kind, Line, Wanted
from apps.reports.domain.periods import Month, NotAMonth
from apps.reports.domain.sights import Sight, marks
from apps.reports.labels import exports as labels
from apps.reports.labels.board import BASIS_LABELS, SIGHT_LABELS, month_words
from apps.reports.selectors import sums as counted
from apps.reports.selectors.exported_cells import COLUMNS, FIELD_COLUMNS, LATE_COLUMNS, Cells, field_line, with_reasons
from apps.reports.selectors.lines import by_field
from apps.reports.selectors.listing import COLUMNS as READ
from apps.reports.selectors.listing import behind
from apps.reports.selectors.wished import narrowed_words, period_words
from apps.reports.selectors.wishes import NoSuchSight, Wish

CHUNK = 500
TEXT_AT_MOST = 200
Rows = tuple[QuerySet[Dossier], tuple[str, ...]]


class NoSuchList(ValueError):
    """What was asked for is no list of ours."""


def wanted(*, kind: Kind, said: Mapping[str, str], agency: Agency) -> Wanted:
    """A list as a form asks for it, in words. Raises NoSuchList."""
    with translation.override("vi"):  # these words stand on the sheet, whatever language its reader chose
        try:
            return _WANTED[kind](kind, said, agency)
        except (NoSuchSight, NotAMonth) as error:
            raise NoSuchList from error


def content(*, wanted: Wanted, actor: Actor, agency: Agency, at: datetime) -> Content:
    """The list, cut down to what this actor may see. Raises NoSuchList.

    One statement reads every dossier: whatever is received, signed or given back meanwhile, the rows are of one
    instant, and outside a transaction the server keeps them for us without holding one open for minutes.
    """
    if wanted.kind is Kind.FIELDS:
        return _fields(Month.read(wanted.said["thang"]), actor, agency, at)
    found, order = _found(wanted, actor, agency, at)
    columns = COLUMNS
    if wanted.kind is Kind.LATE:
        found, columns = with_reasons(found), (*COLUMNS, *LATE_COLUMNS)
    rows = (
        found.select_related(None)
        .only(*READ, "extended_at")
        .annotate(field_name=F("field__name"), holder_name=F("holder__name"), in_all=Window(Count("*")))
        .order_by(*order)
        .iterator(chunk_size=CHUNK)
    )
    first = next(rows, None)
    cells = Cells(at=at, calendar=work_calendar(agency=agency, at=at), is_late=wanted.kind is Kind.LATE)
    return Content(
        columns=columns,
        total=first.in_all if first else 0,
        lines=_numbered(chain([first], rows) if first else rows, cells.of),
    )


def _numbered(rows: Iterator[Any], cells: Callable[[Any], list[Any]]) -> Iterator[Line]:
    for number, row in enumerate(rows, start=1):
        yield Line(cells=[number, *cells(row)], dossier_id=row.pk)


def _found(wanted: Wanted, actor: Actor, agency: Agency, at: datetime) -> Rows:
    if wanted.kind is Kind.SEARCH:
        return found_by(actor=actor, text=wanted.said["tim"]), ("-pk",)
    calendar = work_calendar(agency=agency, at=at)
    wish = Wish.said(wanted.said)
    found, instant = behind(wish=wish, actor=actor, agency=agency, ends=marks(now=at, calendar=calendar))
    return found, (instant, "pk")


def _fields(month: Month, actor: Actor, agency: Agency, at: datetime) -> Content:
    basis = counted.basis_of(agency=agency)
    finished = counted.of_month(agency_id=agency.pk, month=month, basis=basis)
    open_cells, open_fields = counted.standing(actor=actor, agency=agency, at=at, basis=basis)
    wish = Wish(sight=Sight.RECEIVED, month=month, basis=basis)
    lines = by_field(wish, finished, open_cells, open_fields)
    rows = (Line(cells=[number, *field_line(line)]) for number, line in enumerate(lines, start=1))
    return Content(columns=FIELD_COLUMNS, total=len(lines), lines=rows)


def _wish(kind: Kind, said: Mapping[str, str], agency: Agency) -> Wanted:
    wish = Wish.said(said)
    if kind is Kind.LATE and wish.sight not in LATE_SIGHTS:
        raise NoSuchList(wish.sight)
    field = Field.objects.filter(slug=wish.field).values_list("name", flat=True).first() if wish.field else ""
    parts = (period_words(wish=wish), field or "", *narrowed_words(wish=wish, agency=agency))
    return _wanted(kind, wish.words, str(SIGHT_LABELS[wish.sight]), *parts)


def _search(kind: Kind, said: Mapping[str, str], agency: Agency) -> Wanted:
    text = said.get("tim", "").strip()[:TEXT_AT_MOST]
    if not text:
        raise NoSuchList
    return _wanted(kind, {"tim": text}, str(labels.TITLES[kind]), labels.SEARCHED % {"text": _masked(text)})


def _of_fields(kind: Kind, said: Mapping[str, str], agency: Agency) -> Wanted:
    month = Month.read(said.get("thang", ""))
    basis = str(BASIS_LABELS[counted.basis_of(agency=agency)])
    return _wanted(kind, {"thang": month.text}, str(labels.TITLES[kind]), month_words(month), basis)


_WANTED: dict[Kind, Callable[[Kind, Mapping[str, str], Agency], Wanted]] = {
    Kind.DOSSIERS: _wish,
    Kind.LATE: _wish,
    Kind.SEARCH: _search,
    Kind.FIELDS: _of_fields,
}


def _wanted(kind: Kind, said: Mapping[str, str], title: str, *parts: str) -> Wanted:
    narrowed = "; ".join(part for part in parts if part) or str(labels.NOT_NARROWED)
    return Wanted(kind=kind, said=said, title=title, narrowed=narrowed)


def _masked(text: str) -> str:
    """A personal id or a phone number that was searched stays half a number on the sheet."""
    try:
        return mask_phone(read_phone(text))
    except NotAPhone:
        return hide_personal_ids(text)
