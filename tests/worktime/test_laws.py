"""What is true of every period, whatever its length and whenever it starts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from apps.worktime import Allowance, DayKind, DueTime, OutsideCalendar, SpecialDay, Unit, WorkCalendar
from tests.worktime.calendars import ASSUMED_2027, MOTLEY, SAME_DAY, at, calendar, calendar_days, days, hours, own_rows

FROM, UNTIL = at("2024-06-01 00:00"), at("2026-12-31 00:00")
starts = st.integers(0, int((UNTIL - FROM).total_seconds())).map(lambda seconds: FROM + timedelta(seconds=seconds))
due_times = st.sampled_from(DueTime)
whole_days = st.integers(1, 60)
half_days = st.integers(1, 60).map(lambda halves: days(str(Decimal(halves) / 2)))
hundredths = st.integers(1, 20_000).map(lambda hundredth: hours(str(Decimal(hundredth) / 100)))
allowances = st.one_of(half_days, hundredths, st.integers(1, 90).map(calendar_days), st.just(SAME_DAY))

calendars = st.sampled_from([ASSUMED_2027, MOTLEY, calendar(special_days=own_rows(), reception_only=[1])])


@given(calendars, starts, allowances, due_times)
def test_a_promise_ends_within_opening_hours_of_a_working_day(
    office: WorkCalendar, start: datetime, allowance: Allowance, due_time: DueTime
) -> None:
    deadline = office.deadline(start=start, allowance=allowance, due_time=due_time)

    assert office.is_working_day(deadline.due_date)
    assert office.effective_start(deadline.due_at) == deadline.due_at
    assert start <= deadline.effective_at <= deadline.due_at <= deadline.late_after


@given(calendars, starts, whole_days, due_times)
def test_days_end_on_a_later_day_and_strictly_later_the_more_there_are(
    office: WorkCalendar, start: datetime, amount: int, due_time: DueTime
) -> None:
    deadlines = [office.deadline(start=start, allowance=days(amount + more), due_time=due_time) for more in range(2)]

    assert deadlines[0].due_date > deadlines[0].reception_date
    assert deadlines[0].due_at < deadlines[1].due_at
    assert deadlines[0].late_after < deadlines[1].late_after


@given(calendars, starts, st.integers(1, 119))
def test_half_a_day_more_ends_later(office: WorkCalendar, start: datetime, halves: int) -> None:
    less, more = (office.deadline(start=start, allowance=days(str(Decimal(n) / 2))) for n in (halves, halves + 1))

    assert less.due_at <= more.due_at, "equal where the day has one session"
    assert less.late_after < more.late_after


@given(calendars, starts, st.integers(1, 90), st.integers(1, 30), due_times, st.sampled_from([hours, calendar_days]))
def test_more_of_any_unit_never_ends_earlier(
    office: WorkCalendar, start: datetime, amount: int, more: int, due_time: DueTime, unit: Callable[[int], Allowance]
) -> None:
    less, rather_more = (
        office.deadline(start=start, allowance=unit(length), due_time=due_time) for length in (amount, amount + more)
    )

    assert less.due_at <= rather_more.due_at
    assert less.late_after <= rather_more.late_after
    if unit is hours:
        assert less.due_at < rather_more.due_at


@given(calendars, starts, whole_days, whole_days, due_times)
def test_days_add_up(office: WorkCalendar, start: datetime, first: int, second: int, due_time: DueTime) -> None:
    in_one = office.deadline(start=start, allowance=days(first + second), due_time=due_time)

    halfway = office.deadline(start=start, allowance=days(first), due_time=due_time)
    in_two = office.deadline(start=halfway.due_at, allowance=days(second), due_time=due_time)

    if due_time is DueTime.END_OF_DAY or office is ASSUMED_2027:
        assert (in_two.due_at, in_two.late_after) == (in_one.due_at, in_one.late_after)
    else:  # where days have different hours the same clock time may not exist on the day between
        assert in_two.due_date == in_one.due_date


@given(calendars, starts, hundredths, hundredths)
def test_hours_add_up(office: WorkCalendar, start: datetime, first: Allowance, second: Allowance) -> None:
    in_one = office.add_working_hours(start=start, hours=first.amount + second.amount)

    halfway = office.add_working_hours(start=start, hours=first.amount)
    in_two = office.add_working_hours(start=halfway, hours=second.amount)

    assert in_two == in_one
    assert office.working_time_between(start=start, end=in_one) == timedelta(hours=float(first.amount + second.amount))


@given(calendars, starts, hundredths)
def test_hours_can_be_taken_back(office: WorkCalendar, start: datetime, length: Allowance) -> None:
    end = office.add_working_hours(start=start, hours=length.amount)

    begin = office.take_working_hours(end=end, hours=length.amount)

    assert office.working_time_between(start=begin, end=end) == timedelta(hours=float(length.amount))
    assert office.effective_start(begin) == begin


@given(starts, st.integers(1, 239), st.booleans(), st.integers(1, 30))
def test_eight_hours_are_a_day_inside_a_session(start: datetime, minute: int, afternoon: bool, count: int) -> None:
    day = ASSUMED_2027.next_working_day(start.date())
    inside = at(f"{day} {'13:30' if afternoon else '07:30'}") + timedelta(minutes=minute)

    later = ASSUMED_2027.add_working_hours(start=inside, hours=Decimal(8 * count))

    assert later.time() == inside.time()
    assert ASSUMED_2027.working_days_after(day=day, until=later.date()) == count


@pytest.mark.parametrize(
    ("start", "end"), [("2026-11-20 07:30", "2026-11-20 17:30"), ("2026-11-20 13:30", "2026-11-23 11:30")]
)
def test_eight_hours_from_an_opening_end_with_the_session_before_it(start: str, end: str) -> None:
    assert ASSUMED_2027.add_working_hours(start=at(start), hours=Decimal(8)) == at(end)


@given(starts, allowances, due_times, st.dates(date(2024, 6, 1), date(2027, 6, 30)))
def test_another_holiday_never_brings_a_promise_forward(
    start: datetime, allowance: Allowance, due_time: DueTime, holiday: date
) -> None:
    assume(holiday not in {row.date for row in own_rows()})
    extra = SpecialDay(date=holiday, kind=DayKind.HOLIDAY, name="Nghỉ đột xuất")

    before = ASSUMED_2027.deadline(start=start, allowance=allowance, due_time=due_time)
    after = calendar(special_days=[*own_rows(), extra]).deadline(start=start, allowance=allowance, due_time=due_time)

    assert before.due_at <= after.due_at
    assert before.late_after <= after.late_after


@given(calendars, starts, st.timedeltas(timedelta(), timedelta(days=20)), allowances, due_times)
def test_a_later_reception_never_ends_earlier(
    office: WorkCalendar, start: datetime, later: timedelta, allowance: Allowance, due_time: DueTime
) -> None:
    assume(office is not MOTLEY or due_time is DueTime.END_OF_DAY)
    first = office.deadline(start=start, allowance=allowance, due_time=due_time)
    second = office.deadline(start=start + later, allowance=allowance, due_time=due_time)

    assert first.due_at <= second.due_at
    assert first.late_after <= second.late_after


@given(calendars, starts, allowances, due_times)
def test_days_counted_and_skipped_are_the_days_of_the_period(
    office: WorkCalendar, start: datetime, allowance: Allowance, due_time: DueTime
) -> None:
    deadline = office.deadline(start=start, allowance=allowance, due_time=due_time)
    skipped = [day.date for day in deadline.skipped]

    assert len(deadline.counted) == allowance.whole * (allowance.unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY))
    assert skipped == sorted(skipped)
    assert not set(skipped) & set(deadline.counted)
    assert not any(office.is_working_day(day) for day in skipped)
    if allowance.unit is Unit.WORKING_DAY and not allowance.has_half:
        span = (deadline.due_date - deadline.reception_date).days
        assert len(skipped) + len(deadline.counted) == span


@pytest.mark.parametrize("allowance", [days(1), days("0.5"), hours(1), calendar_days(1), SAME_DAY])
@pytest.mark.parametrize("start", ["2023-12-31 23:59", "2027-12-31 17:31", "2028-01-01 00:00"])
def test_a_start_outside_the_calendar_is_refused(start: str, allowance: Allowance) -> None:
    with pytest.raises(OutsideCalendar):
        ASSUMED_2027.deadline(start=at(start), allowance=allowance)


@given(starts, st.integers(0, 100_000), st.sampled_from([days, hours, calendar_days]))
def test_a_period_beyond_the_calendar_is_refused(start: datetime, more: int, unit: Callable[[int], Allowance]) -> None:
    with pytest.raises(OutsideCalendar):
        ASSUMED_2027.deadline(start=start, allowance=unit(10_000 + more))
