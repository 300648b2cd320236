"""Who works here, and how the office wants things."""

from __future__ import annotations

from datetime import datetime

from django.db.models import prefetch_related_objects

from apps.accounts.domain.actor import Actor, ActorKind
from apps.officials.domain.duties import Duty
from apps.officials.domain.settings import OfficeSettings
from apps.officials.models import Agency, DutyAssignment, OfficeSetting, Official, in_force_on
from apps.officials.selectors.calendars import ZONE

SETTINGS = "settings"  # of an agency, by the name its rows are reached


def own_agency() -> Agency:
    """The office this installation serves. Raises Agency.DoesNotExist before the office is set up."""
    return Agency.objects.get(is_ours=True)


def office_settings(*, agency_id: int) -> OfficeSettings:
    """All settings of one office."""
    return OfficeSettings(dict(OfficeSetting.objects.filter(agency_id=agency_id).values_list("name", "value")))


def settings_of(*, agency: Agency) -> OfficeSettings:
    """All settings of the office at hand, read once however many parts of one act ask it."""
    prefetch_related_objects([agency], SETTINGS)
    return OfficeSettings({one.name: one.value for one in agency.settings.all()})


def forget_settings(*, agency: Agency) -> None:
    """The office at hand is asked anew: one of its settings was changed."""
    getattr(agency, "_prefetched_objects_cache", {}).pop(SETTINGS, None)


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
