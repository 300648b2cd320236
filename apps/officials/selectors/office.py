"""Who works here, and how the office wants things."""

from __future__ import annotations

from datetime import datetime

from apps.accounts.domain.actor import Actor, ActorKind
from apps.officials.domain.duties import Duty
from apps.officials.domain.settings import OfficeSettings
from apps.officials.models import Agency, DutyAssignment, OfficeSetting, Official, in_force_on
from apps.officials.selectors.calendars import ZONE


def own_agency() -> Agency:
    """The office this installation serves. Raises Agency.DoesNotExist before the office is set up."""
    return Agency.objects.get(is_ours=True)


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
        unit=official.unit_name,
    )


def on_duty(*, agency_id: int, duty: Duty, at: datetime) -> list[Official]:
    """The officials who have a duty on that day, by name."""
    assigned = DutyAssignment.objects.filter(in_force_on(at.astimezone(ZONE).date()), duty=duty)
    return list(
        Official.objects.filter(agency_id=agency_id, is_active=True, assignments__in=assigned)
        .distinct()
        .order_by("name", "pk")
    )
