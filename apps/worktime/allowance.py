"""How much time a procedure is given, in the unit of the law."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Unit(StrEnum):
    """The units in which the law gives time. They are stored as given: 3 working days are never 24 hours."""

    WORKING_DAY = "working_day"
    WORKING_HOUR = "working_hour"
    CALENDAR_DAY = "calendar_day"
    SAME_DAY = "same_day"


class DueTime(StrEnum):
    """When on its last day a period in days ends; an office setting, since the law is read both ways.

    `end_of_day`: with the day itself (Bộ luật Dân sự 2015, Điều 148). `same_time`: at the clock time of reception.
    """

    END_OF_DAY = "end_of_day"
    SAME_TIME = "same_time"


# Parts of a unit that the law gives: halves of a working day, hundredths of an hour.
PARTS = {Unit.WORKING_DAY: 2, Unit.WORKING_HOUR: 100, Unit.CALENDAR_DAY: 1}
# No calendar reaches so far: beyond it an amount is only known to be too long, so that no sum overflows.
LONGEST = Decimal(10**9)


class BadAllowance(ValueError):
    """An amount its unit does not allow."""

    def __init__(self, *, amount: Decimal, unit: Unit) -> None:
        super().__init__(f"{amount} {unit}")
        self.amount = amount
        self.unit = unit


@dataclass(frozen=True, slots=True)
class Allowance:
    """Thời hạn giải quyết: whole or half working days, hours to two decimals, whole calendar days, or the same day."""

    amount: Decimal
    unit: Unit
    hundredths: int = field(init=False, repr=False, compare=False)
    whole: int = field(init=False, repr=False, compare=False)
    has_half: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        amount, unit = Decimal(self.amount), Unit(self.unit)
        if not (amount.is_finite() and _is_lawful(amount, unit)):
            raise BadAllowance(amount=amount, unit=unit)
        hundredths = int(min(amount, LONGEST) * 100)
        object.__setattr__(self, "amount", amount)
        object.__setattr__(self, "unit", unit)
        object.__setattr__(self, "hundredths", hundredths)
        object.__setattr__(self, "whole", hundredths // 100)
        object.__setattr__(self, "has_half", hundredths % 100 != 0)


def _is_lawful(amount: Decimal, unit: Unit) -> bool:
    """Comparing is exact, multiplying is rounded to 28 digits: so the product is compared with what it came from."""
    if unit is Unit.SAME_DAY:
        return amount == 0
    if amount > LONGEST:
        return amount == amount.to_integral_value()
    return amount > 0 and (amount * PARTS[unit]).to_integral_value() / PARTS[unit] == amount
