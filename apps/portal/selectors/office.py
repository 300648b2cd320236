"""The office of this installation: its name, its hours, its demo accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from apps.accounts.domain.identity import show_phone
from apps.accounts.models import User
from apps.officials.models import Agency
from apps.officials.selectors import office_week, work_calendar
from apps.portal.labels import Sessions, unit_of
from apps.worktime import DayOff

DAYS_AHEAD = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office of this installation, as pages name it."""

    id: int
    name: str
    unit: str
    desk_name: str
    place: str
    address: str
    phone: str
    phone_digits: str
    email: str
    is_demo: bool


@dataclass(frozen=True, slots=True)
class DayOffAhead:
    """A day on which the doors stay closed, and why."""

    date: date
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Whether the desk is open, what today looks like, when it opens again, which days are off soon."""

    at: datetime
    is_open: bool
    today: Sessions
    opens_at: datetime
    days_off: tuple[DayOffAhead, ...]


def office() -> Office | None:
    """The office, or None before the installation is set up."""
    agency = Agency.objects.filter(is_ours=True).first()
    return as_office(agency) if agency else None


def as_office(agency: Agency) -> Office:
    """An agency as pages name it."""
    digits = agency.phone.replace(" ", "")
    return Office(
        id=agency.pk,
        name=agency.short_name,
        unit=unit_of(desk_name=agency.desk_name, office_name=agency.short_name),
        desk_name=agency.desk_name,
        place=agency.place,
        address=agency.address,
        phone=show_phone(digits),
        phone_digits=digits,
        email=agency.email,
        is_demo=agency.is_demo,
    )


def week_of(*, agency_id: int) -> list[Sessions]:
    """The sessions of each weekday, Monday first; the ordinary week where the office wrote none down."""
    week, _ = office_week(agency_id=agency_id)
    return [tuple((session.opens, session.closes) for session in sessions) for sessions in week]


def doors(*, agency: Agency, at: datetime) -> Doors:
    """The desk at this instant, by the same calendar that promises are made under."""
    calendar = work_calendar(agency=agency, at=at)
    today = calendar.local_date(at)
    opens_at = calendar.effective_start(at)
    ahead = (today + timedelta(days=n) for n in range(DAYS_AHEAD))
    off = ((day, calendar.why_off(day)) for day in ahead)
    return Doors(
        at=at,
        is_open=opens_at == at,
        today=week_of(agency_id=agency.pk)[today.weekday()] if calendar.is_working_day(today) else (),
        opens_at=opens_at,
        days_off=tuple(DayOffAhead(day, why.name) for day, why in off if why and why.reason is not DayOff.WEEKEND),
    )


def demo_accounts() -> list[User]:
    """The accounts that exist only for demonstration, officials first."""
    return list(
        User.objects.filter(is_demo=True, is_active=True)
        .select_related("official", "person")
        .order_by("person_id", "pk")
    )
