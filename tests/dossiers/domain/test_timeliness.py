"""Late, early, soon: the legal examples, and what holds around them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from apps.dossiers.domain.timeliness import (
    OpenClock,
    Timeliness,
    classify,
    due_soon_from,
    guard_asks_at,
    guard_drafts_at,
    is_overdue,
    last_day_to_apologise,
    on_time_rate,
    open_clock,
    working_days_left,
)
from apps.worktime import Allowance, Unit
from tests.worktime.calendars import ASSUMED_2027, SAME_DAY, at, days, hours

DUE, LATE_AFTER = at("2026-11-26 17:30"), at("2026-11-26 23:59:59.999999")


@pytest.mark.parametrize(
    ("due", "done", "expected"),
    [
        pytest.param("2026-11-26", "2026-11-25 16:00", Timeliness.EARLY, id="K1"),
        pytest.param("2026-11-26", "2026-11-26 17:30:00", Timeliness.ON_TIME, id="K2"),
        pytest.param("2026-11-26", "2026-11-26 17:30:01", Timeliness.ON_TIME, id="K3"),
        pytest.param("2026-11-26", "2026-11-26 23:59:59.999999", Timeliness.ON_TIME, id="last instant"),
        pytest.param("2026-11-26", "2026-11-27 00:00", Timeliness.LATE, id="first instant after"),
        pytest.param("2026-11-26", "2026-11-27 07:30", Timeliness.LATE, id="K4"),
        pytest.param("2026-02-23", "2026-02-13 09:00", Timeliness.EARLY, id="K8"),
        pytest.param("2026-08-22", "2026-08-22 10:00", Timeliness.ON_TIME, id="K9"),
        pytest.param("2026-11-26", "2026-12-01 09:00", Timeliness.LATE, id="K10 against the first promise"),
        pytest.param("2026-12-02", "2026-12-01 09:00", Timeliness.EARLY, id="K10 against the extended one"),
    ],
)
def test_result_is_classed_by_the_day_it_was_done(due: str, done: str, expected: Timeliness) -> None:
    found = classify(done_at=at(done), due_at=at(f"{due} 17:30"), late_after=at(f"{due} 23:59:59.999999"))

    assert found is expected


def test_result_a_second_after_a_promise_to_the_hour_is_late() -> None:
    assert classify(done_at=at("2026-11-26 17:30:01"), due_at=DUE, late_after=DUE) is Timeliness.LATE


def test_pick_up_after_the_promise_changes_nothing() -> None:
    assert classify(done_at=at("2026-11-26 16:00"), due_at=DUE, late_after=LATE_AFTER) is Timeliness.ON_TIME
    assert ASSUMED_2027.working_days_after(day=date(2026, 11, 26), until=date(2026, 12, 2)) == 4


def test_day_is_that_of_the_office_and_not_of_utc() -> None:
    before_seven = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)  # 06:30 of the 26th here

    assert classify(done_at=before_seven, due_at=DUE, late_after=LATE_AFTER) is Timeliness.ON_TIME


@pytest.mark.parametrize("allowance", [SAME_DAY, hours(2)])
def test_result_of_the_same_day_is_never_early(allowance: Allowance) -> None:
    deadline = ASSUMED_2027.deadline(start=at("2026-11-20 08:00"), allowance=allowance)

    found = classify(done_at=at("2026-11-20 08:05"), due_at=deadline.due_at, late_after=deadline.late_after)

    assert found is Timeliness.ON_TIME


@pytest.mark.parametrize(
    ("now", "paused", "expected", "left"),
    [
        pytest.param("2026-11-20 09:00", False, OpenClock.IN_TIME, 3, id="three working days left"),
        pytest.param("2026-11-23 07:29", False, OpenClock.IN_TIME, 2, id="before opening"),
        pytest.param("2026-11-23 07:30", False, OpenClock.DUE_SOON, 2, id="two working days left"),
        pytest.param("2026-11-24 09:00", False, OpenClock.DUE_SOON, 2, id="on the holiday between"),
        pytest.param("2026-11-26 23:59", False, OpenClock.DUE_SOON, 0, id="the due day, after closing"),
        pytest.param("2026-11-27 00:00", False, OpenClock.OVERDUE, -1, id="broken"),
        pytest.param("2026-12-02 09:00", False, OpenClock.OVERDUE, -4, id="K6"),
        pytest.param("2026-12-02 09:00", True, OpenClock.PAUSED, -4, id="K7"),
    ],
)
def test_open_dossier_shows_where_its_clock_stands(now: str, paused: bool, expected: OpenClock, left: int) -> None:
    soon = due_soon_from(due_at=DUE, unit=Unit.WORKING_DAY, calendar=ASSUMED_2027)

    found = open_clock(now=at(now), due_at=DUE, late_after=LATE_AFTER, paused=paused, soon_after=soon)

    assert found is expected
    assert working_days_left(now=at(now), due_at=DUE, calendar=ASSUMED_2027) == left


def test_open_dossier_without_a_band_is_due_soon_on_its_day() -> None:
    clocks = [
        open_clock(now=at(now), due_at=DUE, late_after=LATE_AFTER, paused=False)
        for now in ("2026-11-25 23:59", "2026-11-26 00:00")
    ]

    assert clocks == [OpenClock.IN_TIME, OpenClock.DUE_SOON]


def test_short_promise_is_due_soon_two_working_hours_before() -> None:
    soon = due_soon_from(due_at=at("2026-11-25 08:30"), unit=Unit.WORKING_HOUR, calendar=ASSUMED_2027)

    assert soon == at("2026-11-23 16:30")


def test_stopped_clock_breaks_no_promise() -> None:
    now = at("2026-12-02 09:00")

    assert is_overdue(now=now, late_after=LATE_AFTER, paused=False)
    assert not is_overdue(now=now, late_after=LATE_AFTER, paused=True)
    assert not is_overdue(now=LATE_AFTER, late_after=LATE_AFTER, paused=False)


@pytest.mark.parametrize(
    ("due", "last"),
    [
        pytest.param("2026-11-26", date(2026, 11, 25), id="P3"),
        pytest.param("2026-11-25", date(2026, 11, 23), id="P4"),
        pytest.param("2026-11-23", date(2026, 11, 20), id="P5"),
        pytest.param("2027-02-11", date(2027, 2, 3), id="P6"),
        pytest.param("2026-02-23", date(2026, 2, 13), id="P7"),
    ],
)
def test_last_day_to_apologise_is_the_working_day_before(due: str, last: date) -> None:
    assert last_day_to_apologise(due_at=at(f"{due} 17:30"), calendar=ASSUMED_2027) == last


@pytest.mark.parametrize(
    ("due", "unit", "asks", "drafts"),
    [
        ("2026-11-26 17:30", Unit.WORKING_DAY, "2026-11-25 07:30", "2026-11-25 14:00"),
        ("2026-11-25 17:30", Unit.CALENDAR_DAY, "2026-11-23 07:30", "2026-11-23 14:00"),
        ("2026-11-25 11:30", Unit.WORKING_DAY, "2026-11-23 07:30", "2026-11-23 14:00"),
        ("2026-11-20 17:30", Unit.SAME_DAY, "2026-11-20 15:30", "2026-11-20 16:30"),
        ("2026-11-20 14:30", Unit.WORKING_HOUR, "2026-11-20 10:30", "2026-11-20 13:30"),
        ("2026-11-25 08:30", Unit.WORKING_HOUR, "2026-11-23 16:30", "2026-11-25 07:30"),
    ],
)
def test_guard_asks_a_working_day_before_and_drafts_at_two(due: str, unit: Unit, asks: str, drafts: str) -> None:
    assert guard_asks_at(due_at=at(due), unit=unit, calendar=ASSUMED_2027) == at(asks)
    assert guard_drafts_at(due_at=at(due), unit=unit, calendar=ASSUMED_2027) == at(drafts)


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent", "text"),
    [
        pytest.param(60 + 35, 60 + 35 + 5, "95.00", "95,00%", id="R1 closed"),
        pytest.param(60 + 35 + 18, 120, "94.17", "94,17%", id="R1 national"),
        pytest.param(213, 227, "93.83", "93,83%", id="R3"),
        pytest.param(213, 247, "86.23", "86,23%", id="R3 satisfied of all"),
        pytest.param(9999, 10000, "99.99", "99,99%", id="never rounded up to a hundred by truncation"),
        pytest.param(113, 800, "14.13", "14,13%", id="14.125 goes up"),
        pytest.param(0, 7, "0.00", "0,00%", id="a true nought"),
    ],
)
def test_rate_has_two_decimals_half_up(numerator: int, denominator: int, percent: str, text: str) -> None:
    rate = on_time_rate(numerator=numerator, denominator=denominator)

    assert rate is not None
    assert (rate.percent, rate.text) == (Decimal(percent), text)
    assert (rate.numerator, rate.denominator) == (numerator, denominator)


def test_rate_of_nothing_is_no_rate() -> None:
    assert on_time_rate(numerator=0, denominator=0) is None


@pytest.mark.parametrize(("numerator", "denominator"), [(2, 1), (-1, 3), (1, 0)])
def test_rate_that_is_no_share_is_refused(numerator: int, denominator: int) -> None:
    with pytest.raises(ValueError, match="not a share"):
        on_time_rate(numerator=numerator, denominator=denominator)


def test_promise_of_hours_is_late_the_instant_after() -> None:
    deadline = ASSUMED_2027.deadline(start=at("2026-11-20 16:30"), allowance=hours(2))
    in_days = ASSUMED_2027.deadline(start=at("2026-11-20 16:30"), allowance=days(1))

    assert (
        open_clock(
            now=at("2026-11-23 08:30:00.000001"), due_at=deadline.due_at, late_after=deadline.late_after, paused=False
        )
        is OpenClock.OVERDUE
    )
    assert (
        open_clock(
            now=at("2026-11-23 08:30:00.000001"), due_at=in_days.due_at, late_after=in_days.late_after, paused=False
        )
        is OpenClock.DUE_SOON
    )
