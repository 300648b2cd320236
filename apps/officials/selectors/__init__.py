"""Questions about the office: who, where, when."""

from apps.officials.selectors.calendars import (
    ZONE,
    calendar_changes,
    calendar_lines,
    line_of,
    office_week,
    work_calendar,
)
from apps.officials.selectors.office import actor_of, forget_settings, office_settings, on_duty, own_agency, settings_of

__all__ = [
    "ZONE",
    "actor_of",
    "calendar_changes",
    "calendar_lines",
    "forget_settings",
    "line_of",
    "office_settings",
    "office_week",
    "on_duty",
    "own_agency",
    "settings_of",
    "work_calendar",
]
