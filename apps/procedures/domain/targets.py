"""An office's own shorter time: allowed only where nobody can doubt that it is not longer than the law's."""

from __future__ import annotations

from decimal import Decimal

from apps.worktime import Allowance, Unit

# A working day may have one session only: so many hours are sure to fit into it.
SURE_HOURS = Decimal(4)


def is_within(*, target: Allowance, law: Allowance) -> bool:
    """Whether a target never ends after the law's time. What cannot be compared for every calendar is not within."""
    match target.unit, law.unit:
        case own, theirs if own is theirs:
            return own is Unit.SAME_DAY or target.amount <= law.amount
        case Unit.SAME_DAY, Unit.WORKING_DAY | Unit.CALENDAR_DAY:
            return law.amount >= 1
        case Unit.CALENDAR_DAY, Unit.WORKING_DAY:
            return target.amount <= law.amount
        case Unit.WORKING_HOUR, Unit.WORKING_DAY:
            return target.amount <= law.amount * SURE_HOURS
    return False


def promised(*, law: Allowance | None, settled: Allowance | None, target: Allowance | None) -> Allowance | None:
    """What is promised: the law's time (or the one settled where it is unclear), shortened by a target that fits."""
    lawful = law or settled
    if lawful is not None and target is not None and is_within(target=target, law=lawful):
        return target
    return lawful
