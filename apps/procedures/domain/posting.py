"""Where a wording of the law has to be shown to people, by which day, and how each place stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from apps.core.folding import fold
from apps.worktime import OutsideCalendar, WorkCalendar

SATURDAY = 5


class Place(StrEnum):
    """A place where procedures are posted; the value is its name in addresses."""

    OFFICE_BOARD = "bang-niem-yet"
    PORTAL = "cong"
    NATIONAL_DATABASE = "csdl-quoc-gia"
    COMMUNE_SITE = "trang-xa"


class Announcer(StrEnum):
    """Who announced a wording, and so how many working days there are to post it (Nghị định 63/2010/NĐ-CP, Điều 24)."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    SHORTENED = "shortened"


class PostingStanding(StrEnum):
    """How a wording stands at one place."""

    POSTED = "posted"
    POSTED_LATE = "posted_late"
    WAITING = "waiting"
    OVERDUE = "overdue"
    UNDATED = "undated"


MISSING = frozenset({PostingStanding.WAITING, PostingStanding.OVERDUE, PostingStanding.UNDATED})


class PostingEnd(StrEnum):
    """Why a posting no longer stands: it was written down by mistake, or the paper was taken off the wall."""

    MISTAKE = "mistake"
    TAKEN_DOWN = "taken_down"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingDays:
    """The working days an office gives itself, by who announced (settings of the office)."""

    ministry: int
    province: int
    shortened: int

    def of(self, announcer: Announcer) -> int:
        return {
            Announcer.MINISTRY: self.ministry,
            Announcer.PROVINCE: self.province,
            Announcer.SHORTENED: self.shortened,
        }[announcer]


class PostedTooEarly(ValueError):
    """Nobody can have posted a wording before it was announced; `announced` is that day."""

    def __init__(self, *, announced: date) -> None:
        super().__init__(f"announced on {announced}")
        self.announced = announced


class PostedInFuture(ValueError):
    """A posting is written down when it has happened."""


def announcer_of(*, issuing_agency: str, decision: str) -> Announcer:
    """Who announced, read from the record: a ministry or an agency at its level, else the province."""
    words, code = fold(issuing_agency), fold(decision)
    at_the_top = words.startswith(("bo ", "ngan hang nha nuoc", "thanh tra chinh phu", "van phong chinh phu"))
    unnamed_but_coded = not words and any(part.startswith("b") and len(part) > 1 for part in code.split()[2:])
    return Announcer.MINISTRY if at_the_top or unnamed_but_coded else Announcer.PROVINCE


def posting_due(*, announced: date, days: int, calendar: WorkCalendar) -> date:
    """The last day to post: so many working days after the day of the decision, which itself is not counted."""
    try:
        return calendar.working_day_after(day=announced, count=days)
    except OutsideCalendar:
        return _weekdays_after(announced, days)


def posting_standing(*, due: date | None, posted: date | None, on: date) -> PostingStanding:
    """How one place stands on a day. Without a known day of announcement nothing is called late."""
    if posted is not None:
        return PostingStanding.POSTED_LATE if due and posted > due else PostingStanding.POSTED
    if due is None:
        return PostingStanding.UNDATED
    return PostingStanding.OVERDUE if on > due else PostingStanding.WAITING


def check_posted_day(*, posted: date, announced: date | None, on: date) -> None:
    """Raise PostedInFuture or PostedTooEarly unless a wording may have been posted on that day."""
    if posted > on:
        raise PostedInFuture
    if announced and posted < announced:
        raise PostedTooEarly(announced=announced)


def _weekdays_after(day: date, count: int) -> date:
    """Before the years our calendar knows, holidays are not known: Monday to Friday are counted."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day
