"""The dossiers that one number of the index counts, so that anybody may count them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from apps.accounts.domain.actor import Actor
from apps.desk.selectors.keyset import cut
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.reports.domain.index_periods import plain_days
from apps.reports.domain.index_table import Row
from apps.reports.domain.terms import NotATerm, Term
from apps.reports.labels import index_766 as labels
from apps.reports.selectors import listing
from apps.reports.selectors.index_facts import LISTED
from apps.reports.selectors.index_parts import Window, whole
from apps.reports.selectors.index_parts import part as part_of
from apps.reports.selectors.sums import basis_of

PARTS = {"tu": True, "mau": False}
OF_RECEPTION = frozenset({Row.PROGRESS, Row.PAYMENT})


class NoSuchList(ValueError):
    """The address asks for a list that does not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexList:
    """One page of a list, how many there are in all, and the marks that lead on."""

    term: Term
    title: str
    part_words: str
    days_words: str
    total: int
    rows: Sequence[listing.Row]
    before: str
    after: str


def index_list(
    *, row: str, term: str, part: str, actor: Actor, agency: Agency, at: datetime, after: str = "", before: str = ""
) -> IndexList:
    """One page of the dossiers in the part or the whole of a component. Raises NoSuchList, keyset.BadMark."""
    asked, period, is_part = _read(row, term, part)
    span = plain_days(period) if asked is Row.SATISFACTION else period.span
    window = Window(span=span, at=at, basis=basis_of(agency=agency))
    found = whole(row=asked, window=window, found=Dossier.objects.visible_to(actor).filter(agency_id=agency.pk))
    if is_part:
        found = found.filter(part_of(row=asked, window=window))
    named = found.only(*listing.COLUMNS).annotate(field_name=F("field__name"), holder_name=F("holder__name"))
    instant = "received_at" if asked in OF_RECEPTION else "finished_at"
    page = cut(named, by=instant, after=after, before=before, size=listing.SIZE)
    return IndexList(
        term=period,
        title=str(labels.ROW_LABELS[asked]),
        part_words=str(labels.PART_LABELS[is_part]),
        days_words=labels.days_words(span),
        total=found.count(),
        rows=listing.rows_of(dossiers=page.rows, at=at, calendar=work_calendar(agency=agency, at=at)),
        before=page.before,
        after=page.after,
    )


def _read(row: str, term: str, part: str) -> tuple[Row, Term, bool]:
    try:
        asked, period, is_part = Row(row), Term.read(term), PARTS[part]
    except (ValueError, KeyError, NotATerm) as error:
        raise NoSuchList from error
    if asked not in LISTED or (asked is Row.SATISFACTION and is_part):
        raise NoSuchList
    return asked, period, is_part
