"""Days off of a year that nobody has announced yet, as the package `holidays` expects them: proposals, never rows.

The package reckons the lunar days and knows the law, but not what the Prime Minister will decide (it lacks the swap of
02/01/2026): whatever an office picks stays «dự kiến» until the announcement.
"""

from __future__ import annotations

import re
from datetime import date, datetime

import holidays

from apps.officials.domain.calendars import CalendarLine, DayEntry

SOURCE = "Phần mềm dự kiến, chưa có thông báo"
IN_LIEU = re.compile(r" \(nghỉ bù\)$")
SWAPPED = re.compile(r"^Ngày nghỉ \(thay cho ngày (\d\d/\d\d/\d{4})\)$")


def proposed_days(*, year: int) -> list[CalendarLine]:
    """The days expected in a year, in order; a swapped day brings the day on which it is made up."""
    expected = holidays.country_holidays("VN", years=year, language="vi")
    lines = [line for day, name in expected.items() for line in _lines(day, name)]
    return sorted(lines, key=lambda line: line.date)


def _lines(day: date, name: str) -> list[CalendarLine]:
    swapped = SWAPPED.match(name)
    if swapped:
        made_up = datetime.strptime(swapped[1], "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
        return [
            _line(day, DayEntry.SWAP_OFF, f"Nghỉ hoán đổi, làm bù {made_up:%d/%m}"),
            _line(made_up, DayEntry.MAKEUP_WORK, f"Làm bù cho {day:%d/%m}"),
        ]
    if IN_LIEU.search(name):
        return [_line(day, DayEntry.IN_LIEU, f"Nghỉ bù {IN_LIEU.sub('', name)}")]
    return [_line(day, DayEntry.HOLIDAY, name)]


def _line(day: date, kind: DayEntry, name: str) -> CalendarLine:
    return CalendarLine(date=day, kind=kind, name=name, source=SOURCE, is_confirmed=False)
