"""Due dates asked for as JSON lines, one case a line: reading a case, and the answer as plain values.

The shape of both is a promise to other programs. Instants are local wall time, without an offset.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from apps.dossiers.domain.promise import promise
from apps.worktime import (
    Allowance,
    BadAllowance,
    DueTime,
    OutsideCalendar,
    Session,
    SpecialDay,
    Unit,
    WorkCalendar,
)

RECEIVED = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?")


class Fault(StrEnum):
    """Why a line has no due date."""

    OUTSIDE_CALENDAR = "outside_calendar"
    BAD_AMOUNT = "bad_amount"
    BAD_UNIT = "bad_unit"
    BAD_DATE = "bad_date"
    BAD_LINE = "bad_line"


class Unanswerable(ValueError):
    """A line that gets a sentence instead of a date."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def calendar_of(*, special_days: Sequence[SpecialDay], sessions: tuple[Session, ...]) -> WorkCalendar:
    """Monday to Friday with those sessions, but for the days listed; whole years, from the first listed to the last.

    What else the rows say (hours of their own, whether they are announced) is not asked here. Raises ValueError for no
    days and no sessions.
    """
    if not special_days or not sessions:
        raise ValueError("a calendar has days, and its days have sessions")
    years = [row.date.year for row in special_days]
    return WorkCalendar.build(
        name="due_date",
        first=date(min(years), 1, 1),
        last=date(max(years), 12, 31),
        week=(sessions,) * 5 + ((), ()),
        special_days=[SpecialDay(date=row.date, kind=row.kind, name=row.name) for row in special_days],
    )


def answer(line: bytes, *, calendar: WorkCalendar, due_time: DueTime) -> dict[str, Any]:
    """The due date of the case on that line, and how it came about. Raises Unanswerable."""
    case = _case(line)
    try:
        given = promise(
            received_at=_received(case.get("received")).replace(tzinfo=calendar.zone),
            allowance=_allowance(case),
            calendar=calendar,
            due_time=due_time,
        )
    except OutsideCalendar as error:
        raise Unanswerable(Fault.OUTSIDE_CALENDAR) from error
    explanation = given.explanation
    return {
        "due_at": _wall_time(given.due_at),
        "late_after": _wall_time(given.late_after),
        "effective_from": _wall_time(given.effective_at),
        "counted": explanation.counted,
        "skipped": [
            {"date": day.date.isoformat(), "why": day.reason.value, "name": day.name} for day in given.deadline.skipped
        ],
        "text": explanation.sentence(),
    }


def _case(line: bytes) -> dict[str, Any]:
    try:
        case = JSON.decode(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unanswerable(Fault.BAD_LINE) from error
    if not isinstance(case, dict):
        raise Unanswerable(Fault.BAD_LINE)
    return case


def _received(text: object) -> datetime:
    if not isinstance(text, str) or not RECEIVED.fullmatch(text):
        raise Unanswerable(Fault.BAD_DATE)
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise Unanswerable(Fault.BAD_DATE) from error


def _allowance(case: dict[str, Any]) -> Allowance:
    try:
        unit = Unit(case.get("unit", ""))
    except ValueError as error:
        raise Unanswerable(Fault.BAD_UNIT) from error
    amount = case.get("amount")
    if unit is Unit.SAME_DAY and amount is None:
        return Allowance(Decimal(0), unit)
    if unit is Unit.SAME_DAY or not isinstance(amount, Decimal):
        raise Unanswerable(Fault.BAD_AMOUNT)
    try:
        return Allowance(amount, unit)
    except BadAllowance as error:
        raise Unanswerable(Fault.BAD_AMOUNT) from error


def _number(text: str) -> Decimal:
    """A JSON number as it is written: 0.1 is a tenth."""
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent beyond all reason
        return Decimal("NaN")


def _wall_time(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat()


JSON = json.JSONDecoder(parse_float=_number, parse_int=_number, parse_constant=_number)
