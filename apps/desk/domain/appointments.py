"""When somebody may be asked to come back and talk: a session in which the desk is open, not one that is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from apps.dossiers.domain.status import BEFORE_RECEPTION, OPEN, Status

NOON = 12
MOST_TO_BRING = 12
LONGEST_LINE = 200
# There is something left to talk about; what has ended is opened by filing anew, a draft is its writer's own.
TALKED_ABOUT = (
    (BEFORE_RECEPTION - {Status.DRAFT}) | OPEN | {Status.RESULT_READY, Status.REJECTED_RESULT, Status.UNCLAIMED}
)


class Half(StrEnum):
    """Buổi."""

    MORNING = "sang"
    AFTERNOON = "chieu"


@dataclass(frozen=True, slots=True)
class Slot:
    """One session of the desk."""

    from_at: datetime
    until_at: datetime


class NotOpen(Exception):
    """The desk has no session then."""


class IsOver(Exception):
    """That session has ended."""


def slot(*, sessions: Sequence[tuple[datetime, datetime]], half: Half, at: datetime) -> Slot:
    """The session of that half of a day, in the office's own hours. Raises NotOpen, IsOver."""
    for opens, closes in sessions:
        if (opens.hour < NOON) is (half is Half.MORNING):
            if closes <= at:
                raise IsOver(half)
            return Slot(opens, closes)
    raise NotOpen(half)


def lines_to_bring(text: str) -> tuple[str, ...]:
    """What to bring, one thing a line."""
    lines = (" ".join(line.split()).lstrip("-•+ ") for line in text.splitlines())
    return tuple(dict.fromkeys(filter(None, lines)))
