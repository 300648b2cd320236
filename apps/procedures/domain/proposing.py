"""What a doubtful cell may well mean: readings put to a person, the likeliest first. Proposed, never taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from apps.procedures.domain.cleaning import Json
from apps.procedures.domain.doubts import Doubt, What
from apps.procedures.domain.fees import SMALLEST_FEE, amounts_in, number_of
from apps.procedures.domain.settling import Answer
from apps.procedures.domain.times import HOURS_OF_A_DAY, LONGEST, amount_and_unit, lengths_in
from apps.worktime import Allowance, BadAllowance, Unit

MOST = 4
HOURS_OF_THE_CLOCK = 24
_DAYS_OF = {"tuần": 7, "tháng": 30, "năm": 365}


def proposals(*, what: What, doubt: Doubt, text: str, content: Mapping[str, Json]) -> tuple[Answer, ...]:
    """At most four readings of one doubt; those that the notes and cases beside it also name come first."""
    if what is What.TIME:
        return tuple(Answer(time=time) for time in _times(doubt, text, content)[:MOST])
    if what is What.FEE:
        return tuple(Answer(fee=fee) for fee in _fees(doubt, text)[:MOST])
    return ()


def _times(doubt: Doubt, text: str, content: Mapping[str, Json]) -> list[Allowance]:
    beside = lengths_in("; ".join(_said_beside(content)))
    own = _OWN[doubt](text) if doubt in _OWN else lengths_in(text)
    confirmed = [time for time in own if time in beside]
    return list(dict.fromkeys([*confirmed, *own, *beside]))


def _said_beside(content: Mapping[str, Json]) -> list[str]:
    channels: Any = content.get("channels") or []
    cases: Any = content.get("cases") or []
    return [*(row["note"] for row in channels), *(row["time"] for row in cases), *(row["time"] for row in channels)]


def _every_unit(text: str) -> list[Allowance]:
    amount, _unit = amount_and_unit(text)
    units = [Unit.WORKING_DAY, Unit.CALENDAR_DAY]
    if amount <= HOURS_OF_A_DAY:
        units.append(Unit.WORKING_HOUR)
    return _made([(amount, unit) for unit in units])


def _same_day(text: str) -> list[Allowance]:
    return [Allowance(amount=Decimal(0), unit=Unit.SAME_DAY)]


def _days_of(text: str) -> list[Allowance]:
    amount, unit = amount_and_unit(text)
    return _made([(amount * _DAYS_OF[unit], Unit.CALENDAR_DAY)]) if unit in _DAYS_OF else []


def _whole_days(text: str) -> list[Allowance]:
    """A quarter of a day in hours of work; else the whole days before it, for sooner breaks no promise."""
    amount, unit = amount_and_unit(text)
    if unit == "ngày":
        return _made([(amount // 1, Unit.CALENDAR_DAY)])
    return _made([(amount * HOURS_OF_A_DAY, Unit.WORKING_HOUR), (amount // 1, Unit.WORKING_DAY)])


def _hours(text: str) -> list[Allowance]:
    amount, _unit = amount_and_unit(text)
    found = [(amount, Unit.WORKING_HOUR)]
    if amount % HOURS_OF_A_DAY == 0:
        found.append((amount / HOURS_OF_A_DAY, Unit.WORKING_DAY))
    if amount % HOURS_OF_THE_CLOCK == 0:
        found.append((amount / HOURS_OF_THE_CLOCK, Unit.WORKING_DAY))
        found.append((amount / HOURS_OF_THE_CLOCK, Unit.CALENDAR_DAY))
    return _made(found)


def _made(lengths: Sequence[tuple[Decimal, Unit]]) -> list[Allowance]:
    made = []
    for amount, unit in lengths:
        try:
            made += [Allowance(amount=amount, unit=unit)] if 0 < amount <= LONGEST else []
        except BadAllowance:
            continue
    return made


_OWN: dict[Doubt, Callable[[str], list[Allowance]]] = {
    Doubt.BARE_NUMBER: _every_unit,
    Doubt.ZERO: _same_day,
    Doubt.NO_SUCH_UNIT: _days_of,
    Doubt.BROKEN_DAY: _whole_days,
    Doubt.LONG_HOURS: _hours,
}


def _fees(doubt: Doubt, text: str) -> list[tuple[int, str]]:
    written, named = number_of(text), amounts_in(text)
    in_remark = [fee for fee in named if fee[0] >= SMALLEST_FEE]
    if written and written < SMALLEST_FEE:
        in_thousands = written * 1000
        confirmed = [fee for fee in in_remark if fee[0] == in_thousands]
        return list(dict.fromkeys([*(confirmed or [(in_thousands, "")]), *in_remark]))
    if doubt is Doubt.FEE_CURRENCY:
        return []
    free = [(0, "")] if written == 0 or text.lower().startswith("miễn") else []
    repeated = [fee for fee in in_remark if fee[0] == written]
    own = repeated if any(unit for _amount, unit in repeated) else [(written, "")] if written else []
    return list(dict.fromkeys([*own, *free, *in_remark]))
