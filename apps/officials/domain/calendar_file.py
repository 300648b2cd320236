"""A calendar as a file: the CSV that offices and this project exchange, read line by line so that no good line is lost.

Columns by their heading: date, kind, name; perhaps basis, source, confirmed, hours; others are ignored. UTF-8, with or
without BOM; parted by commas, semicolons or tabs; lines in any order.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from apps.officials.domain.calendars import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_TEXT,
    WORKED,
    BadSessions,
    CalendarLine,
    DayEntry,
    read_sessions,
    sessions_text,
)

NEEDED = ("date", "kind", "name")
COLUMNS = (*NEEDED, "basis", "source", "confirmed", "hours")
DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y")
YES, NO = frozenset({"", "1", "true", "yes"}), frozenset({"0", "false", "no"})
MOST_LINES = 5_000
# A spreadsheet takes such a cell for a formula; with an apostrophe before it, it is text.
_FORMULA, _NO_FORMULA = re.compile(r"'*[=+@-]"), re.compile(r"'+[=+@-]")


class Unreadable(StrEnum):
    """Why a whole file was not taken."""

    NOT_UTF8 = "not_utf8"
    NO_HEADING = "no_heading"
    TOO_LONG = "too_long"


class Fault(StrEnum):
    """Why one line was not taken."""

    BAD_DATE = "bad_date"
    BAD_YEAR = "bad_year"
    BAD_KIND = "bad_kind"
    NO_NAME = "no_name"
    LONG_TEXT = "long_text"
    BAD_CONFIRMED = "bad_confirmed"
    BAD_HOURS = "bad_hours"
    HOURS_OF_A_DAY_OFF = "hours_of_a_day_off"
    TWO_KINDS = "two_kinds"
    BROKEN = "broken"


class NotACalendarFile(ValueError):
    """Nothing of the file can be read."""

    def __init__(self, why: Unreadable) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that was not taken: where it stands, why, and what stood there; `other` is the line it contradicts."""

    number: int
    why: Fault
    said: str = ""
    other: int = 0


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """What a file says: its good lines by day, and those that were refused."""

    lines: tuple[CalendarLine, ...]
    refused: tuple[RefusedLine, ...]


class _Refused(ValueError):
    def __init__(self, why: Fault, said: str = "") -> None:
        super().__init__(why.value)
        self.why, self.said = why, said


def read_calendar(content: bytes) -> CalendarFile:
    """The lines of a file. Raises NotACalendarFile."""
    lines: dict[int, CalendarLine] = {}
    refused: list[RefusedLine] = []
    for number, row in _rows(content):
        try:
            lines[number] = _line(row)
        except _Refused as error:
            refused.append(RefusedLine(number, error.why, error.said.replace("\x00", "")[:60]))
    contradicting = _contradicting(lines)
    refused += contradicting
    good: dict[date, CalendarLine] = {}
    for number in sorted(lines.keys() - {line.number for line in contradicting}):
        good.setdefault(lines[number].date, lines[number])
    return CalendarFile(tuple(good[day] for day in sorted(good)), tuple(sorted(refused, key=lambda line: line.number)))


def rows_of(lines: Iterable[CalendarLine]) -> Iterator[tuple[str, ...]]:
    """The heading and the cells of each line, as `read_calendar` reads them."""
    yield COLUMNS
    for line in lines:
        confirmed = "true" if line.is_confirmed else "false"
        texts = [f"'{text}" if _FORMULA.match(text) else text for text in (line.name, line.basis, line.source)]
        yield (line.date.isoformat(), line.kind.value, *texts, confirmed, line.sessions)


def _rows(content: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotACalendarFile(Unreadable.NOT_UTF8) from error
    # A quotation mark that is never closed would swallow what follows: each line is read by itself.
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise NotACalendarFile(Unreadable.TOO_LONG)
    heading = lines[0] if lines else ""
    delimiter = next((mark for mark in ";\t" if mark in heading), ",")
    names = [name.lower() for name in _cells(heading, delimiter)] if heading else []
    if not set(NEEDED) <= set(names):
        raise NotACalendarFile(Unreadable.NO_HEADING)
    for number, line in enumerate(lines[1:], start=2):
        if line.strip(f" {delimiter}"):
            yield number, dict(zip(names, _cells(line, delimiter), strict=False))


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter))]
    except csv.Error:  # a cell longer than any office writes
        return []


def _line(row: Mapping[str, str]) -> CalendarLine:
    if not all(name in row for name in NEEDED):
        raise _Refused(Fault.BROKEN)
    kind = _kind(row["kind"])
    texts = {name: _text(row.get(name, "")) for name in ("name", "basis", "source")}
    if not texts["name"]:
        raise _Refused(Fault.NO_NAME)
    if any(len(text) > LONGEST_TEXT or "\x00" in text for text in texts.values()):
        raise _Refused(Fault.LONG_TEXT)
    return CalendarLine(
        date=_date(row["date"]),
        kind=kind,
        is_confirmed=_confirmed(row.get("confirmed", "")),
        sessions=_hours(row.get("hours", ""), kind),
        **texts,
    )


def _text(cell: str) -> str:
    return cell[1:] if _NO_FORMULA.match(cell) else cell


def _date(text: str) -> date:
    for form in DATE_FORMATS:
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return day
        raise _Refused(Fault.BAD_YEAR, text)
    raise _Refused(Fault.BAD_DATE, text)


def _kind(text: str) -> DayEntry:
    try:
        return DayEntry(text.lower())
    except ValueError as error:
        raise _Refused(Fault.BAD_KIND, text) from error


def _confirmed(text: str) -> bool:
    if text.lower() in YES | NO:
        return text.lower() in YES
    raise _Refused(Fault.BAD_CONFIRMED, text)


def _hours(text: str, kind: DayEntry) -> str:
    try:
        sessions = sessions_text(read_sessions(text))
    except BadSessions as error:
        raise _Refused(Fault.BAD_HOURS, text) from error
    if sessions and kind not in WORKED:
        raise _Refused(Fault.HOURS_OF_A_DAY_OFF, text)
    if kind is DayEntry.OWN_HOURS and not sessions:
        raise _Refused(Fault.BAD_HOURS, text)
    return sessions


def _contradicting(lines: Mapping[int, CalendarLine]) -> list[RefusedLine]:
    """Lines that give one day two kinds: nobody can say which is right, so neither is taken."""
    found = []
    by_day: dict[date, list[int]] = {}
    for number, line in lines.items():
        by_day.setdefault(line.date, []).append(number)
    for numbers in by_day.values():
        for number in numbers:
            other = next((one for one in numbers if lines[one].kind is not lines[number].kind), 0)
            if other:
                found.append(RefusedLine(number, Fault.TWO_KINDS, lines[number].kind.value, other))
    return found
