"""What goes into a file: the list that was asked for, as its reader may see it at one instant, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import Count, F, QuerySet, Window

from apps.accounts.domain.actor import Actor
from apps.desk.selectors.counter import found_by
from apps.desk.selectors.inbox import in_view
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.reports.domain.exports import Cell, Content, Kind, Line, Wanted
from apps.reports.domain.periods import Month
from apps.reports.domain.sights import Sight, marks
from apps.reports.selectors import exported_lines
from apps.reports.selectors import sums as counted
from apps.reports.selectors.exported_cells import (
    COLUMNS,
    FIELD_COLUMNS,
    LACK_COLUMNS,
    LATE_COLUMNS,
    Cells,
    field_line,
    with_reasons,
)
from apps.reports.selectors.index_lists import counted_by
from apps.reports.selectors.lines import by_field
from apps.reports.selectors.listing import COLUMNS as READ
from apps.reports.selectors.listing import behind
from apps.reports.selectors.rejections import lack_words, lacking
from apps.reports.selectors.report_cells import Behind, counted_in
from apps.reports.selectors.wanted_lists import Said, doubt_of, index_of, ledger_of, rejected_of
from apps.reports.selectors.wishes import Wish

CHUNK = 500
Rows = tuple[QuerySet[Dossier], tuple[str, ...]]
More = Callable[[Any], list[Cell]]


def content(*, wanted: Wanted, actor: Actor, agency: Agency, at: datetime) -> Content:
    """The list, cut down to what this actor may see.

    One statement reads every dossier: whatever is received, signed or given back meanwhile, the rows are of one
    instant, and outside a transaction the server keeps them for us without holding one open for minutes.
    """
    said = wanted.said
    if wanted.kind is Kind.FIELDS:
        return _fields(Month.read(said["thang"]), actor, agency, at)
    if wanted.kind is Kind.PAUSES:
        return exported_lines.pauses(ask=ledger_of(said=said), actor=actor, agency=agency)
    if wanted.kind is Kind.DOUBTS:
        return exported_lines.doubts(doubt=doubt_of(said=said), actor=actor, agency=agency)
    return _dossiers(wanted, actor, agency, at)


def _dossiers(wanted: Wanted, actor: Actor, agency: Agency, at: datetime) -> Content:
    found, order = _FOUND[wanted.kind](wanted.said, actor, agency, at)
    cells = Cells(at=at, calendar=work_calendar(agency=agency, at=at), is_late=wanted.kind is Kind.LATE)
    columns, more = COLUMNS, _nothing_more
    if wanted.kind is Kind.LATE:
        found, columns = with_reasons(found), (*COLUMNS, *LATE_COLUMNS)
    if wanted.kind is Kind.REJECTED:
        columns, more = (*COLUMNS, *LACK_COLUMNS), _lacks
    rows = (
        found.select_related(None)
        .only(*READ, "extended_at")
        .annotate(field_name=F("field__name"), holder_name=F("holder__name"), in_all=Window(Count("*")))
        .order_by(*order)
        .iterator(chunk_size=CHUNK)
    )
    first = next(rows, None)
    return Content(
        columns=columns,
        total=first.in_all if first else 0,
        lines=_numbered(chain([first], rows) if first else rows, cells, more),
    )


def _numbered(rows: Iterator[Any], cells: Cells, more: More) -> Iterator[Line]:
    for number, row in enumerate(rows, start=1):
        yield Line(cells=[number, *cells.of(row), *more(row)], dossier_id=row.pk)


def _nothing_more(row: Any) -> list[Cell]:
    return []


def _lacks(row: Any) -> list[Cell]:
    return ["; ".join(lack_words(dossier=row))]


def _behind(said: Said, actor: Actor, agency: Agency, at: datetime) -> Rows:
    ends = marks(now=at, calendar=work_calendar(agency=agency, at=at))
    found, instant = behind(wish=Wish.said(said), actor=actor, agency=agency, ends=ends)
    return found, (instant, "pk")


def _searched(said: Said, actor: Actor, agency: Agency, at: datetime) -> Rows:
    return found_by(actor=actor, text=said["tim"]), ("-pk",)


def _in_view(said: Said, actor: Actor, agency: Agency, at: datetime) -> Rows:
    return in_view(view=said["xem"], actor=actor), ("late_after", "pk")


def _of_index(said: Said, actor: Actor, agency: Agency, at: datetime) -> Rows:
    asked = index_of(said=said)
    return counted_by(asked=asked, actor=actor, agency=agency, at=at), (asked.instant, "pk")


def _rejected(said: Said, actor: Actor, agency: Agency, at: datetime) -> Rows:
    term, lack = rejected_of(said=said)
    return lacking(term=term, lack=lack, actor=actor, agency=agency, at=at), ("received_at", "pk")


def _in_report(said: Said, actor: Actor, agency: Agency, at: datetime) -> Rows:
    return counted_in(cell=Behind.read(said), actor=actor, agency=agency, at=at), ("received_at", "pk")


_FOUND: dict[Kind, Callable[[Said, Actor, Agency, datetime], Rows]] = {
    Kind.DOSSIERS: _behind,
    Kind.LATE: _behind,
    Kind.SEARCH: _searched,
    Kind.INBOX: _in_view,
    Kind.INDEX: _of_index,
    Kind.REJECTED: _rejected,
    Kind.REPORT: _in_report,
}


def _fields(month: Month, actor: Actor, agency: Agency, at: datetime) -> Content:
    basis = counted.basis_of(agency=agency)
    finished = counted.of_month(agency_id=agency.pk, month=month, basis=basis)
    open_cells, open_fields = counted.standing(actor=actor, agency=agency, at=at, basis=basis)
    wish = Wish(sight=Sight.RECEIVED, month=month, basis=basis)
    lines = by_field(wish, finished, open_cells, open_fields)
    rows = (Line(cells=[number, *field_line(line)]) for number, line in enumerate(lines, start=1))
    return Content(columns=FIELD_COLUMNS, total=len(lines), lines=rows)
