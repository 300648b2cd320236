"""When the office works."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from apps.officials.domain.calendars import CalendarLine, DayEntry, read_sessions
from apps.officials.models import (
    Agency,
    CalendarChange,
    CalendarDay,
    OfficeHours,
)
from apps.worktime import STANDARD_WEEK, DayKind, Session, SpecialDay, WeekSessions, WorkCalendar

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
# A calendar spans the longest periods (400 days) on both sides of anything still open.
FIRST_YEARS_BEFORE, LAST_YEARS_AFTER = 3, 3


def work_calendar(*, agency: Agency, at: datetime) -> WorkCalendar:
    """The agency's working time around `at`, built once per version of its calendar and year."""
    return _calendar(agency.pk, agency.calendar_version, agency.code, at.astimezone(ZONE).year)


@lru_cache(maxsize=64)
def _calendar(agency_id: int, version: int, code: str, year: int) -> WorkCalendar:
    week, reception_only = office_week(agency_id=agency_id)
    lines = calendar_lines(agency_id=agency_id).values()
    return WorkCalendar.build(
        name=f"{code}/{version}",
        first=date(year - FIRST_YEARS_BEFORE, 1, 1),
        last=date(year + LAST_YEARS_AFTER, 12, 31),
        week=week,
        special_days=[_special(line) for line in lines],
        confirmed_until=confirmed_until(lines),
        reception_only=reception_only,
    )


def _special(line: CalendarLine) -> SpecialDay:
    return SpecialDay(
        date=line.date,
        kind=DayKind(line.kind.value),
        name=line.name,
        basis=line.basis,
        confirmed=line.is_confirmed,
        sessions=read_sessions(line.sessions) or None,
    )


def confirmed_until(lines: Collection[CalendarLine]) -> date | None:
    """The last day of the last year in which nothing is merely expected.

    A year that follows upon none, such as a slip of the pen for this one, announces nothing.
    """
    expected = [line.date.year for line in lines if not line.is_confirmed]
    if expected:
        return date(min(expected) - 1, 12, 31)
    years = {line.date.year for line in lines}
    return date(max(year for year in years if year - 1 in years or year == min(years)), 12, 31) if years else None


def office_week(*, agency_id: int) -> tuple[WeekSessions, frozenset[int]]:
    """The sessions of each weekday, Monday first, and the weekdays that only take papers in.

    The ordinary week where the office wrote none down.
    """
    sessions: dict[int, list[Session]] = defaultdict(list)
    reception_only = set()
    for hours in OfficeHours.objects.filter(agency_id=agency_id).order_by("weekday", "opens_at"):
        sessions[hours.weekday].append(Session(opens=hours.opens_at, closes=hours.closes_at))
        if hours.reception_only:
            reception_only.add(hours.weekday)
    if not sessions:
        return STANDARD_WEEK, frozenset()
    return tuple(tuple(sessions[weekday]) for weekday in range(7)), frozenset(reception_only)


def calendar_lines(*, agency_id: int, year: int | None = None) -> dict[date, CalendarLine]:
    """The days of the calendar that are not what their weekday says, in order; of one year or of all."""
    days = CalendarDay.objects.filter(agency_id=agency_id).order_by("date")
    return {day.date: line_of(day) for day in (days.filter(date__year=year) if year else days)}


def line_of(day: CalendarDay) -> CalendarLine:
    """A row as the value the law of calendars reads."""
    return CalendarLine(
        date=day.date,
        kind=DayEntry(day.kind),
        name=day.name,
        basis=day.basis,
        source=day.source,
        is_confirmed=day.is_confirmed,
        sessions=day.sessions,
    )


def calendar_changes(*, agency_id: int, limit: int) -> list[CalendarChange]:
    """What was changed last, newest first."""
    changes = CalendarChange.objects.filter(agency_id=agency_id).select_related("made_by")
    return list(changes.order_by("-version")[:limit])
