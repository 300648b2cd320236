"""When the guard asks, until when an answer counts, and which day it proposes: pure decisions, tested by laws."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from apps.desk.domain.apologies import answer_by, heads_asked_from, is_stale, proposed_day
from apps.dossiers.domain.timeliness import guard_asks_at, guard_drafts_at
from apps.worktime import Unit
from tests.factories import ZONE
from tests.worktime.calendars import ASSUMED_2027 as CALENDAR

DAYS = st.dates(date(2025, 1, 6), date(2027, 6, 30))
INSTANTS = st.builds(
    lambda day, minutes: datetime.combine(day, time(), ZONE) + timedelta(minutes=minutes), DAYS, st.integers(0, 1439)
)
DUE = DAYS.filter(CALENDAR.is_working_day).map(CALENDAR.close_of)
UNITS = st.sampled_from(list(Unit))


@given(due_at=DUE, at=INSTANTS)
def test_the_proposed_day_is_a_working_day_after_the_promise_and_after_today(due_at: datetime, at: datetime) -> None:
    day = proposed_day(due_at=due_at, at=at, calendar=CALENDAR)

    assert CALENDAR.is_working_day(day)
    assert day > CALENDAR.local_date(due_at)
    assert day > CALENDAR.local_date(at)
    assert not is_stale(proposed_date=day, at=at, calendar=CALENDAR)


@given(due_at=DUE, unit=UNITS)
def test_a_holder_is_asked_before_silence_counts_and_both_before_the_promise_ends(due_at: datetime, unit: Unit) -> None:
    asks = guard_asks_at(due_at=due_at, unit=unit, calendar=CALENDAR)
    drafts = guard_drafts_at(due_at=due_at, unit=unit, calendar=CALENDAR)

    assert asks < drafts < due_at


@given(due_at=DUE, unit=UNITS, late_by=st.timedeltas(timedelta(), timedelta(days=2)))
def test_an_answer_counts_until_an_instant_that_is_not_over_nor_after_the_promise(
    due_at: datetime, unit: Unit, late_by: timedelta
) -> None:
    at = guard_asks_at(due_at=due_at, unit=unit, calendar=CALENDAR) + late_by
    planned = guard_drafts_at(due_at=due_at, unit=unit, calendar=CALENDAR)

    until = answer_by(
        planned=planned, due_at=due_at, late_after=due_at + timedelta(hours=6, minutes=30), at=at, calendar=CALENDAR
    )

    assert at <= until
    assert until <= max(due_at, at)


@given(due_at=DUE, unit=UNITS)
def test_heads_are_asked_while_there_is_an_hour_left_to_answer(due_at: datetime, unit: Unit) -> None:
    at = guard_asks_at(due_at=due_at, unit=unit, calendar=CALENDAR)
    until = guard_drafts_at(due_at=due_at, unit=unit, calendar=CALENDAR)

    asked = heads_asked_from(at=at, answer_by=until, calendar=CALENDAR)

    assert CALENDAR.working_time_between(start=asked, end=until) >= timedelta(hours=1)


def test_a_draft_is_stale_from_the_close_of_its_day_or_once_the_day_is_off() -> None:
    thursday = date(2026, 11, 26)
    close = CALENDAR.close_of(thursday)

    assert not is_stale(proposed_date=thursday, at=close - timedelta(seconds=1), calendar=CALENDAR)
    assert is_stale(proposed_date=thursday, at=close, calendar=CALENDAR)
    assert is_stale(proposed_date=date(2026, 11, 24), at=close - timedelta(days=9), calendar=CALENDAR)
