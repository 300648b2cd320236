"""What a gateway tells us later about a message it had taken, and what follows; in any order, any number of times."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from enum import StrEnum

from apps.messaging.domain.retrying import MessageState, Outcome, Verdict, verdict

# A signed report is worth something for so long, either way: clocks differ, and nobody shall keep one in store.
FRESH = timedelta(minutes=5)
UNDELIVERED = "undelivered"

_WAITING_FOR_ITS_FATE = frozenset({MessageState.SENT, MessageState.SENDING})
_MAY_END = _WAITING_FOR_ITS_FATE | {MessageState.TEMPORARY}


class Said(StrEnum):
    """What a delivery report may say."""

    DELIVERED = "delivered"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"


def after_report(*, state: MessageState, said: Said, tries: int, at: datetime, forgiven: int = 0) -> Verdict | None:
    """The next state, or None where nothing changes. `forgiven` tries lie before somebody last asked to try again.

    Delivered is the end, whatever is said before or after it. A failure counts while we wait for the message's fate;
    one that somebody has since sent on its way again is not brought down by an old report.
    """
    if state is MessageState.DELIVERED or not tries:
        return None
    if said is Said.DELIVERED:
        return Verdict(state=MessageState.DELIVERED, next_try_at=None)
    if tries == forgiven:
        return None
    if said is Said.PERMANENT and state in _MAY_END:
        return Verdict(state=MessageState.PERMANENT, next_try_at=None)
    if said is Said.TEMPORARY and state in _WAITING_FOR_ITS_FATE:
        return verdict(outcome=Outcome.TEMPORARY, tries=tries - forgiven, at=at)
    return None


def signature(*, secret: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 over `timestamp.body`, in hexadecimal."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def is_genuine(*, secret: str, timestamp: str, signed: str, body: bytes, at: datetime) -> bool:
    """Whether whoever knows the secret signed this just now. Nobody knows the empty secret."""
    expected = signature(secret=secret, timestamp=timestamp, body=body)
    is_theirs = hmac.compare_digest(expected.encode(), signed.encode())
    is_fresh = timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 12
    return bool(secret) and is_theirs and is_fresh and abs(int(timestamp) - at.timestamp()) <= FRESH.total_seconds()
