"""The legal examples, as dates: each row was reckoned by hand on the announced calendars."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from apps.worktime import WorkCalendar
from tests.worktime.calendars import ASSUMED_2027, SAME_DAY, at, calendar_days, days, hours


@pytest.mark.parametrize(
    ("received", "amount", "due"),
    [
        pytest.param("2025-07-01 09:00", 3, "2025-07-04", id="1"),
        pytest.param("2025-04-25 09:00", 3, "2025-04-29", id="2"),
        pytest.param("2025-04-26 09:00", 3, "2025-05-05", id="3"),
        pytest.param("2025-04-29 09:00", 1, "2025-05-05", id="4"),
        pytest.param("2025-01-24 09:00", 5, "2025-02-07", id="5"),
        pytest.param("2025-08-28 09:00", 3, "2025-09-04", id="6"),
        pytest.param("2025-08-29 09:00", 5, "2025-09-09", id="7"),
        pytest.param("2025-12-31 09:00", 2, "2026-01-06", id="8"),
        pytest.param("2026-01-09 09:00", 1, "2026-01-10", id="9"),
        pytest.param("2026-02-10 09:00", 10, "2026-03-03", id="10"),
        pytest.param("2026-02-12 09:00", 3, "2026-02-24", id="11"),
        pytest.param("2026-02-13 09:00", 1, "2026-02-23", id="12"),
        pytest.param("2026-04-24 09:00", 2, "2026-04-29", id="13"),
        pytest.param("2026-04-24 09:00", 5, "2026-05-06", id="14"),
        pytest.param("2026-04-26 09:00", 3, "2026-05-05", id="15"),
        pytest.param("2026-04-28 09:00", 3, "2026-05-05", id="16"),
        pytest.param("2026-06-06 09:00", 3, "2026-06-11", id="17"),
        pytest.param("2026-08-20 09:00", 10, "2026-09-07", id="18"),
        pytest.param("2026-08-21 09:00", 1, "2026-08-22", id="19"),
        pytest.param("2026-08-22 09:00", 3, "2026-08-26", id="20"),
        pytest.param("2026-08-28 09:00", 3, "2026-09-07", id="21"),
        pytest.param("2026-08-29 09:00", 2, "2026-09-07", id="22"),
        pytest.param("2026-11-20 09:00", 3, "2026-11-26", id="23"),
        pytest.param("2026-11-23 09:00", 1, "2026-11-25", id="24"),
        pytest.param("2026-11-21 09:00", 3, "2026-11-27", id="25"),
        pytest.param("2026-11-20 09:00", 5, "2026-11-30", id="26"),
        pytest.param("2026-11-20 09:00", 10, "2026-12-07", id="27"),
        pytest.param("2026-12-31 09:00", 1, "2027-01-04", id="28"),
        pytest.param("2027-01-28 09:00", 10, "2027-02-18", id="29"),
        pytest.param("2027-02-02 09:00", 3, "2027-02-12", id="30"),
        pytest.param("2027-02-03 09:00", 1, "2027-02-11", id="31"),
        pytest.param("2027-04-14 09:00", 5, "2027-04-22", id="32"),
        pytest.param("2027-04-15 09:00", 1, "2027-04-19", id="33"),
        pytest.param("2027-04-28 09:00", 3, "2027-05-05", id="34"),
        pytest.param("2027-08-30 09:00", 5, "2027-09-08", id="35"),
        pytest.param("2027-09-01 09:00", 1, "2027-09-06", id="36"),
        pytest.param("2027-11-23 09:00", 1, "2027-11-25", id="37"),
    ],
)
def test_period_in_working_days_ends_with_its_last_working_day(received: str, amount: int, due: str) -> None:
    deadline = ASSUMED_2027.deadline(start=at(received), allowance=days(amount))

    assert (deadline.due_at, deadline.late_after) == (at(f"{due} 17:30"), at(f"{due} 23:59:59.999999"))
    assert len(deadline.counted) == amount
    assert deadline.counted[-1] == date.fromisoformat(due)
    assert deadline.confirmed == (deadline.due_date.year < 2027), "what is not announced says so"


@pytest.mark.parametrize(
    ("received", "effective"),
    [
        ("2026-04-26 09:00", "2026-04-28 07:30"),
        ("2026-06-06 09:00", "2026-06-08 07:30"),
        ("2026-08-29 09:00", "2026-09-03 07:30"),
        ("2026-11-21 09:00", "2026-11-23 07:30"),
    ],
)
def test_reception_on_a_day_off_takes_effect_at_the_next_opening(received: str, effective: str) -> None:
    assert ASSUMED_2027.effective_start(at(received)) == at(effective)


@pytest.mark.parametrize(
    ("start", "amount", "due"),
    [
        pytest.param("2026-11-20 11:45", "1", "2026-11-20 14:30", id="H1"),
        pytest.param("2026-11-20 16:30", "2", "2026-11-23 08:30", id="H2"),
        pytest.param("2026-11-23 10:00", "2", "2026-11-23 14:00", id="H3"),
        pytest.param("2026-11-23 10:00", "8", "2026-11-25 10:00", id="H4"),
        pytest.param("2026-11-23 15:30", "4", "2026-11-25 09:30", id="H5"),
        pytest.param("2026-11-21 20:15", "8", "2026-11-23 17:30", id="H6"),
        pytest.param("2026-02-13 16:00", "8", "2026-02-23 16:00", id="H7"),
        pytest.param("2026-08-21 16:30", "2", "2026-08-22 08:30", id="H8"),
        pytest.param("2027-02-03 14:00", "8", "2027-02-11 14:00", id="H9"),
        pytest.param("2026-11-20 07:30", "4", "2026-11-20 11:30", id="ends at the close, not at 13:30"),
        pytest.param("2026-11-20 13:30", "4", "2026-11-20 17:30", id="ends at the close, not the next day"),
        pytest.param("2026-11-20 07:30", "0.01", "2026-11-20 07:30:36", id="a hundredth of an hour"),
    ],
)
def test_period_in_working_hours_runs_only_in_sessions(start: str, amount: str, due: str) -> None:
    deadline = ASSUMED_2027.deadline(start=at(start), allowance=hours(amount))

    assert (deadline.due_at, deadline.late_after) == (at(due), at(due))
    assert deadline.counted == ()


@pytest.mark.parametrize(
    ("start", "planned", "ends"),
    [
        pytest.param(
            "2026-11-20 09:00", [4, 16, 4], ["2026-11-20 15:00", "2026-11-25 15:00", "2026-11-26 09:00"], id="H10"
        ),
        pytest.param(
            "2027-01-28 15:00",
            [8, 16, 8, 8],
            ["2027-01-29 15:00", "2027-02-02 15:00", "2027-02-03 15:00", "2027-02-11 15:00"],
            id="H11",
        ),
    ],
)
def test_planned_ends_of_steps_follow_one_another(start: str, planned: list[int], ends: list[str]) -> None:
    reached, found = at(start), []

    for length in planned:
        reached = ASSUMED_2027.add_working_hours(start=reached, hours=Decimal(length))
        found.append(reached)

    assert found == [at(end) for end in ends]


@pytest.mark.parametrize(
    ("start", "amount", "raw", "due"),
    [
        pytest.param("2026-10-25", 30, "2026-11-24", "2026-11-25", id="C1"),
        pytest.param("2026-11-09", 15, "2026-11-24", "2026-11-25", id="C2"),
        pytest.param("2026-09-25", 60, "2026-11-24", "2026-11-25", id="C3"),
        pytest.param("2027-01-07", 30, "2027-02-06", "2027-02-11", id="C4"),
        pytest.param("2026-08-03", 30, "2026-09-02", "2026-09-03", id="C5"),
    ],
)
def test_period_in_calendar_days_moves_off_a_day_off(start: str, amount: int, raw: str, due: str) -> None:
    deadline = ASSUMED_2027.deadline(start=at(f"{start} 09:00"), allowance=calendar_days(amount))

    assert (deadline.due_at, deadline.late_after) == (at(f"{due} 17:30"), at(f"{due} 23:59:59.999999"))
    assert len(deadline.counted) == amount
    assert deadline.counted[-1] == date.fromisoformat(due)
    if deadline.reception_date == date.fromisoformat(start):
        off = [skipped.date for skipped in deadline.skipped]
        assert off == [date.fromisoformat(raw) + timedelta(days=n) for n in range(len(off))] != []


@pytest.mark.parametrize(
    ("received", "due"),
    [
        pytest.param("2026-02-13 15:00:00", "2026-02-13", id="S1"),
        pytest.param("2026-02-13 15:00:01", "2026-02-23", id="S2"),
        pytest.param("2026-11-23 15:30", "2026-11-25", id="S3"),
        pytest.param("2027-02-03 15:10", "2027-02-11", id="S4"),
        pytest.param("2026-11-21 09:00", "2026-11-23", id="S5"),
        pytest.param("2026-11-20 18:00", "2026-11-23", id="after closing: the next day, not the one after it"),
        pytest.param("2026-11-20 06:00", "2026-11-20", id="before opening"),
    ],
)
def test_same_day_promise_moves_after_three_in_the_afternoon(received: str, due: str) -> None:
    deadline = ASSUMED_2027.deadline(start=at(received), allowance=SAME_DAY)

    assert (deadline.due_at, deadline.late_after) == (at(f"{due} 17:30"), at(f"{due} 23:59:59.999999"))


def test_three_in_the_afternoon_moves_the_hand_over_and_not_the_promise() -> None:
    """S6."""
    received = at("2026-11-30 16:45")

    assert ASSUMED_2027.deadline(start=received, allowance=days(3)).due_date == date(2026, 12, 3)
    assert ASSUMED_2027.hand_over_by(received) == at("2026-12-01 11:30")


@pytest.mark.parametrize(
    ("received", "passed_on_by"),
    [
        ("2026-11-20 15:00", "2026-11-20 17:30"),
        ("2026-11-20 15:00:01", "2026-11-23 11:30"),
        ("2026-11-23 15:30", "2026-11-25 11:30"),
        ("2026-11-21 20:15", "2026-11-23 17:30"),
        ("2026-11-20 18:00", "2026-11-23 17:30"),
    ],
)
def test_what_came_in_is_passed_on_the_same_day_unless_it_came_after_three(received: str, passed_on_by: str) -> None:
    assert ASSUMED_2027.hand_over_by(at(received)) == at(passed_on_by)


@pytest.mark.parametrize(
    ("year", "months"),
    [
        (2025, [17, 20, 21, 21, 20, 21, 23, 21, 20, 23, 20, 23]),
        (2026, [21, 15, 22, 20, 20, 22, 23, 21, 20, 22, 20, 23]),
        (2027, [20, 15, 23, 20, 20, 22, 22, 22, 20, 21, 21, 23]),
    ],
)
def test_own_calendar_rows_give_the_working_days_of_each_month(year: int, months: list[int]) -> None:
    assert [_working_days(ASSUMED_2027, year, month) for month in range(1, 13)] == months


def _working_days(calendar: WorkCalendar, year: int, month: int) -> int:
    first = date(year, month, 1)
    return sum((day := first + timedelta(days=n)).month == month and calendar.is_working_day(day) for n in range(31))
