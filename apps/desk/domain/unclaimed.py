"""When the owner of a waiting result is reminded, and from when on nobody is expected any more."""

from __future__ import annotations


def thresholds(*, days: int, reminders: int) -> tuple[int, ...]:
    """After how many working days each reminder goes out, evenly spread, and last the day it counts as unclaimed.

    With two reminders in 30 days: 10, 20, 30. Each falls a day after the one before at least.
    """
    days, reminders = max(days, 1), max(reminders, 0)
    spread = [-(-days * step // (reminders + 1)) for step in range(1, reminders + 2)]
    return tuple(dict.fromkeys(spread))


def step_due(*, waited: int, days: int, reminders: int) -> int:
    """The last step that is due after so many working days: 0 none, 1 the first reminder, the last: unclaimed."""
    return sum(1 for after in thresholds(days=days, reminders=reminders) if waited >= after)


def is_last(*, step: int, days: int, reminders: int) -> bool:
    """Whether this step is no reminder but the end of waiting."""
    return step == len(thresholds(days=days, reminders=reminders))
