"""What becomes of a message after an attempt: sent, tried again later, or given up in sight of staff."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class MessageState(StrEnum):
    """Where a message stands. `failed` will be tried again by itself; `given_up` waits for a person."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    GIVEN_UP = "given_up"


class Outcome(StrEnum):
    """How one attempt ended."""

    SENT = "sent"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"


# The states from which a message is still on its way out.
UNDER_WAY = (MessageState.QUEUED, MessageState.SENDING, MessageState.FAILED)

# Who claimed a row and has not reported by then is taken for dead. Longer than the hard time limit of the sending task
# (a test holds the two together), so a living sender never meets a second one on the same row.
CLAIM_LASTS = timedelta(seconds=60)

# Twelve attempts over about three days: a gateway that is away for a weekend loses nothing.
PAUSES = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(hours=2),
    timedelta(hours=4),
    timedelta(hours=8),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=24),
)
MAX_TRIES = len(PAUSES) + 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """The next state of a message, and when to try again if it is to be tried."""

    state: MessageState
    next_try_at: datetime | None


def verdict(*, outcome: Outcome, tries: int, at: datetime) -> Verdict:
    """Decide after the `tries`-th attempt; the pauses grow, and the last attempt that fails gives up."""
    if outcome is Outcome.SENT:
        return Verdict(state=MessageState.SENT, next_try_at=None)
    if outcome is Outcome.PERMANENT or tries >= MAX_TRIES:
        return Verdict(state=MessageState.GIVEN_UP, next_try_at=None)
    return Verdict(state=MessageState.FAILED, next_try_at=at + PAUSES[tries - 1])
