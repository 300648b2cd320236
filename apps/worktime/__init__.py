"""Working time: which days and hours an office works, and when a period promised to a citizen ends.

Lives here: sessions, days off, make-up days, the units of the law and the arithmetic over them. Does not live here: any
row (calendars are rows of `officials`, handed down as a `WorkCalendar` value), pauses and extensions of a dossier
(`dossiers.domain.promise`), whether something was late (`dossiers.domain.timeliness`). Floor: the lowest, beside core;
pure Python, no Django, no clock. Whoever reckons thousands at once imports `worktime.batch`, which alone needs numpy.
"""

from apps.worktime.allowance import Allowance, BadAllowance, DueTime, Unit
from apps.worktime.calendar import SAME_DAY_CUTOFF, WorkCalendar
from apps.worktime.days import STANDARD_WEEK, DayKind, DayOff, Session, SkippedDay, SpecialDay, WeekSessions
from apps.worktime.deadline import Deadline
from apps.worktime.rows import UnreadableRow, special_days_from_csv
from apps.worktime.tables import Stop, TwoKindsForOneDay
from apps.worktime.timetable import DayIsClosed, OutsideCalendar

__all__ = [
    "SAME_DAY_CUTOFF",
    "STANDARD_WEEK",
    "Allowance",
    "BadAllowance",
    "DayIsClosed",
    "DayKind",
    "DayOff",
    "Deadline",
    "DueTime",
    "OutsideCalendar",
    "Session",
    "SkippedDay",
    "SpecialDay",
    "Stop",
    "TwoKindsForOneDay",
    "Unit",
    "UnreadableRow",
    "WeekSessions",
    "WorkCalendar",
    "special_days_from_csv",
]
