"""A calendar laid out once, one row a day, so that every later question is a look-up or one bisection."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from apps.worktime.days import (
    WITH_SESSIONS,
    DayKind,
    DayOff,
    Session,
    SkippedDay,
    SpecialDay,
    WeekSessions,
    checked_sessions,
)

DAY = timedelta(days=1)
LAST_MOMENT = time(23, 59, 59, 999999)


class Stop(NamedTuple):
    """A stretch in which the clock stood still."""

    opened_at: datetime
    closed_at: datetime


class TwoKindsForOneDay(ValueError):
    """One day was listed twice, as different things; `lines` are theirs where the days came from a file."""

    def __init__(self, *, first: SpecialDay, second: SpecialDay, lines: tuple[int, ...] = ()) -> None:
        super().__init__(f"{first.date}: {first.kind}, {second.kind}")
        self.first = first
        self.second = second
        self.lines = lines


class Door(NamedTuple):
    """A session of one day; its bounds also as lengths, since to subtract a midnight is the quickest way in."""

    opens: timedelta
    closes: timedelta
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Day numbers count from the first day, lengths from its midnight; a working day also has its rank among them."""

    midnight: datetime
    doors: list[tuple[Door, ...]]  # per day: when papers are taken in
    next_doors: list[tuple[datetime, int] | None]  # per day: the first opening of a later day, and its number
    rank: list[int]  # per day: working days from the first day up to and including it
    expected: list[int]  # per day: unconfirmed rows from the first day up to and including it
    days: list[date]  # per rank: the working day
    first_closes: list[datetime]  # per rank: the end of its first session
    closes: list[datetime]  # per rank: the end of its last session
    ends: list[datetime]  # per rank: its last microsecond
    opens: list[timedelta]  # per worked session, in order: its opening
    worked_before: list[timedelta]  # per worked session: working time up to its opening
    worked_after: list[timedelta]  # per worked session: working time up to its close
    off: list[SkippedDay]  # the days that do not count, in order
    made_up: list[SpecialDay]  # the days worked by a row that their weekday would not be, in order


@lru_cache(maxsize=64)
def lay_out(
    *,
    first: date,
    last: date,
    week: WeekSessions,
    special_days: tuple[SpecialDay, ...],
    reception_only: frozenset[int],
    zone: timezone,
) -> Tables:
    """The tables of a calendar from its first to its last day; offices that work the same days share them."""
    special = {row.date: row for row in special_days}
    midnight = datetime.combine(first, time(), zone)
    t = Tables(midnight, [], [], [], [], [], [], [], [], [], [], [], [], [])
    ordinary = next((week[weekday] for weekday in range(7) if week[weekday] and weekday not in reception_only), ())
    worked = timedelta()
    expected = 0
    for number in range((last - first).days + 1):
        day = first + number * DAY
        row = special.get(day)
        sessions, is_worked = _sessions(row, week[day.weekday()], ordinary, day.weekday() in reception_only)
        doors = tuple(_door(midnight, day, session) for session in sessions)
        expected += row is not None and not row.confirmed
        if is_worked:
            t.days.append(day)
            t.first_closes.append(doors[0].closes_at)
            t.closes.append(doors[-1].closes_at)
            t.ends.append(datetime.combine(day, LAST_MOMENT, zone))
            for door in doors:
                t.opens.append(door.opens)
                t.worked_before.append(worked)
                worked += door.closes - door.opens
                t.worked_after.append(worked)
            if row is not None and not (week[day.weekday()] and day.weekday() not in reception_only):
                t.made_up.append(row)
        else:
            t.off.append(_skipped(day, row))
        t.doors.append(doors)
        t.rank.append(len(t.days))
        t.expected.append(expected)
    following = None
    for number in reversed(range(len(t.doors))):
        t.next_doors.append(following)
        following = (t.doors[number][0].opens_at, number) if t.doors[number] else following
    t.next_doors.reverse()
    return t


def _door(midnight: datetime, day: date, session: Session) -> Door:
    opens_at = datetime.combine(day, session.opens, midnight.tzinfo)
    closes_at = datetime.combine(day, session.closes, midnight.tzinfo)
    return Door(opens_at - midnight, closes_at - midnight, opens_at, closes_at)


def _sessions(
    row: SpecialDay | None, usual: tuple[Session, ...], ordinary: tuple[Session, ...], is_reception_only: bool
) -> tuple[tuple[Session, ...], bool]:
    """A day's opening hours, and whether it counts as a working day."""
    if row is None or row.kind is DayKind.OWN_HOURS:
        return (row and row.sessions) or usual, bool(usual) and not is_reception_only
    if row.kind is not DayKind.MAKEUP_WORK:
        return (), False
    sessions = row.sessions or ordinary
    return sessions, bool(sessions)


def _skipped(day: date, row: SpecialDay | None) -> SkippedDay:
    if row is None or row.kind in WITH_SESSIONS:
        return SkippedDay(date=day, reason=DayOff.WEEKEND)
    return SkippedDay(date=day, reason=DayOff(row.kind.value), name=row.name, confirmed=row.confirmed)


def by_date(special_days: Iterable[SpecialDay]) -> dict[date, SpecialDay]:
    """The rows by day; the same row twice is one, two kinds for one day are refused."""
    special: dict[date, SpecialDay] = {}
    for row in special_days:
        known = special.setdefault(row.date, row)
        if known.kind is not row.kind:
            raise TwoKindsForOneDay(first=known, second=row)
    return special


def checked_week(week: WeekSessions) -> WeekSessions:
    """The week with its sessions in order. Raises ValueError if they overlap or the weekdays are not seven."""
    if len(week) != 7:
        raise ValueError("a week has seven days")
    return tuple(checked_sessions(sessions) for sessions in week)


@lru_cache(maxsize=64)
def fixed_offset(*, zone: str, first: date, last: date) -> timezone:
    """The zone as one offset, exact for Asia/Ho_Chi_Minh (+07:00 since 1975) and several times faster to reckon with.

    Raises ValueError for a zone or a time that changes its clocks: this arithmetic would be wrong there.
    """
    moments = (datetime.combine(first + n * DAY, time(12), ZoneInfo(zone)) for n in range((last - first).days + 1))
    offsets = {moment.utcoffset() for moment in moments}
    if len(offsets) != 1:
        raise ValueError(f"{zone} changes its clocks between {first} and {last}")
    return timezone(offsets.pop() or timedelta(), zone)


def fingerprint(*parts: object) -> str:
    """A short digest of everything that decides a date, kept with each promise."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
