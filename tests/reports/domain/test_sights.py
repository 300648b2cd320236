"""Bands of time left, in working days of the office."""

from __future__ import annotations

from datetime import date, datetime

from apps.dossiers.domain.timeliness import VIETNAM
from apps.reports.domain.sights import OF_A_MONTH, Sight, marks
from apps.worktime import STANDARD_WEEK, DayKind, SpecialDay, WorkCalendar

CULTURE_DAY = SpecialDay(date=date(2026, 11, 24), kind=DayKind.HOLIDAY, name="Ngày Văn hóa Việt Nam")
CALENDAR = WorkCalendar.build(
    name="thử", first=date(2026, 1, 1), last=date(2026, 12, 31), week=STANDARD_WEEK, special_days=[CULTURE_DAY]
)


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=VIETNAM)


def test_bands_jump_over_the_weekend_and_the_holiday() -> None:
    friday = at(20, 10)

    found = marks(now=friday, calendar=CALENDAR)

    assert found.long_ago == at(17)  # three working days late: due on Tuesday
    assert found.now == friday
    assert found.today == at(21)
    assert found.risk == at(24)  # Monday is the next working day
    assert found.near == at(26)  # Monday and Wednesday; Tuesday is a holiday
    assert found.week == datetime(2026, 12, 1, tzinfo=VIETNAM)


def test_bands_on_a_day_off_start_from_the_next_working_day() -> None:
    found = marks(now=at(22, 7), calendar=CALENDAR)

    assert found.today == at(23)
    assert found.risk == at(24)
    assert found.long_ago == at(18)


def test_every_sight_has_an_address_of_its_own() -> None:
    assert len({sight.value for sight in Sight}) == len(Sight)
    assert set(Sight) > OF_A_MONTH
