"""Calendars the legal examples are reckoned on, and short ways to write instants and allowances."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from apps.worktime import (
    STANDARD_WEEK,
    Allowance,
    DayKind,
    Session,
    SpecialDay,
    Unit,
    WeekSessions,
    WorkCalendar,
    special_days_from_csv,
)

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OWN_ROWS = Path(__file__).parents[2] / "apps" / "officials" / "data" / "calendar_2024_2027.csv"


def own_rows() -> tuple[SpecialDay, ...]:
    """The calendar rows the project carries."""
    return special_days_from_csv(OWN_ROWS.read_text(encoding="utf-8").splitlines())


def calendar(
    *,
    special_days: Iterable[SpecialDay] = (),
    week: WeekSessions = STANDARD_WEEK,
    reception_only: Iterable[int] = (),
    name: str = "test",
) -> WorkCalendar:
    """A calendar of 2024 to 2027, announced up to the end of 2026."""
    return WorkCalendar.build(
        name=name,
        first=date(2024, 1, 1),
        last=date(2027, 12, 31),
        week=week,
        special_days=special_days,
        confirmed_until=date(2026, 12, 31),
        reception_only=reception_only,
    )


# 2027 as nobody has announced it yet: Tết 4 to 10 February, 3 September off.
ASSUMED_2027 = calendar(special_days=own_rows(), name="2027_assumed")

# An office with a short Wednesday, a worked Saturday morning and a make-up Sunday with hours of its own; one Thursday
# that opens only in the afternoon, and a Sunday on which it takes papers in.
MOTLEY_WEEK: WeekSessions = (
    Session.from_text("07:00-11:30,13:30-17:00"),
    Session.from_text("07:00-11:30,13:30-17:00"),
    Session.from_text("08:00-11:00"),
    Session.from_text("07:00-11:30,13:30-17:00"),
    Session.from_text("07:00-09:00,09:30-11:30,13:30-17:00"),
    Session.from_text("07:30-11:30"),
    (),
)
MOTLEY = calendar(
    week=MOTLEY_WEEK,
    special_days=[
        SpecialDay(
            date=date(2026, 3, 1),
            kind=DayKind.MAKEUP_WORK,
            name="Làm bù",
            sessions=Session.from_text("09:00-10:00,20:00-21:00"),
        ),
        *(
            SpecialDay(date=day, kind=DayKind.OWN_HOURS, name="Giờ riêng", sessions=Session.from_text(hours))
            for day, hours in ((date(2026, 3, 5), "13:00-16:00"), (date(2026, 5, 10), "08:00-10:00"))
        ),
        *own_rows(),
    ],
)


def at(text: str) -> datetime:
    """An instant from local wall time: at("2026-11-20 09:42")."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def days(amount: str | int) -> Allowance:
    """So many working days."""
    return Allowance(Decimal(amount), Unit.WORKING_DAY)


def hours(amount: str | int) -> Allowance:
    """So many working hours."""
    return Allowance(Decimal(amount), Unit.WORKING_HOUR)


def calendar_days(amount: int) -> Allowance:
    """So many calendar days."""
    return Allowance(Decimal(amount), Unit.CALENDAR_DAY)


SAME_DAY = Allowance(Decimal(0), Unit.SAME_DAY)
