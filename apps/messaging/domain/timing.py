"""When a message may leave: a phone does not ring at night, nor on a day off without need."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo

from apps.messaging.domain.kinds import PLANS, SHORT_WAYS, Channel, Kind

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")

# The notice that a promise has just broken waits for the morning but not for the next working day: it is owed at once
# (Nghị định 61/2018, Điều 19), and nine days of Tết without a word would be worse than an SMS on a Saturday.
ALLOWED_ON_DAYS_OFF = frozenset({Kind.APOLOGY_NOTICE})

# No official calendar has so long a row of days off; one that claims it must not silence us for ever.
_LONGEST_WAIT_DAYS = 31
_MIDNIGHT = 24


class Wait(StrEnum):
    """What a message that has not left waits for."""

    TURN = "turn"
    QUIET_HOURS = "quiet_hours"
    NO_ANSWER = "no_answer"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class PhoneHours:
    """The hours in which an office may make a phone ring by one way: from `opens`, until just before `closes`."""

    opens: time = time(7)
    closes: time = time(20)
    on_days_off: bool = False

    @classmethod
    def between(cls, *, opens: int, closes: int, on_days_off: bool) -> Self:
        """Whole hours as the office set them; hours that leave no time at all are a slip of the pen: the usual ones."""
        if not 0 <= opens < closes <= _MIDNIGHT:
            return cls(on_days_off=on_days_off)
        return cls(opens=time(opens), closes=time(closes) if closes < _MIDNIGHT else time.max, on_days_off=on_days_off)


def leaves_at(
    *, kind: Kind, channel: Channel, at: datetime, hours: PhoneHours, is_day_off: Callable[[date], bool]
) -> datetime:
    """The first instant from `at` on at which this message may leave. E-mail and in-app wake nobody, and what somebody
    is waiting for wakes nobody either: at once."""
    if channel not in SHORT_WAYS or PLANS[kind].worth:
        return at
    any_day = hours.on_days_off or kind in ALLOWED_ON_DAYS_OFF
    local = at.astimezone(LOCAL)
    if hours.opens <= local.time() < hours.closes and (any_day or not is_day_off(local.date())):
        return at
    first_day = local.date() if local.time() < hours.opens else local.date() + timedelta(days=1)
    mornings = [first_day + timedelta(days=offset) for offset in range(_LONGEST_WAIT_DAYS)]
    day = next((day for day in mornings if any_day or not is_day_off(day)), first_day)
    return datetime.combine(day, hours.opens, tzinfo=LOCAL)
