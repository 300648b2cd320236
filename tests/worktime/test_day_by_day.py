"""The calendar against the simplest good code, on thousands of starts drawn with a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from apps.worktime import STANDARD_WEEK, DayKind
from bench.deadlines import offices
from bench.rivals import day_by_day
from tests.sizes import pick
from tests.worktime.calendars import ASSUMED_2027, SAME_DAY, at, calendar_days, days, hours, own_rows

STARTS = pick(sample=3_000, full=50_000)
OFFICE = day_by_day.Office(
    week=[[(session.opens, session.closes) for session in sessions] for sessions in STANDARD_WEEK],
    off=frozenset(row.date for row in own_rows() if row.kind is not DayKind.MAKEUP_WORK),
    made_up=frozenset(row.date for row in own_rows() if row.kind is DayKind.MAKEUP_WORK),
)


def drawn(seed: int) -> Iterator[tuple[datetime, int]]:
    """Starts at every second of the day, one in five at an edge of a session, and an amount to 60."""
    draw = random.Random(seed)
    for number in range(STARTS):
        start = at("2024-01-01 00:00") + timedelta(seconds=draw.randrange(3 * 365 * 86_400))
        if number % 5 == 0:
            hour, minute = draw.choice([(7, 30), (11, 30), (13, 30), (15, 0), (17, 30), (0, 0)])
            start = start.replace(hour=hour, minute=minute, second=0) + timedelta(seconds=draw.choice([-1, 0, 0, 1]))
        yield start, draw.randint(1, 60)


def test_whole_and_half_days_are_those_found_day_by_day() -> None:
    for start, amount in drawn(1):
        for length in (Decimal(amount), Decimal(amount) / 2):
            deadline = ASSUMED_2027.deadline(start=start, allowance=days(str(length)))
            expected = day_by_day.working_days(OFFICE, start, length)
            assert (deadline.due_at, deadline.late_after) == expected, (start, length)


def test_hours_are_those_found_session_by_session() -> None:
    for start, amount in drawn(2):
        length = Decimal(amount) / 4
        deadline = ASSUMED_2027.deadline(start=start, allowance=hours(str(length)))
        assert deadline.due_at == day_by_day.working_hours(OFFICE, start, length), (start, length)


def test_calendar_days_are_those_found_day_by_day() -> None:
    for start, amount in drawn(3):
        deadline = ASSUMED_2027.deadline(start=start, allowance=calendar_days(amount))
        expected = day_by_day.calendar_days(OFFICE, start, amount)
        assert (deadline.due_at, deadline.late_after) == expected, (start, amount)


def test_the_same_day_is_the_one_found_day_by_day() -> None:
    for start, _ in drawn(4):
        deadline = ASSUMED_2027.deadline(start=start, allowance=SAME_DAY)
        assert (deadline.due_at, deadline.late_after) == day_by_day.same_day(OFFICE, start), start


def test_reception_takes_effect_when_the_walk_says_so() -> None:
    for start, _ in drawn(5):
        assert ASSUMED_2027.effective_start(start).replace(tzinfo=None) == day_by_day.effective(OFFICE, start), start


def test_the_measured_office_is_this_one() -> None:
    _, office = offices()

    assert office == OFFICE
