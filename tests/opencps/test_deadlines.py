"""Where OpenCPS reckons due dates wrong, ours does not. Each test bears the number of the flaw in our study of it."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from apps.dossiers.domain.explanation import Explanation
from apps.dossiers.domain.promise import promise
from apps.dossiers.domain.timeliness import Timeliness, classify
from apps.worktime import STANDARD_WEEK, DayKind, DueTime, Session, SpecialDay, WeekSessions
from tests.worktime.calendars import ASSUMED_2027, at, calendar, days, hours, own_rows

SHORT_WEEK: WeekSessions = (*(Session.from_text("07:30-11:30,13:30-17:00"),) * 5, (), ())


@pytest.mark.parametrize(
    ("amount", "due", "theirs"), [(15, "2026-12-07", "2026-12-08"), (30, "2026-12-28", "2026-12-30")]
)
def test_f1_a_day_is_a_day_whatever_the_hours_of_the_office(amount: int, due: str, theirs: str) -> None:
    """There a day is eight hours, so an office of seven and a half is late by a day every fifteen."""
    received = at("2026-11-16 08:00")

    deadline = calendar(week=SHORT_WEEK).deadline(start=received, allowance=days(amount))

    assert deadline.due_at == at(f"{due} 17:00")
    assert deadline.due_date < date.fromisoformat(theirs)
    assert deadline.due_date == calendar().deadline(start=received, allowance=days(amount)).due_date


def test_f2_a_saturday_morning_ends_when_the_office_closes() -> None:
    """There Saturday's own hours are never found: two and a half days from Thursday end on Saturday at 13:30."""
    office = calendar(week=(*STANDARD_WEEK[:5], Session.from_text("07:30-11:30"), ()))

    deadline = office.deadline(start=at("2026-11-19 08:00"), allowance=days("2.5"))
    in_hours = office.deadline(start=at("2026-11-19 08:00"), allowance=hours(20))

    assert office.close_of(date(2026, 11, 21)) == at("2026-11-21 11:30")
    assert deadline.counted == (date(2026, 11, 20), date(2026, 11, 21))
    assert deadline.due_at == at("2026-11-23 11:30")
    assert in_hours.due_at == at("2026-11-23 08:00"), "seven and a half on Thursday, eight on Friday, four on Saturday"


def test_f3_a_holiday_on_the_reception_day_itself_is_seen() -> None:
    """There a holiday kept at midnight comes before a reception at nine, and is not seen: due on Friday 4/9 at nine."""
    holiday = SpecialDay(date=date(2026, 9, 2), kind=DayKind.HOLIDAY, name="Quốc khánh")

    deadline = calendar(special_days=[holiday]).deadline(start=at("2026-09-02 09:00"), allowance=days(2))

    assert deadline.effective_at == at("2026-09-03 07:30")
    assert deadline.counted == (date(2026, 9, 4), date(2026, 9, 7))
    assert deadline.due_at == at("2026-09-07 17:30")


def test_f4_four_hundred_days_are_not_cut_short() -> None:
    """There the walk ends after 360 days of the calendar: four hundred working days end on 31/12/2026."""
    deadline = ASSUMED_2027.deadline(start=at("2026-01-05 09:00"), allowance=days(400))

    walked = [date(2026, 1, 5) + timedelta(days=n) for n in range(1, (deadline.due_date - date(2026, 1, 5)).days + 1)]
    assert deadline.due_at == at("2027-08-13 17:30")
    assert sum(ASSUMED_2027.is_working_day(day) for day in walked) == 400
    assert len(deadline.counted) == 400
    assert len(deadline.skipped) + 400 == len(walked)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param("2026-11-19 15:55", "2026-11-20 08:15", id="theirs 07:35"),
        pytest.param("2026-11-19 15:50", "2026-11-20 08:10", id="theirs 09:20"),
        pytest.param("2026-11-19 07:55", "2026-11-19 09:45", id="0755 + 0150"),
    ],
)
def test_f5_minutes_are_never_lost(start: str, end: str) -> None:
    """There 07:55 is the number 755, and forty minutes vanish whenever the minutes pass a hundred."""
    office = calendar(week=SHORT_WEEK)

    a_minute_later = office.deadline(start=at(start), allowance=hours("1.85"))

    assert office.working_time_between(start=at(start), end=at(end)) == timedelta(minutes=110)
    assert a_minute_later.due_at == at(end) + timedelta(minutes=1), "1.85 hours are 111 minutes"


@pytest.mark.parametrize(
    ("done", "timeliness"),
    [
        ("2026-11-25 16:30", Timeliness.EARLY),
        ("2026-11-26 07:00", Timeliness.ON_TIME),
        ("2026-11-26 12:59", Timeliness.ON_TIME),
        ("2026-11-26 13:15", Timeliness.ON_TIME),
        ("2026-11-26 23:59:59.999999", Timeliness.ON_TIME),
        ("2026-11-27 00:00", Timeliness.LATE),
    ],
)
def test_f13_early_and_late_are_judged_by_the_offices_own_hours(done: str, timeliness: Timeliness) -> None:
    """There the hours that were set are never read, and a promise that ends at noon or at night makes nothing early."""
    office = calendar(week=(*(Session.from_text("07:00-11:00,14:00-16:30"),) * 5, (), ()), special_days=own_rows())

    deadline = office.deadline(start=at("2026-11-20 09:00"), allowance=days(3))

    assert deadline.due_at == at("2026-11-26 16:30")
    assert classify(done_at=at(done), due_at=deadline.due_at, late_after=deadline.late_after) is timeliness


@pytest.mark.parametrize(
    ("received", "due"),
    [
        pytest.param("2026-11-20 12:10", "2026-11-23 16:30", id="received at noon: effective at 14:00"),
        pytest.param("2026-11-20 19:00", "2026-11-25 16:30", id="received at night: effective on Monday"),
    ],
)
def test_f13_no_promise_ends_in_the_lunch_break_or_at_night(received: str, due: str) -> None:
    office = calendar(week=(*(Session.from_text("07:00-11:00,14:00-16:30"),) * 5, (), ()), special_days=own_rows())

    at_the_close = office.deadline(start=at(received), allowance=days(1))
    same_time = office.deadline(start=at(received), allowance=days(1), due_time=DueTime.SAME_TIME)

    assert at_the_close.due_at == at(due)
    assert same_time.due_at in (at("2026-11-23 14:00"), at("2026-11-25 07:00"))


def test_f19_a_promise_keeps_the_calendar_it_was_made_under_and_can_be_made_anew() -> None:
    """There a later holiday changes nothing, and nobody can say how a date came about."""
    received, allowance = at("2026-11-25 09:00"), days(3)
    decided_late = SpecialDay(date=date(2026, 11, 30), kind=DayKind.SWAP_OFF, name="Nghỉ hoán đổi")
    corrected = calendar(special_days=[*own_rows(), decided_late], name="2027_assumed/2")

    given = promise(received_at=received, allowance=allowance, calendar=ASSUMED_2027)
    anew = promise(received_at=received, allowance=allowance, calendar=corrected)
    kept = Explanation.from_json(json.loads(json.dumps(given.explanation.as_json())))

    assert kept == given.explanation, "read years later, without the calendar of then"
    assert (kept.calendar_name, kept.calendar_fingerprint) == ("2027_assumed", ASSUMED_2027.fingerprint)
    assert kept.sentence().endswith("(thứ Năm 26/11); bỏ 28-29/11 (cuối tuần)")
    assert (given.due_at, anew.due_at) == (at("2026-11-30 17:30"), at("2026-12-01 17:30"))
    assert anew.explanation.calendar_fingerprint == corrected.fingerprint != ASSUMED_2027.fingerprint
    assert "30/11 (Nghỉ hoán đổi)" in anew.explanation.sentence()
