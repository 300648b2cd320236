"""Each change of the calendar is counted, signed and dated; what changes nothing is no change."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from apps.accounts.domain.actor import Actor
from apps.officials.domain.calendar_file import read_calendar
from apps.officials.domain.calendars import CalendarLine, DayEntry, Difference, read_sessions
from apps.officials.models import Agency, CalendarChange, CalendarDay
from apps.officials.selectors import actor_of, calendar_changes, calendar_lines, office_week, work_calendar
from apps.officials.services import calendars
from apps.worktime import STANDARD_WEEK
from tests import factories
from tests.factories import ZONE, Office

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 18, 9, 0, tzinfo=ZONE)
SWAP = CalendarLine(date=date(2026, 11, 23), kind=DayEntry.SWAP_OFF, name="Nghỉ hoán đổi, làm bù 28/11")
MADE_UP = CalendarLine(date=date(2026, 11, 28), kind=DayEntry.MAKEUP_WORK, name="Làm bù cho 23/11")
MORNING = read_sessions("7:30-11:30")


@pytest.fixture
def office() -> Office:
    return factories.office()


@pytest.fixture
def by(office: Office) -> Actor:
    return actor_of(official=office.administrator, at=AT)


def is_worked(agency: Agency, day: date) -> bool:
    return work_calendar(agency=agency, at=AT).is_working_day(day)


def test_a_swap_is_one_change_with_the_name_of_whoever_made_it(office: Office, by: Actor) -> None:
    before = office.agency.calendar_version

    change = calendars.put_calendar_days(agency=office.agency, lines=[MADE_UP, SWAP], by=by, at=AT)

    assert change is not None
    assert (change.version, change.made_by_id, change.made_at) == (before + 1, office.administrator.pk, AT)
    assert [Difference.from_json(one) for one in change.days] == [
        Difference(SWAP.date, None, SWAP),
        Difference(MADE_UP.date, None, MADE_UP),
    ]
    assert (is_worked(office.agency, SWAP.date), is_worked(office.agency, MADE_UP.date)) == (False, True)


def test_the_same_days_again_are_no_change(office: Office, by: Actor) -> None:
    calendars.put_calendar_days(agency=office.agency, lines=[SWAP], by=by, at=AT)
    before = office.agency.calendar_version

    assert calendars.put_calendar_days(agency=office.agency, lines=[SWAP], by=by, at=AT) is None
    assert office.agency.calendar_version == before
    assert CalendarChange.objects.filter(version__gt=before).count() == 0


def test_a_removed_day_is_what_its_weekday_says_and_the_change_remembers_it(office: Office, by: Actor) -> None:
    calendars.put_calendar_days(agency=office.agency, lines=[SWAP], by=by, at=AT)

    change = calendars.remove_calendar_day(agency=office.agency, day=SWAP.date, by=by, at=AT)

    assert change is not None
    assert [Difference.from_json(one) for one in change.days] == [Difference(SWAP.date, SWAP, None)]
    assert is_worked(office.agency, SWAP.date)
    assert calendars.remove_calendar_day(agency=office.agency, day=SWAP.date, by=by, at=AT) is None


def test_an_expected_day_is_confirmed_once(office: Office, by: Actor) -> None:
    expected = date(2027, 2, 4)

    change = calendars.confirm_calendar_day(agency=office.agency, day=expected, by=by, at=AT)

    assert change is not None
    assert calendar_lines(agency_id=office.agency.pk)[expected].is_confirmed
    assert calendars.confirm_calendar_day(agency=office.agency, day=expected, by=by, at=AT) is None


def test_a_year_in_which_a_day_is_only_expected_is_not_confirmed(office: Office, by: Actor) -> None:
    assert work_calendar(agency=office.agency, at=AT).confirmed_until == date(2026, 12, 31)

    for day, line in calendar_lines(agency_id=office.agency.pk, year=2027).items():
        if not line.is_confirmed:
            calendars.confirm_calendar_day(agency=office.agency, day=day, by=by, at=AT)

    assert work_calendar(agency=office.agency, at=AT).confirmed_until == date(2027, 12, 31)


def test_a_slip_of_the_pen_does_not_announce_the_years_up_to_it(office: Office, by: Actor) -> None:
    for day, line in calendar_lines(agency_id=office.agency.pk, year=2027).items():
        if not line.is_confirmed:
            calendars.remove_calendar_day(agency=office.agency, day=day, by=by, at=AT)
    slip = CalendarLine(date=date(2062, 11, 24), kind=DayEntry.HOLIDAY, name="Ngày Văn hóa Việt Nam")
    calendars.put_calendar_days(agency=office.agency, lines=[slip], by=by, at=AT)

    assert work_calendar(agency=office.agency, at=AT).confirmed_until == date(2027, 12, 31)


def test_a_day_may_have_hours_of_its_own(office: Office, by: Actor) -> None:
    short = CalendarLine(
        date=date(2026, 11, 25), kind=DayEntry.OWN_HOURS, name="Họp toàn xã buổi chiều", sessions="07:30-11:30"
    )

    calendars.put_calendar_days(agency=office.agency, lines=[short], by=by, at=AT)

    calendar = work_calendar(agency=office.agency, at=AT)
    assert calendar.is_working_day(short.date)
    assert calendar.close_of(short.date).hour == 11


def test_the_hours_of_the_week_are_a_change_of_the_calendar(office: Office, by: Actor) -> None:
    week = [read_sessions("7:00-11:30, 13:30-17:00")] * 5 + [MORNING, ()]

    change = calendars.set_office_hours(agency=office.agency, week=week, reception_only=frozenset({5}), by=by, at=AT)

    assert change is not None
    assert {one["weekday"] for one in change.hours} == {0, 1, 2, 3, 4, 5}
    assert office_week(agency_id=office.agency.pk) == (tuple(week), frozenset({5}))
    saturday = date(2026, 11, 21)
    calendar = work_calendar(agency=office.agency, at=AT)
    assert not calendar.is_working_day(saturday)
    assert calendar.open_of(saturday).hour == 7


def test_the_ordinary_week_written_down_is_no_change(office: Office, by: Actor) -> None:
    unchanged = calendars.set_office_hours(
        agency=office.agency, week=STANDARD_WEEK, reception_only=frozenset(), by=by, at=AT
    )

    assert unchanged is None


def test_a_file_is_taken_over_once_and_only_its_good_lines(office: Office, by: Actor) -> None:
    file = read_calendar("date,kind,name\n2026-11-23,swap_off,Nghỉ hoán đổi\nhôm qua,holiday,Lễ\n".encode())
    kept = calendars.keep_import(agency=office.agency, file_name="lich.csv", file=file, by=by, at=AT)
    assert not CalendarDay.objects.filter(agency=office.agency, date=SWAP.date).exists()

    changes = [calendars.take_over_import(import_id=kept.pk, by=by, at=AT) for _ in range(2)]

    assert changes[0] is not None
    assert changes[1] is None
    assert CalendarDay.objects.get(agency=office.agency, date=SWAP.date).kind == DayEntry.SWAP_OFF
    assert [change.kind for change in calendar_changes(agency_id=office.agency.pk, limit=9)] == ["imported", "set_up"]
