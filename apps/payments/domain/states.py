"""Which act is lawful on what is owed, and what it leads to: one table (peers let the status be free, and it strayed).

The same table draws the button and refuses the POST; what a state does not list cannot happen to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class DemandState(StrEnum):
    """Where one demand stands. PENDING: money may be on its way, and nobody has confirmed it."""

    DUE = "due"
    PENDING = "pending"
    PAID = "paid"
    WAIVED = "waived"
    REFUND_DUE = "refund_due"
    REFUNDED = "refunded"
    CANCELLED = "cancelled"


class Act(StrEnum):
    """What can be done to a demand."""

    START = "start"
    GIVE_UP = "give_up"
    PAY = "pay"
    WAIVE = "waive"
    UNWAIVE = "unwaive"
    CANCEL = "cancel"
    REVERSE = "reverse"
    ASK_REFUND = "ask_refund"
    REFUND = "refund"
    KEEP = "keep"


S = DemandState
RULES: dict[tuple[DemandState, Act], DemandState] = {
    (S.DUE, Act.START): S.PENDING,
    (S.PENDING, Act.START): S.PENDING,  # another way, or once more
    (S.PENDING, Act.GIVE_UP): S.DUE,
    (S.DUE, Act.PAY): S.PAID,
    (S.PENDING, Act.PAY): S.PAID,
    (S.DUE, Act.WAIVE): S.WAIVED,
    (S.PENDING, Act.WAIVE): S.WAIVED,
    (S.WAIVED, Act.UNWAIVE): S.DUE,
    (S.DUE, Act.CANCEL): S.CANCELLED,
    (S.PENDING, Act.CANCEL): S.CANCELLED,
    (S.PAID, Act.REVERSE): S.DUE,
    (S.PAID, Act.ASK_REFUND): S.REFUND_DUE,
    (S.REFUND_DUE, Act.REFUND): S.REFUNDED,
    (S.REFUND_DUE, Act.KEEP): S.PAID,
}
PAYABLE = frozenset(state for state, act in RULES if act is Act.PAY)


class NotNow(Exception):
    """The act is not lawful in this state."""

    def __init__(self, *, state: DemandState, act: Act) -> None:
        super().__init__(f"{act} from {state}")
        self.state, self.act = state, act


def after(*, state: DemandState, act: Act) -> DemandState:
    """The state this act leads to. Raises NotNow."""
    try:
        return RULES[state, act]
    except KeyError:
        raise NotNow(state=state, act=act) from None


def may(*, state: DemandState, act: Act) -> bool:
    """Whether the act is lawful now."""
    return (state, act) in RULES


class AttemptState(StrEnum):
    """One try to pay: open until money is confirmed, the other side says no, or its time is over."""

    OPEN = "open"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    EXPIRED = "expired"
    REVERSED = "reversed"


class Axis(StrEnum):
    """How a dossier stands with its money, beside its status (domain 4.2)."""

    NONE = "none"
    DUE = "due"
    PAID = "paid"
    WAIVED = "waived"
    REFUNDED = "refunded"


def axis(states: Iterable[DemandState]) -> Axis:
    """One word for all demands of a dossier: whatever is still to be paid comes first, a cancelled one is none."""
    told = set(states)
    if told & PAYABLE:
        return Axis.DUE
    if told & {S.PAID, S.REFUND_DUE}:
        return Axis.PAID
    if S.REFUNDED in told:
        return Axis.REFUNDED
    return Axis.WAIVED if S.WAIVED in told else Axis.NONE
