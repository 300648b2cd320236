"""II.06a: for any history and any split of a period its identities hold, and what is left is what is carried over."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.dossiers.domain.timeliness import VIETNAM, Timeliness
from apps.reports.domain.form_06 import (
    Cells,
    Column,
    Life,
    Turn,
    broken,
    cells,
    columns,
    joined,
    total,
)
from apps.reports.domain.terms import Span

START = datetime(2026, 1, 1, tzinfo=VIETNAM)
NEVER = datetime(2030, 1, 1, tzinfo=VIETNAM)
# Whole days are among them, so that midnight itself is tried.
INSTANTS = st.one_of(
    st.integers(0, 120).map(lambda days: START + timedelta(days=days)),
    st.integers(0, 120 * 86_400 * 10).map(lambda tenths: START + timedelta(seconds=tenths / 10)),
)
PERIOD = Span(date(2026, 10, 15), date(2026, 11, 14))
SUM_7, SUM_3 = "7 = 8 + 9 + 10", "3 = 4 + 5 + 6"


@st.composite
def lives(draw: st.DrawFn) -> Life:
    received_at = draw(INSTANTS)
    later = st.integers(0, 60 * 86_400).map(lambda seconds: received_at + timedelta(seconds=seconds))
    ways = st.sampled_from([*Timeliness, None])
    sinces = [received_at, *sorted(draw(st.lists(later, max_size=3)))]
    turns = [Turn(since=since, late_after=draw(later), is_paused=draw(st.booleans())) for since in sinces]
    return Life(
        is_online=draw(st.booleans()),
        received_at=received_at,
        turns=turns,
        finished_at=draw(st.none() | later),
        timeliness=draw(ways),
        ended_late=draw(st.booleans()),
    )


LIVES = st.lists(lives(), max_size=25)
DAYS = st.integers(0, 150).map(lambda days: START.date() + timedelta(days=days))


@given(lived=LIVES, days=st.tuples(DAYS, DAYS), now=INSTANTS)
def test_the_identities_hold_for_any_history_and_any_period(
    lived: list[Life], days: tuple[date, date], now: datetime
) -> None:
    span = Span(min(days), max(days))

    row = cells(lives=lived, span=span, now=now)

    assert broken(row) == []


@given(lived=LIVES, cuts=st.sets(DAYS, min_size=2, max_size=6))
def test_split_periods_are_the_whole_and_each_carries_over_what_the_one_before_left(
    lived: list[Life], cuts: set[date]
) -> None:
    edges = sorted(cuts)
    spans = [Span(first, after - timedelta(days=1)) for first, after in pairwise(edges)]

    rows = [cells(lives=lived, span=span, now=NEVER) for span in spans]

    whole = cells(lives=lived, span=Span(edges[0], edges[-1] - timedelta(days=1)), now=NEVER)
    assert joined(rows) == whole
    assert all(after[Column.CARRIED] == before[Column.LEFT] for before, after in pairwise(rows))


@given(lived=LIVES, halves=st.integers(0, 25))
def test_fields_together_are_the_form(lived: list[Life], halves: int) -> None:
    def row(part: list[Life]) -> Cells:
        return cells(lives=part, span=PERIOD, now=NEVER)

    assert total([row(lived[:halves]), row(lived[halves:])]) == row(lived)


def at(month: int, day: int, hour: int = 8) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=VIETNAM)


def life(
    received_at: datetime,
    finished_at: datetime | None = None,
    timeliness: Timeliness | None = None,
    *,
    ended_late: bool = False,
    turns: tuple[Turn, ...] = (),
) -> Life:
    promised = Turn(since=received_at, late_after=received_at + timedelta(days=5))
    return Life(
        is_online=False,
        received_at=received_at,
        finished_at=finished_at,
        timeliness=timeliness,
        ended_late=ended_late,
        turns=turns or (promised,),
    )


@pytest.mark.parametrize(
    ("one", "where"),
    [
        (life(at(10, 14, 23)), {3, 6, 11, 13}),
        (life(at(10, 15, 0)), {3, 5, 11, 13}),  # midnight of the first day is in the period
        (life(at(11, 15, 0)), set()),  # midnight after the last day is not
        (life(at(11, 14, 23)), {3, 5, 11, 12}),
        (life(at(10, 10), at(10, 14, 23), Timeliness.LATE), set()),
        (life(at(10, 10), at(10, 15, 0), Timeliness.LATE), {3, 6, 7, 10}),
        (life(at(10, 20), at(10, 21), Timeliness.EARLY), {3, 5, 7, 8}),
        (life(at(10, 20), at(10, 21)), {3, 5, 7, 9}),  # withdrawn in time
        (life(at(10, 20), at(10, 30), ended_late=True), {3, 5, 7, 10}),
        (life(at(10, 20), at(11, 20), Timeliness.LATE), {3, 5, 11, 13}),  # finished since, open then
    ],
)
def test_a_dossier_stands_where_its_instants_put_it(one: Life, where: set[int]) -> None:
    assert {column.value for column in columns(life=one, span=PERIOD, now=NEVER)} == where


def test_what_is_open_is_judged_as_it_stood_at_the_end_of_the_period() -> None:
    received = at(11, 2)
    first = Turn(since=received, late_after=at(11, 6))
    stopped = Turn(since=at(11, 5), late_after=at(11, 6), is_paused=True)
    went_on = Turn(since=at(11, 16), late_after=at(11, 25))

    paused = life(received, turns=(first, stopped, went_on))
    moved_after = life(received, turns=(first, went_on))

    assert Column.LEFT_IN_TIME in columns(life=paused, span=PERIOD, now=NEVER)
    assert Column.LEFT_LATE in columns(life=moved_after, span=PERIOD, now=NEVER)


def test_while_a_period_runs_nothing_is_late_before_its_time() -> None:
    open_yet = life(at(11, 9))  # has until the 14th, 08:00

    assert Column.LEFT_IN_TIME in columns(life=open_yet, span=PERIOD, now=at(11, 12))
    assert Column.LEFT_LATE in columns(life=open_yet, span=PERIOD, now=at(11, 20))


def test_a_form_that_does_not_add_up_says_which_identity_is_broken() -> None:
    row = dict.fromkeys(Column, 0)

    assert broken(row) == []
    assert broken(row | {Column.EARLY: 1}) == [SUM_7]
    assert broken(row | {Column.TAKEN: 1, Column.SOLVED: 1}) == [SUM_3, SUM_7]


def test_example_r7_adds_up() -> None:
    numbers = {3: 107, 4: 40, 5: 55, 6: 12, 7: 94, 8: 20, 9: 70, 10: 4, 11: 13, 12: 12, 13: 1}

    assert broken({Column(number): value for number, value in numbers.items()}) == []
