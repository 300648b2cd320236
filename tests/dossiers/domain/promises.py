"""Short ways to write pauses and promises in tests."""

from __future__ import annotations

from datetime import date

from apps.dossiers.domain.promise import PauseSpan, Promise, SupplementMode, promise
from apps.worktime import Allowance
from tests.worktime.calendars import ASSUMED_2027, at

RESTART, RESUME = SupplementMode.RESTART, SupplementMode.RESUME


def supplement(opened: str, closed: str | None, mode: SupplementMode) -> PauseSpan:
    """A supplement asked for and, perhaps, answered."""
    return PauseSpan("supplement", at(opened), at(closed) if closed else None, mode, "Phiếu yêu cầu bổ sung số 12")


def promised(
    received: str, allowance: Allowance, *pauses: PauseSpan, extended_to: str = "", extended_at: str = ""
) -> Promise:
    """A promise on the announced calendars."""
    return promise(
        received_at=at(received),
        allowance=allowance,
        calendar=ASSUMED_2027,
        pauses=pauses,
        extended_to=date.fromisoformat(extended_to) if extended_to else None,
        extended_at=at(extended_at) if extended_at else None,
    )
