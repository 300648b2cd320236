"""Until when a wording of the law holds, and how much of a procedure can be done through the net."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Ending(StrEnum):
    """Why a wording no longer holds: another took its place, its time ran out, or the procedure was abolished."""

    REPLACED = "replaced"
    EXPIRED = "expired"
    ABOLISHED = "abolished"


class OnlineLevel(StrEnum):
    """Dịch vụ công toàn trình (nothing needs a visit) or một phần, whose reason is published (NĐ 42/2022, Điều 11)."""

    FULL = "full"
    PARTIAL = "partial"


class Standing(StrEnum):
    """How a wording stands on a day."""

    WAITING = "waiting"
    IN_FORCE = "in_force"
    OVER = "over"


def standing(*, effective_from: date, effective_to: date | None, on: date) -> Standing:
    """Whether a wording waits for its day, holds, or is over; its last day is the one before `effective_to`."""
    if on < effective_from:
        return Standing.WAITING
    return Standing.OVER if effective_to is not None and on >= effective_to else Standing.IN_FORCE
