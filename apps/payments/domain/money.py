"""What becomes of money that came in: it pays, or it lies in the list of the cashier with a reason."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from apps.payments.domain.states import PAYABLE, DemandState


class CreditState(StrEnum):
    """Money in: matched by itself, waiting for the cashier, or settled by one."""

    MATCHED = "matched"
    UNMATCHED = "unmatched"
    SETTLED = "settled"


class Why(StrEnum):
    """Why money did not find what it was for."""

    UNKNOWN_REFERENCE = "unknown_reference"
    WRONG_AMOUNT = "wrong_amount"
    PAID_BEFORE = "paid_before"
    LATE = "late"


class Settled(StrEnum):
    """How the cashier ended it: put to a demand, or sent back."""

    MATCHED = "matched"
    RETURNED = "returned"


def judged(*, amount: int, wanted: int, states: Collection[DemandState]) -> Why | None:
    """What speaks against taking this money for these demands; None: it pays them.

    A try that has expired is no reason: while everything is still owed, the money is what was asked for.
    """
    if not states:
        return Why.UNKNOWN_REFERENCE
    if all(state in PAYABLE for state in states):
        return None if amount == wanted else Why.WRONG_AMOUNT
    gone = {DemandState.CANCELLED, DemandState.WAIVED, DemandState.REFUNDED}
    return Why.LATE if gone & set(states) else Why.PAID_BEFORE
