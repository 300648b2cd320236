"""How a draft ends without having been filed, and when one that nobody touches does."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum


class DraftEnd(StrEnum):
    """What became of a draft that is not there any more."""

    EXPIRED = "expired"
    DISCARDED = "discarded"
    HANDED_OVER = "handed_over"


def expires_at(*, saved_at: datetime, days: int) -> datetime:
    """When a draft saved last at that instant is thrown away."""
    return saved_at + timedelta(days=days)


def told_from(*, saved_at: datetime, days: int, notice_days: int) -> datetime:
    """From when on its filer is told of it."""
    return expires_at(saved_at=saved_at, days=days) - timedelta(days=notice_days)
