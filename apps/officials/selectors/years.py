"""What the administrator sees of the calendar: a year of it, a file before it is taken over, what may still come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from apps.core.labels import day, stamp
from apps.officials.domain.calendars import CalendarLine, Difference, differences
from apps.officials.domain.proposals import proposed_days
from apps.officials.labels import ENTRY_LABELS, difference_words, hours_words, line_words, refused_words, weekday_words
from apps.officials.models import Agency, CalendarChange, CalendarImport
from apps.officials.selectors.calendars import calendar_changes, calendar_lines, work_calendar
from apps.worktime import OutsideCalendar

CHANGES_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """One day of the year as it is written down."""

    iso: str
    words: str
    kind: str
    name: str
    hours: str
    papers: tuple[str, ...]
    is_confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One change: who, when, how, and what it did to each day."""

    kind: str
    by: str
    at: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPage:
    """A year of the calendar; `working_days` is None for a year the calendar does not reach."""

    number: int
    days: Sequence[DayRow]
    working_days: int | None
    expected: int
    changes: Sequence[ChangeRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class DryLook:
    """What taking a file over would do now, in words: days that are new, that change, that are there already."""

    id: int
    file_name: str
    new: Sequence[str]
    changed: Sequence[str]
    same: int
    refused: Sequence[tuple[int, str]]
    is_taken: bool
    first_year: int | None


def year_of(*, agency: Agency, year: int, at: datetime) -> YearPage:
    """One year, and the last changes of the whole calendar."""
    lines = calendar_lines(agency_id=agency.pk, year=year)
    return YearPage(
        number=year,
        days=[_day_row(line) for line in lines.values()],
        working_days=_working_days(agency, year, at),
        expected=sum(not line.is_confirmed for line in lines.values()),
        changes=[change_row(change) for change in calendar_changes(agency_id=agency.pk, limit=CHANGES_SHOWN)],
    )


def change_row(change: CalendarChange) -> ChangeRow:
    """A change in words."""
    days = [difference_words(Difference.from_json(one)) for one in change.days]
    return ChangeRow(
        kind=change.get_kind_display(),
        by=change.made_by.name if change.made_by else "",
        at=stamp(change.made_at),
        lines=(*days, *(weekday_words(**one) for one in change.hours)),
    )


def dry_look(*, kept: CalendarImport) -> DryLook:
    """The file against the calendar as it is now."""
    lines = [CalendarLine.from_json(line) for line in kept.lines]
    changes = differences(stored=calendar_lines(agency_id=kept.agency_id), wanted=lines)
    return DryLook(
        id=kept.pk,
        file_name=kept.file_name,
        new=[f"{day(one.date)}: {line_words(one.after)}" for one in changes if one.after and not one.before],
        changed=[difference_words(one) for one in changes if one.before],
        same=len(lines) - len(changes),
        refused=[
            (one["number"], refused_words(why=one["why"], said=one["said"], other=one["other"])) for one in kept.refused
        ],
        is_taken=kept.taken_at is not None,
        first_year=lines[0].date.year if lines else None,
    )


def unwritten_proposals(*, agency_id: int, year: int) -> list[CalendarLine]:
    """The expected days of a year that the calendar says nothing about."""
    known = calendar_lines(agency_id=agency_id, year=year)
    return [line for line in proposed_days(year=year) if line.date not in known]


def _day_row(line: CalendarLine) -> DayRow:
    return DayRow(
        iso=line.date.isoformat(),
        words=day(line.date),
        kind=str(ENTRY_LABELS[line.kind]),
        name=line.name,
        hours=hours_words(line.sessions) if line.sessions else "",
        papers=tuple(dict.fromkeys(text for text in (line.basis, line.source) if text)),
        is_confirmed=line.is_confirmed,
    )


def _working_days(agency: Agency, year: int, at: datetime) -> int | None:
    try:
        return work_calendar(agency=agency, at=at).working_days_after(
            day=date(year - 1, 12, 31), until=date(year, 12, 31)
        )
    except OutsideCalendar:
        return None
