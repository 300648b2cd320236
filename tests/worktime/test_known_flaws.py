"""Mistakes another one-stop system makes, numbered as in our study of it; ours must not."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from apps.worktime import STANDARD_WEEK, DayKind, Session, SpecialDay, WeekSessions
from tests.worktime.calendars import ASSUMED_2027, at, calendar, days, own_rows

SHORT_WEEK: WeekSessions = (*(Session.from_text("07:30-11:30,13:30-17:00"),) * 5, (), ())


def test_f1_a_day_is_a_day_whatever_the_hours_of_the_office() -> None:
    short = calendar(week=SHORT_WEEK, special_days=own_rows())

    for amount in (15, 30):
        received = at("2026-11-16 08:00")
        assert (
            short.deadline(start=received, allowance=days(amount)).due_date
            == ASSUMED_2027.deadline(start=received, allowance=days(amount)).due_date
        )
    assert short.deadline(start=at("2026-11-16 08:00"), allowance=days(15)).due_at == at("2026-12-08 17:00")


def test_f2_saturday_morning_ends_when_the_office_closes() -> None:
    office = calendar(week=(*STANDARD_WEEK[:5], Session.from_text("07:30-11:30"), ()))

    deadline = office.deadline(start=at("2026-11-19 08:00"), allowance=days("2.5"))

    assert deadline.counted == (date(2026, 11, 20), date(2026, 11, 21))
    assert deadline.due_at == at("2026-11-23 11:30")
    assert office.close_of(date(2026, 11, 21)) == at("2026-11-21 11:30")


def test_f3_a_holiday_on_the_reception_day_itself_is_seen() -> None:
    holiday = SpecialDay(date=date(2026, 9, 2), kind=DayKind.HOLIDAY, name="Quốc khánh")

    deadline = calendar(special_days=[holiday]).deadline(start=at("2026-09-02 09:00"), allowance=days(2))

    assert deadline.effective_at == at("2026-09-03 07:30")
    assert deadline.due_date == date(2026, 9, 7)


def test_f4_four_hundred_days_are_not_cut_short() -> None:
    deadline = ASSUMED_2027.deadline(start=at("2026-01-05 09:00"), allowance=days(400))

    assert deadline.due_date > date(2026, 12, 31)
    assert len(deadline.counted) == 400
    assert ASSUMED_2027.working_days_after(day=date(2026, 1, 5), until=deadline.due_date) == 400
    walked = [date(2026, 1, 5) + timedelta(days=n) for n in range(1, (deadline.due_date - date(2026, 1, 5)).days + 1)]
    assert sum(ASSUMED_2027.is_working_day(day) for day in walked) == 400


def test_f5_minutes_are_never_lost() -> None:
    short = calendar(week=SHORT_WEEK)

    assert short.working_time_between(start=at("2026-11-19 15:55"), end=at("2026-11-20 08:15")) == timedelta(
        minutes=110
    )
    assert short.working_time_between(start=at("2026-11-19 15:50"), end=at("2026-11-20 08:10")) == timedelta(
        minutes=110
    )
    assert short.add_working_hours(start=at("2026-11-19 15:55"), hours=Decimal("1.85")) == at("2026-11-20 08:16")
