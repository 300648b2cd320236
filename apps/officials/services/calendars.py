"""Changes to an office's working time. Each that changes anything counts the version up and says who made it.

Whatever was promised under an older version keeps its day: `desk` lists what a change would move, a leader decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F

from apps.accounts.domain.actor import SYSTEM, Actor
from apps.officials.domain.calendar_file import CalendarFile, read_calendar
from apps.officials.domain.calendars import CalendarLine, Difference, differences, sessions_text
from apps.officials.models import Agency, CalendarChange, CalendarDay, CalendarImport, OfficeHours
from apps.officials.selectors import calendar_lines, line_of, office_week
from apps.worktime import Session

OWN_CALENDAR = Path(__file__).parent.parent / "data" / "calendar_2024_2027.csv"
Kind = CalendarChange.Kind


@transaction.atomic
def put_calendar_days(
    *, agency: Agency, lines: Iterable[CalendarLine], by: Actor, at: datetime, kind: Kind = Kind.ENTERED
) -> CalendarChange | None:
    """Add or correct days; None when all of them are there already."""
    _hold(agency)
    changed = differences(stored=calendar_lines(agency_id=agency.pk), wanted=lines)
    CalendarDay.objects.bulk_create(
        [CalendarDay(agency=agency, **_fields(one.after)) for one in changed if one.after],
        update_conflicts=True,
        unique_fields=["agency", "date"],
        update_fields=["kind", "name", "basis", "source", "is_confirmed", "sessions"],
    )
    return _changed(agency=agency, kind=kind, by=by, at=at, days=changed)


@transaction.atomic
def remove_calendar_day(*, agency: Agency, day: date, by: Actor, at: datetime) -> CalendarChange | None:
    """The day is again what its weekday says; None when it is already."""
    _hold(agency)
    row = CalendarDay.objects.filter(agency=agency, date=day).first()
    if row is None:
        return None
    row.delete()
    return _changed(agency=agency, kind=Kind.REMOVED, by=by, at=at, days=[Difference(day, line_of(row), None)])


@transaction.atomic
def confirm_calendar_day(*, agency: Agency, day: date, by: Actor, at: datetime) -> CalendarChange | None:
    """An expected day has been announced; None when it is confirmed already or gone."""
    _hold(agency)
    row = CalendarDay.objects.filter(agency=agency, date=day, is_confirmed=False).first()
    if row is None:
        return None
    before = line_of(row)
    row.is_confirmed = True
    row.save(update_fields=["is_confirmed"])
    return _changed(agency=agency, kind=Kind.CONFIRMED, by=by, at=at, days=[Difference(day, before, line_of(row))])


@transaction.atomic
def set_office_hours(
    *,
    agency: Agency,
    week: Sequence[Sequence[Session]],
    reception_only: frozenset[int],
    by: Actor,
    at: datetime,
) -> CalendarChange | None:
    """The sessions of each weekday, Monday first, and the weekdays that only take papers in; None for no change."""
    _hold(agency)
    before = _week_words(*office_week(agency_id=agency.pk))
    after = _week_words(week, reception_only)
    changed = [
        {"weekday": weekday, "before": before[weekday], "after": after[weekday]}
        for weekday in range(7)
        if before[weekday] != after[weekday]
    ]
    if not changed:
        return None
    OfficeHours.objects.filter(agency=agency).delete()
    OfficeHours.objects.bulk_create(
        OfficeHours(
            agency=agency,
            weekday=weekday,
            opens_at=session.opens,
            closes_at=session.closes,
            reception_only=weekday in reception_only,
        )
        for weekday, sessions in enumerate(week)
        for session in sessions
    )
    return _changed(agency=agency, kind=Kind.HOURS, by=by, at=at, hours=changed)


def keep_import(*, agency: Agency, file_name: str, file: CalendarFile, by: Actor, at: datetime) -> CalendarImport:
    """A file that was read, kept to be looked at before anything changes."""
    return CalendarImport.objects.create(
        agency=agency,
        file_name=file_name[:200],
        lines=[line.as_json() for line in file.lines],
        refused=[
            {"number": one.number, "why": one.why.value, "said": one.said, "other": one.other} for one in file.refused
        ],
        read_by_id=by.id,
        read_at=at,
    )


@transaction.atomic
def take_over_import(*, import_id: int, by: Actor, at: datetime) -> CalendarChange | None:
    """Every good line of the file becomes a day of the calendar, once; None when that changes nothing any more."""
    kept = CalendarImport.objects.select_for_update(of=("self",)).select_related("agency").get(pk=import_id)
    if kept.taken_at is not None:
        return None
    kept.taken_at = at
    kept.save(update_fields=["taken_at"])
    lines = [CalendarLine.from_json(line) for line in kept.lines]
    return put_calendar_days(agency=kept.agency, lines=lines, by=by, at=at, kind=Kind.IMPORTED)


def load_own_calendar(*, agency: Agency, at: datetime) -> CalendarChange | None:
    """The days 2024–2027 this project carries, as rows the office may correct."""
    lines = read_calendar(OWN_CALENDAR.read_bytes()).lines
    return put_calendar_days(agency=agency, lines=lines, by=SYSTEM, at=at, kind=Kind.SET_UP)


def _hold(agency: Agency) -> None:
    """One change of a calendar at a time."""
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)


def _changed(
    *,
    agency: Agency,
    kind: Kind,
    by: Actor,
    at: datetime,
    days: Sequence[Difference] = (),
    hours: Sequence[dict[str, Any]] = (),
) -> CalendarChange | None:
    if not days and not hours:
        return None
    Agency.objects.filter(pk=agency.pk).update(calendar_version=F("calendar_version") + 1)
    agency.refresh_from_db(fields=["calendar_version"])
    return CalendarChange.objects.create(
        agency=agency,
        version=agency.calendar_version,
        kind=kind,
        days=[one.as_json() for one in days],
        hours=list(hours),
        made_by_id=by.id if by.is_official else None,
        made_at=at,
    )


def _fields(line: CalendarLine) -> dict[str, Any]:
    return {**line.as_json(), "date": line.date}


def _week_words(week: Sequence[Sequence[Session]], reception_only: frozenset[int]) -> list[dict[str, Any]]:
    return [
        {"sessions": sessions_text(sessions), "reception_only": weekday in reception_only}
        for weekday, sessions in enumerate(week)
    ]
