"""The dossiers that one number of the index counts, so that anybody may count them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from apps.accounts.domain.actor import Actor
from apps.desk.selectors.keyset import cut
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.reports.domain.index_periods import plain_days
from apps.reports.domain.index_table import Row
from apps.reports.domain.terms import NotATerm, Span, Term
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which number of the index somebody wants to see the dossiers of."""

    row: Row
    term: Term
    is_part: bool

    @classmethod
    def read(cls, *, row: str, term: str, part: str) -> Asked:
        """From the words of an address. Raises NoSuchList."""
        try:
            asked = cls(row=Row(row), term=Term.read(term), is_part=PARTS[part])
        except (ValueError, KeyError, NotATerm) as error:
            raise NoSuchList from error
        if asked.row not in LISTED or (asked.row is Row.SATISFACTION and asked.is_part):
            raise NoSuchList
        return asked

    @property
    def words(self) -> dict[str, str]:
        """The same as an address or a form says it."""
        return {"muc": self.row.value, "ky": self.term.text, "phan": "tu" if self.is_part else "mau"}

    @property
    def span(self) -> Span:
        return plain_days(self.term) if self.row is Row.SATISFACTION else self.term.span

    @property
    def instant(self) -> str:
        """The column by which they are sorted."""
        return "received_at" if self.row in OF_RECEPTION else "finished_at"

    @property
    def title(self) -> str:
        return str(labels.ROW_LABELS[self.row])

    @property
    def part_words(self) -> str:
        return str(labels.PART_LABELS[self.is_part])


def counted_by(*, asked: Asked, actor: Actor, agency: Agency, at: datetime) -> QuerySet[Dossier]:
    """The dossiers in the part or the whole of a component."""
    window = Window(span=asked.span, at=at, basis=basis_of(agency=agency))
    found = whole(row=asked.row, window=window, found=Dossier.objects.visible_to(actor).filter(agency_id=agency.pk))
    return found.filter(part_of(row=asked.row, window=window)) if asked.is_part else found


def index_list(
    *, asked: Asked, actor: Actor, agency: Agency, at: datetime, after: str = "", before: str = ""
) -> IndexList:
    """One page of them. Raises keyset.BadMark."""
    found = counted_by(asked=asked, actor=actor, agency=agency, at=at)
    named = found.only(*listing.COLUMNS).annotate(field_name=F("field__name"), holder_name=F("holder__name"))
    page = cut(named, by=asked.instant, after=after, before=before, size=listing.SIZE)
    return IndexList(
        term=asked.term,
        title=asked.title,
        part_words=asked.part_words,
        days_words=labels.days_words(asked.span),
        total=found.count(),
        rows=listing.rows_of(dossiers=page.rows, at=at, calendar=work_calendar(agency=agency, at=at)),
        before=page.before,
        after=page.after,
    )
