"""Changes to the office: days and hours of its calendar, settings, numbers."""

from apps.officials.services.calendars import load_own_calendar, put_calendar_days
from apps.officials.services.office import change_setting, next_number, next_numbers

__all__ = ["change_setting", "load_own_calendar", "next_number", "next_numbers", "put_calendar_days"]
