"""The service index of one office and one period: each component with what it was divided by and where that lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from apps.accounts.domain.actor import Actor
from apps.officials.models import Agency
from apps.reports.domain.index_periods import plain_days
from apps.reports.domain.index_table import TABLE, Grade, Group, Row, Total, grade, total
from apps.reports.domain.terms import Term
from apps.reports.labels import index_766 as labels
from apps.reports.selectors.index_facts import OF_TYPED, Facts, Share, facts
from apps.reports.selectors.typed import TypedSum


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """One component as the page shows it; `points` None: nothing was given, for nothing was measured."""

    row: Row
    words: str
    formula: str
    most: int
    is_ours: bool
    is_measured: bool
    points: Fraction | None
    points_words: str
    shares: Sequence[Share] = ()
    note: str = ""
    typed: TypedSum | None = None
    unentered: str = ""
    disliked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexGroup:
    """One of the five groups."""

    words: str
    rows: Sequence[IndexRow]
    total: Total
    most: int
    ours: str
    with_province: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The whole page."""

    term: Term
    term_words: str
    days_words: str
    plain_words: str
    is_running: bool
    groups: Sequence[IndexGroup]
    total: Total
    ours: str
    with_province: str
    unmeasured: int
    grade: Grade
    grade_words: str


def index_of(*, term: Term, actor: Actor, agency: Agency, at: datetime) -> Index:
    """The index of one office; the number of queries does not follow the number of dossiers."""
    found = facts(term=term, actor=actor, agency=agency, at=at)
    rows = {row: _shown(row, found) for row in TABLE}
    whole = total((row, shown.points) for row, shown in rows.items())
    reached = grade(whole.with_province)
    return Index(
        term=term,
        term_words=labels.term_words(term),
        days_words=labels.days_words(term.span),
        plain_words=labels.days_words(plain_days(term)),
        is_running=at < term.span.ends_before,
        groups=[_group(group, [shown for row, shown in rows.items() if TABLE[row].group is group]) for group in Group],
        total=whole,
        ours=labels.points_words(whole.ours),
        with_province=labels.points_words(whole.with_province),
        unmeasured=sum(shown.most for shown in rows.values() if shown.is_ours and not shown.is_measured),
        grade=reached,
        grade_words=str(labels.GRADE_LABELS[reached]),
    )


def _shown(row: Row, found: Facts) -> IndexRow:
    scored = found.scores.get(row)
    shares = found.shares.get(row, ())
    entered = found.typed[OF_TYPED[row]] if row in OF_TYPED else None
    points = scored.points if scored else None
    return IndexRow(
        row=row,
        words=str(labels.ROW_LABELS[row]),
        formula=str(labels.FORMULAS[row]),
        most=TABLE[row].most,
        is_ours=TABLE[row].is_ours,
        is_measured=any(share.count.denominator for share in shares),
        points=points,
        points_words="" if points is None else labels.points_words(points),
        shares=shares,
        note=str(labels.NOTES.get(row, "")),
        typed=entered,
        unentered=", ".join(labels.month_words(month) for month in entered.unentered) if entered else "",
        disliked=found.disliked if row is Row.SATISFACTION else 0,
    )


def _group(group: Group, rows: Sequence[IndexRow]) -> IndexGroup:
    of_rows = total((shown.row, shown.points) for shown in rows)
    return IndexGroup(
        words=str(labels.GROUP_LABELS[group]),
        rows=rows,
        total=of_rows,
        most=sum(shown.most for shown in rows),
        ours=labels.points_words(of_rows.ours),
        with_province=labels.points_words(of_rows.with_province),
    )
