"""Questions about the office: who, where, when."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from apps.accounts.domain.actor import Actor, ActorKind
from apps.officials.domain.duties import Duty
from apps.officials.domain.settings import OfficeSettings
from apps.officials.models import Agency, CalendarDay, DutyAssignment, OfficeHours, OfficeSetting, Official, in_force_on
from apps.worktime import STANDARD_WEEK, DayKind, Session, SpecialDay, WorkCalendar

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
# A calendar spans the longest periods (400 days) on both sides of anything still open.
FIRST_YEARS_BEFORE, LAST_YEARS_AFTER = 3, 3


def own_agency() -> Agency:
    """The office this installation serves. Raises Agency.DoesNotExist before the office is set up."""
    return Agency.objects.get(is_ours=True)


def work_calendar(*, agency: Agency, at: datetime) -> WorkCalendar:
    """The agency's working time around `at`, built once per version of its calendar and year."""
    return _calendar(agency.pk, agency.calendar_version, agency.code, at.astimezone(ZONE).year)


@lru_cache(maxsize=64)
def _calendar(agency_id: int, version: int, code: str, year: int) -> WorkCalendar:
    sessions: dict[int, list[Session]] = defaultdict(list)
    for hours in OfficeHours.objects.filter(agency_id=agency_id).order_by("weekday", "opens_at"):
        sessions[hours.weekday].append(Session(opens=hours.opens_at, closes=hours.closes_at))
    days = list(CalendarDay.objects.filter(agency_id=agency_id).order_by("date"))
    return WorkCalendar.build(
        name=f"{code}/{version}",
        first=date(year - FIRST_YEARS_BEFORE, 1, 1),
        last=date(year + LAST_YEARS_AFTER, 12, 31),
        week=tuple(tuple(sessions[weekday]) for weekday in range(7)) if sessions else STANDARD_WEEK,
        special_days=[
            SpecialDay(
                date=day.date, kind=DayKind(day.kind), name=day.name, basis=day.basis, confirmed=day.is_confirmed
            )
            for day in days
        ],
        confirmed_until=_confirmed_until(days),
    )


def _confirmed_until(days: list[CalendarDay]) -> date | None:
    """The last day of the last year in which nothing is merely expected."""
    expected = [day.date.year for day in days if not day.is_confirmed]
    if expected:
        return date(min(expected) - 1, 12, 31)
    return date(max(day.date.year for day in days), 12, 31) if days else None


def office_settings(*, agency_id: int) -> OfficeSettings:
    """All settings of one office."""
    return OfficeSettings(dict(OfficeSetting.objects.filter(agency_id=agency_id).values_list("name", "value")))


def actor_of(*, official: Official, at: datetime) -> Actor:
    """The official as one who acts, with the duties in force on that day."""
    duties = DutyAssignment.objects.filter(in_force_on(at.astimezone(ZONE).date()), official=official)
    return Actor(
        kind=ActorKind.OFFICIAL,
        id=official.pk,
        name=official.name,
        agency_id=official.agency_id,
        duties=frozenset(duties.values_list("duty", flat=True)),
    )


def on_duty(*, agency_id: int, duty: Duty, at: datetime) -> list[Official]:
    """The officials who have a duty on that day, by name."""
    assigned = DutyAssignment.objects.filter(in_force_on(at.astimezone(ZONE).date()), duty=duty)
    return list(
        Official.objects.filter(agency_id=agency_id, is_active=True, assignments__in=assigned)
        .distinct()
        .order_by("name", "pk")
    )
