"""What becomes of a message after an attempt: on its way, tried again later, or at rest in sight of staff."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class MessageState(StrEnum):
    """Where a message stands, and whose turn it is.

    `sent`: whoever carries it has taken it. `delivered`: it has reached the person, as far as the carrier can tell.
    `temporary`: tried again by itself. `permanent`: it will not arrive this way, and is never tried again by itself.
    `technical`: the fault is ours (not set up, token expired, template unknown), so no citizen need be rung up.
    """

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    TECHNICAL = "technical"


class Outcome(StrEnum):
    """How one attempt ended."""

    SENT = "sent"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    TECHNICAL = "technical"
    NOT_SET_UP = "not_set_up"


# Always on its way out; a technical failure may be, or may wait for whoever sets the way up.
UNDER_WAY = (MessageState.QUEUED, MessageState.SENDING, MessageState.TEMPORARY)
FAILED = (MessageState.PERMANENT, MessageState.TECHNICAL)
HANDED_OVER = (MessageState.SENT, MessageState.DELIVERED)

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
# How long a way is left alone whose gateway did not answer at all: its other messages need not each find that out.
SILENCE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The next state of a message, and when to try again if it is to be tried."""

    state: MessageState
    next_try_at: datetime | None


def verdict(*, outcome: Outcome, tries: int, at: datetime) -> Verdict:
    """Decide after the `tries`-th attempt since somebody last asked; the pauses grow, and the last one gives up."""
    match outcome:
        case Outcome.SENT:
            return Verdict(state=MessageState.SENT, next_try_at=None)
        case Outcome.PERMANENT:
            return Verdict(state=MessageState.PERMANENT, next_try_at=None)
        case Outcome.NOT_SET_UP:
            return Verdict(state=MessageState.TECHNICAL, next_try_at=None)
    again_at = at + PAUSES[tries - 1] if tries < MAX_TRIES else None
    if outcome is Outcome.TECHNICAL:
        return Verdict(state=MessageState.TECHNICAL, next_try_at=again_at)
    return Verdict(state=MessageState.TEMPORARY if again_at else MessageState.PERMANENT, next_try_at=again_at)
