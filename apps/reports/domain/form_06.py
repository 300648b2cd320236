"""Biểu số II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP): in which of its columns a dossier stands, and what must add up.

Refused before reception is outside every column. Withdrawn or stopped after reception counts as solved in the period
in which it ended, in column 9 or 10 (ruling 5). So the four identities hold for every history. When the result was
there decides the period, not when it was fetched; reception is the hour at which the desk took the dossier.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from apps.dossiers.domain.timeliness import Timeliness, is_overdue
from apps.reports.domain.terms import Span


class Column(IntEnum):
    """The columns of figures, by the number printed above them."""

    TAKEN = 3
    ONLINE = 4
    OTHERWISE = 5
    CARRIED = 6
    SOLVED = 7
    EARLY = 8
    ON_TIME = 9
    LATE = 10
    LEFT = 11
    LEFT_IN_TIME = 12
    LEFT_LATE = 13


# What the office that takes the form recounts: each of these is the sum of those.
IDENTITIES: tuple[tuple[tuple[Column, ...], tuple[Column, ...]], ...] = (
    ((Column.TAKEN,), (Column.ONLINE, Column.OTHERWISE, Column.CARRIED)),
    ((Column.SOLVED,), (Column.EARLY, Column.ON_TIME, Column.LATE)),
    ((Column.LEFT,), (Column.LEFT_IN_TIME, Column.LEFT_LATE)),
    ((Column.TAKEN,), (Column.SOLVED, Column.LEFT)),
)
# Columns that split periods share out between them; the others belong to the first day or to the last.
OF_THE_DAYS = (Column.ONLINE, Column.OTHERWISE, Column.SOLVED, Column.EARLY, Column.ON_TIME, Column.LATE)
OF_RECEPTION = (Column.TAKEN, Column.ONLINE, Column.OTHERWISE, Column.CARRIED)
OF_THE_END = (Column.LEFT, Column.LEFT_IN_TIME, Column.LEFT_LATE)
Cells = Mapping[Column, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """How the promise stood from an instant on."""

    since: datetime
    late_after: datetime
    is_paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What the form asks of one dossier that the desk received.

    `timeliness` None with a `finished_at` is one withdrawn or stopped: `ended_late` says whether its promise had broken
    by then. `turns` are oldest first, and the first one is of the reception. All speak of one promise, the first or the
    one in force, as the office reports (`late_basis`).
    """

    is_online: bool
    received_at: datetime
    turns: Sequence[Turn]
    finished_at: datetime | None = None
    timeliness: Timeliness | None = None
    ended_late: bool = False


_CLASSES = {
    Timeliness.EARLY: Column.EARLY,
    Timeliness.ON_TIME: Column.ON_TIME,
    Timeliness.LATE: Column.LATE,
}


def columns(*, life: Life, span: Span, now: datetime) -> frozenset[Column]:
    """The columns in which it stands; none where it came later or had ended before."""
    ended_before = life.finished_at is not None and life.finished_at < span.starts_at
    if life.received_at >= span.ends_before or ended_before:
        return frozenset()
    return frozenset({Column.TAKEN, _came(life, span), *_went(life, span, now)})


def _came(life: Life, span: Span) -> Column:
    if life.received_at < span.starts_at:
        return Column.CARRIED
    return Column.ONLINE if life.is_online else Column.OTHERWISE


def _went(life: Life, span: Span, now: datetime) -> tuple[Column, Column]:
    if life.finished_at is None or life.finished_at >= span.ends_before:
        judged_at = judgement(span=span, now=now)
        turn = next(turn for turn in reversed(life.turns) if turn is life.turns[0] or turn.since < judged_at)
        late = is_overdue(now=judged_at, late_after=turn.late_after, paused=turn.is_paused)
        return Column.LEFT, Column.LEFT_LATE if late else Column.LEFT_IN_TIME
    if life.timeliness is not None:
        return Column.SOLVED, _CLASSES[life.timeliness]
    return Column.SOLVED, Column.LATE if life.ended_late else Column.ON_TIME


def judgement(*, span: Span, now: datetime) -> datetime:
    """The instant at which what is still open is called late or not: the end of the period, or now while it runs."""
    return min(span.ends_before, now)


def cells(*, lives: Iterable[Life], span: Span, now: datetime) -> Cells:
    """One row of the form, counted dossier by dossier."""
    counted = Counter(column for life in lives for column in columns(life=life, span=span, now=now))
    return {column: counted[column] for column in Column}


def total(rows: Iterable[Cells]) -> Cells:
    """The first row of the form: all fields together."""
    listed = list(rows)
    return {column: sum(row[column] for row in listed) for column in Column}


def broken(row: Cells) -> list[str]:
    """The identities that do not hold, as they are written: «3 = 4 + 5 + 6». A form with one is sent back."""
    return [
        f"{left[0].value} = {' + '.join(str(column.value) for column in right)}"
        for left, right in IDENTITIES
        if sum(row[column] for column in left) != sum(row[column] for column in right)
    ]


def joined(rows: Sequence[Cells]) -> Cells:
    """The row of a whole period from those of the periods it was split into, in order."""
    first, last = rows[0], rows[-1]
    found = {column: sum(row[column] for row in rows) for column in OF_THE_DAYS}
    found |= {column: last[column] for column in OF_THE_END} | {Column.CARRIED: first[Column.CARRIED]}
    found[Column.TAKEN] = found[Column.ONLINE] + found[Column.OTHERWISE] + found[Column.CARRIED]
    return {column: found[column] for column in Column}
