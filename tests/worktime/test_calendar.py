"""What a calendar answers about days and hours, and what it refuses."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from apps.worktime import (
    STANDARD_WEEK,
    Allowance,
    BadAllowance,
    DayIsClosed,
    DayKind,
    DayOff,
    DueTime,
    OutsideCalendar,
    Session,
    SkippedDay,
    SpecialDay,
    Stop,
    TwoKindsForOneDay,
    Unit,
    WorkCalendar,
)
from tests.worktime.calendars import ASSUMED_2027, SAME_DAY, at, calendar, calendar_days, days, hours, own_rows

SATURDAY_MORNING = (*STANDARD_WEEK[:5], Session.from_text("07:30-11:30"), ())


@pytest.mark.parametrize(
    ("received", "effective"),
    [
        ("2026-11-20 00:00", "2026-11-20 07:30"),
        ("2026-11-20 07:30", "2026-11-20 07:30"),
        ("2026-11-20 09:42:10.5", "2026-11-20 09:42:10.5"),
        ("2026-11-20 11:30", "2026-11-20 11:30"),
        ("2026-11-20 11:30:00.000001", "2026-11-20 13:30"),
        ("2026-11-20 17:30", "2026-11-20 17:30"),
        ("2026-11-20 17:30:00.000001", "2026-11-23 07:30"),
        ("2026-11-23 20:00", "2026-11-25 07:30"),
    ],
)
def test_reception_counts_at_the_close_and_not_after_it(received: str, effective: str) -> None:
    assert ASSUMED_2027.effective_start(at(received)) == at(effective)


def test_an_instant_may_come_in_any_zone_and_leaves_in_the_offices_own() -> None:
    in_utc = datetime(2026, 11, 20, 2, 42, tzinfo=UTC)

    effective = ASSUMED_2027.effective_start(in_utc)

    assert effective == in_utc
    assert effective.time() == time(9, 42)
    assert effective.utcoffset() == timedelta(hours=7)


def test_an_instant_without_offset_is_refused() -> None:
    with pytest.raises(TypeError):
        ASSUMED_2027.effective_start(datetime(2026, 11, 20, 9, 42))  # noqa: DTZ001 the very thing refused


def test_working_days_are_counted_from_the_day_after() -> None:
    assert ASSUMED_2027.working_days_after(day=date(2026, 11, 26), until=date(2026, 12, 2)) == 4
    assert ASSUMED_2027.working_days_after(day=date(2026, 12, 2), until=date(2026, 11, 26)) == -4
    assert ASSUMED_2027.working_days_after(day=date(2026, 11, 28), until=date(2026, 11, 29)) == 0
    assert ASSUMED_2027.working_days(after=date(2026, 11, 20), until=date(2026, 11, 25)) == (
        date(2026, 11, 23),
        date(2026, 11, 25),
    )


@pytest.mark.parametrize(
    ("day", "previous", "following"),
    [
        (date(2026, 11, 24), date(2026, 11, 23), date(2026, 11, 25)),
        (date(2026, 11, 25), date(2026, 11, 23), date(2026, 11, 26)),
        (date(2026, 2, 18), date(2026, 2, 13), date(2026, 2, 23)),
        (date(2026, 8, 21), date(2026, 8, 20), date(2026, 8, 22)),
    ],
)
def test_neighbouring_working_days_are_strictly_before_and_after(day: date, previous: date, following: date) -> None:
    assert ASSUMED_2027.previous_working_day(day) == previous
    assert ASSUMED_2027.next_working_day(day) == following


def test_opening_hours_of_a_closed_day_are_refused() -> None:
    assert ASSUMED_2027.open_of(date(2026, 11, 25)) == at("2026-11-25 07:30")
    assert ASSUMED_2027.close_of(date(2026, 11, 25)) == at("2026-11-25 17:30")

    with pytest.raises(DayIsClosed):
        ASSUMED_2027.close_of(date(2026, 11, 24))


@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2028, 1, 1)])
def test_a_day_outside_the_calendar_is_refused(day: date) -> None:
    questions = (
        ASSUMED_2027.is_working_day,
        ASSUMED_2027.why_off,
        ASSUMED_2027.open_of,
        ASSUMED_2027.close_of,
        ASSUMED_2027.next_working_day,
        ASSUMED_2027.previous_working_day,
        lambda day: ASSUMED_2027.working_days_after(day=day, until=date(2026, 1, 1)),
        lambda day: ASSUMED_2027.working_time_between(start=at(f"{day} 09:00"), end=at("2026-01-01 00:00")),
        lambda day: ASSUMED_2027.add_working_hours(start=at(f"{day} 09:00"), hours=Decimal(1)),
    )
    for question in questions:
        with pytest.raises(OutsideCalendar):
            question(day)


def test_neighbours_beyond_the_ends_are_refused() -> None:
    with pytest.raises(OutsideCalendar):
        ASSUMED_2027.next_working_day(date(2027, 12, 31))
    with pytest.raises(OutsideCalendar):
        ASSUMED_2027.previous_working_day(date(2024, 1, 2))
    with pytest.raises(OutsideCalendar):
        ASSUMED_2027.take_working_hours(end=at("2024-01-02 08:00"), hours=Decimal(1))


def test_working_time_leaves_out_nights_lunch_and_days_off() -> None:
    between = ASSUMED_2027.working_time_between(start=at("2026-11-20 11:00"), end=at("2026-11-25 08:00"))

    assert between == timedelta(hours=0.5 + 4 + 8 + 0.5)
    assert ASSUMED_2027.working_time_between(start=at("2026-11-25 08:00"), end=at("2026-11-20 11:00")) == -between


def test_two_hours_before_an_opening_end_at_the_session_before() -> None:
    assert ASSUMED_2027.take_working_hours(end=at("2026-11-25 09:30"), hours=Decimal(2)) == at("2026-11-25 07:30")
    assert ASSUMED_2027.take_working_hours(end=at("2026-11-25 08:30"), hours=Decimal(2)) == at("2026-11-23 16:30")


def test_saturday_morning_of_reception_is_no_counted_day() -> None:
    office = calendar(week=SATURDAY_MORNING, reception_only=[5], special_days=own_rows())

    received = office.deadline(start=at("2026-11-21 09:00"), allowance=days(3))
    too_late = office.deadline(start=at("2026-11-21 12:00"), allowance=days(3))

    assert received.effective_at == at("2026-11-21 09:00")
    assert received.due_date == date(2026, 11, 26), "the Saturday is the reception day"
    assert too_late.effective_at == at("2026-11-23 07:30")
    assert too_late.due_date == date(2026, 11, 27)
    assert office.deadline(start=at("2026-11-19 09:00"), allowance=days(2)).due_date == date(2026, 11, 23)
    assert office.deadline(start=at("2026-11-21 09:00"), allowance=hours(2)).due_at == at("2026-11-23 09:30")
    assert office.deadline(start=at("2026-11-21 09:00"), allowance=SAME_DAY).due_date == date(2026, 11, 23)
    in_same_time = office.deadline(start=at("2026-11-21 09:00"), allowance=days(1), due_time=DueTime.SAME_TIME)
    assert in_same_time.due_at == at("2026-11-23 17:30"), "a day that does not count has no clock time to keep"


def test_saturday_morning_that_is_worked_counts() -> None:
    office = calendar(week=SATURDAY_MORNING)

    assert office.deadline(start=at("2026-11-20 09:00"), allowance=days(1)).due_at == at("2026-11-21 11:30")
    assert office.deadline(start=at("2026-11-19 09:00"), allowance=days("1.5")).due_at == at("2026-11-21 11:30")


def test_make_up_day_works_the_ordinary_sessions_or_its_own() -> None:
    ordinary = SpecialDay(date=date(2026, 8, 22), kind=DayKind.MAKEUP_WORK, name="Làm bù")
    short = SpecialDay(
        date=date(2026, 8, 22), kind=DayKind.MAKEUP_WORK, name="Làm bù", sessions=Session.from_text("08:00-10:00")
    )

    assert calendar(special_days=[ordinary]).close_of(date(2026, 8, 22)) == at("2026-08-22 17:30")
    assert calendar(special_days=[short]).close_of(date(2026, 8, 22)) == at("2026-08-22 10:00")
    assert calendar(special_days=[ordinary], week=SATURDAY_MORNING).close_of(date(2026, 8, 22)) == at(
        "2026-08-22 17:30"
    )


@pytest.mark.parametrize(
    ("allowance", "due_time", "due", "late"),
    [
        (days(3), DueTime.END_OF_DAY, "2026-11-26 17:30", "2026-11-26 23:59:59.999999"),
        (days(3), DueTime.SAME_TIME, "2026-11-26 09:42", "2026-11-26 09:42"),
        (days("2.5"), DueTime.END_OF_DAY, "2026-11-26 11:30", "2026-11-26 11:30"),
        (days("2.5"), DueTime.SAME_TIME, "2026-11-26 11:30", "2026-11-26 11:30"),
        (days("0.5"), DueTime.END_OF_DAY, "2026-11-23 11:30", "2026-11-23 11:30"),
        (hours(2), DueTime.END_OF_DAY, "2026-11-20 13:42", "2026-11-20 13:42"),
        (calendar_days(4), DueTime.END_OF_DAY, "2026-11-25 17:30", "2026-11-25 23:59:59.999999"),
        (calendar_days(4), DueTime.SAME_TIME, "2026-11-25 09:42", "2026-11-25 09:42"),
        (SAME_DAY, DueTime.END_OF_DAY, "2026-11-20 17:30", "2026-11-20 23:59:59.999999"),
        (SAME_DAY, DueTime.SAME_TIME, "2026-11-20 17:30", "2026-11-20 17:30"),
    ],
)
def test_last_instant_on_time_follows_the_unit_and_the_setting(
    allowance: Allowance, due_time: DueTime, due: str, late: str
) -> None:
    deadline = ASSUMED_2027.deadline(start=at("2026-11-20 09:42"), allowance=allowance, due_time=due_time)

    assert (deadline.due_at, deadline.late_after) == (at(due), at(late))


def test_due_time_may_be_the_plain_value_a_setting_holds() -> None:
    deadline = ASSUMED_2027.deadline(
        start=at("2026-11-20 09:42"),
        allowance=Allowance(Decimal(3), "working_day"),  # type: ignore[arg-type]
        due_time="end_of_day",  # type: ignore[arg-type]
    )

    assert deadline.late_after == at("2026-11-26 23:59:59.999999")


def test_deadline_names_the_days_it_skipped() -> None:
    deadline = ASSUMED_2027.deadline(start=at("2026-11-20 09:42"), allowance=days(3))

    assert deadline.counted == (date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 26))
    assert deadline.skipped == (
        SkippedDay(date=date(2026, 11, 21), reason=DayOff.WEEKEND),
        SkippedDay(date=date(2026, 11, 22), reason=DayOff.WEEKEND),
        SkippedDay(date=date(2026, 11, 24), reason=DayOff.HOLIDAY, name="Ngày Văn hóa Việt Nam"),
    )


def test_deadline_names_the_days_made_up_for_others() -> None:
    deadline = ASSUMED_2027.deadline(start=at("2026-08-21 09:00"), allowance=days(2))

    assert [row.date for row in deadline.made_up] == [date(2026, 8, 22)]


@pytest.mark.parametrize(
    ("start", "is_confirmed"),
    [("2026-12-29 09:00", True), ("2026-12-30 09:00", False), ("2027-02-02 09:00", False)],
)
def test_deadline_past_the_last_announced_day_is_only_expected(start: str, is_confirmed: bool) -> None:
    assert ASSUMED_2027.deadline(start=at(start), allowance=days(2)).confirmed == is_confirmed


def test_deadline_over_an_expected_day_is_only_expected() -> None:
    maybe = SpecialDay(date=date(2026, 11, 23), kind=DayKind.SWAP_OFF, name="Hoán đổi", confirmed=False)
    office = calendar(special_days=[*own_rows(), maybe])

    assert not office.deadline(start=at("2026-11-20 09:00"), allowance=days(1)).confirmed
    assert office.deadline(start=at("2026-11-25 09:00"), allowance=days(1)).confirmed


@pytest.mark.parametrize(
    ("amount", "unit"),
    [
        ("0", Unit.WORKING_DAY),
        ("-1", Unit.WORKING_DAY),
        ("1.25", Unit.WORKING_DAY),
        ("1.5", Unit.CALENDAR_DAY),
        ("0", Unit.CALENDAR_DAY),
        ("0.001", Unit.WORKING_HOUR),
        ("1", Unit.SAME_DAY),
        ("NaN", Unit.WORKING_DAY),
        ("Infinity", Unit.WORKING_HOUR),
    ],
)
def test_an_amount_its_unit_does_not_know_is_refused(amount: str, unit: Unit) -> None:
    with pytest.raises(BadAllowance):
        Allowance(Decimal(amount), unit)


def test_one_day_cannot_be_two_things() -> None:
    holiday = SpecialDay(date=date(2026, 11, 23), kind=DayKind.HOLIDAY, name="Nghỉ")
    worked = SpecialDay(date=date(2026, 11, 23), kind=DayKind.MAKEUP_WORK, name="Làm bù")

    assert calendar(special_days=[holiday, holiday]).why_off(date(2026, 11, 23)) is not None
    with pytest.raises(TwoKindsForOneDay):
        calendar(special_days=[holiday, worked])


def test_hours_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="closes after"):
        Session.from_text("11:30-07:30")
    with pytest.raises(ValueError, match="overlap"):
        calendar(week=(Session.from_text("07:30-11:30,11:00-12:00"),) * 7)
    with pytest.raises(ValueError, match="seven"):
        calendar(week=STANDARD_WEEK[:5])
    with pytest.raises(ValueError, match="only a day that is worked"):
        SpecialDay(
            date=date(2026, 9, 2), kind=DayKind.HOLIDAY, name="Quốc khánh", sessions=Session.from_text("08:00-09:00")
        )


def test_a_zone_that_changes_its_clocks_is_refused() -> None:
    with pytest.raises(ValueError, match="changes its clocks"):
        WorkCalendar.build(
            name="elsewhere",
            first=date(2026, 1, 1),
            last=date(2026, 12, 31),
            week=STANDARD_WEEK,
            special_days=[],
            zone="Europe/Paris",
        )


def test_fingerprint_tells_calendars_apart() -> None:
    extra = SpecialDay(date=date(2026, 11, 23), kind=DayKind.SWAP_OFF, name="Hoán đổi")

    assert calendar(special_days=own_rows()).fingerprint == calendar(special_days=reversed(own_rows())).fingerprint
    assert calendar(special_days=[*own_rows(), extra]).fingerprint != calendar(special_days=own_rows()).fingerprint
    assert (
        calendar(week=SATURDAY_MORNING).fingerprint != calendar(week=SATURDAY_MORNING, reception_only=[5]).fingerprint
    )


def test_a_day_with_hours_of_its_own_is_what_its_weekday_is() -> None:
    morning = Session.from_text("08:00-11:00")
    thursday, saturday, sunday = (
        SpecialDay(date=date(2026, 12, day), kind=DayKind.OWN_HOURS, name="Giờ riêng", sessions=morning)
        for day in (31, 26, 27)
    )
    office = calendar(special_days=[*own_rows(), thursday, saturday, sunday], week=SATURDAY_MORNING, reception_only=[5])

    last_of_the_year = office.deadline(start=at("2026-12-30 14:00"), allowance=days(1))
    on_saturday = office.deadline(start=at("2026-12-26 11:00"), allowance=days(1))
    on_sunday = office.deadline(start=at("2026-12-27 08:30"), allowance=days(1))

    assert (last_of_the_year.due_at, last_of_the_year.made_up) == (at("2026-12-31 11:00"), ())
    assert office.deadline(start=at("2026-12-31 10:00"), allowance=hours(2)).due_at == at("2027-01-04 08:30")
    assert (on_saturday.effective_at, on_saturday.due_date) == (at("2026-12-26 11:00"), date(2026, 12, 28))
    assert (on_sunday.effective_at, on_sunday.due_date) == (at("2026-12-27 08:30"), date(2026, 12, 28))
    assert [day.reason for day in on_saturday.skipped] == [DayOff.WEEKEND]


def test_a_make_up_day_with_hours_of_its_own_counts() -> None:
    short = SpecialDay(
        date=date(2026, 12, 27), kind=DayKind.MAKEUP_WORK, name="Làm bù", sessions=Session.from_text("08:00-11:00")
    )
    office = calendar(special_days=[*own_rows(), short], week=SATURDAY_MORNING, reception_only=[5])

    deadline = office.deadline(start=at("2026-12-26 09:00"), allowance=days(1))

    assert (deadline.due_at, deadline.made_up) == (at("2026-12-27 11:00"), (short,))


def test_hours_of_its_own_must_be_given() -> None:
    with pytest.raises(ValueError, match="none are given"):
        SpecialDay(date=date(2026, 12, 31), kind=DayKind.OWN_HOURS, name="Giờ riêng")


@pytest.mark.parametrize(
    ("opened", "closed"),
    [
        ("2026-11-15 09:00", "2026-11-15 09:01"),
        ("2026-11-13 18:00", "2026-11-13 18:01"),
        ("2026-11-13 18:00", "2026-11-15 20:00"),
    ],
)
@pytest.mark.parametrize("unit", [Unit.WORKING_DAY, Unit.CALENDAR_DAY])
def test_a_stop_in_which_nobody_worked_gives_nothing_back(opened: str, closed: str, unit: Unit) -> None:
    stops = [Stop(opened_at=at(opened), closed_at=at(closed))]

    assert ASSUMED_2027.days_stopped(since=at("2026-11-10 08:00"), stops=stops, unit=unit) == ()
