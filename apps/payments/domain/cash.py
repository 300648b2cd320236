"""The cash book of one cashier: what goes in and out, how the drawer is counted, who closes and who confirms.

The book is closed on what was counted, to the đồng; a difference is no fault of arithmetic and must be explained.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from apps.officials.domain.duties import Duty

# Notes in use, the largest first. What is smaller is counted as one sum.
NOTES = (500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000)
MOST_OF_A_NOTE = 10_000
MOST_FLOAT = 100_000_000


class BookState(StrEnum):
    """Open; counted and closed by the cashier; confirmed by another."""

    OPEN = "open"
    CLOSED = "closed"
    CONFIRMED = "confirmed"


class Entry(StrEnum):
    """What a line of the book is."""

    RECEIPT = "receipt"
    REVERSAL = "reversal"
    REFUND = "refund"


class Handing(StrEnum):
    """The cash of a confirmed book leaves the drawer; or that entry is taken back."""

    HANDED = "handed"
    TAKEN_BACK = "taken_back"


class GoesTo(StrEnum):
    """Whose hands it goes into."""

    TREASURER = "treasurer"
    TREASURY = "treasury"
    BANK = "bank"


class Confirmer(StrEnum):
    """Who confirms a closed book, as an office chooses."""

    LEADER_OR_CASHIER = "leader_or_cashier"
    LEADER = "leader"


def signed(*, entry: Entry, amount: int) -> int:
    """What a line does to the drawer: a receipt fills it, the others empty it."""
    return amount if entry is Entry.RECEIPT else -amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What lies in the drawer: how many of each note, and coins and small notes as one sum."""

    notes: Mapping[int, int]
    others: int = 0

    @property
    def total(self) -> int:
        """Đồng."""
        return sum(note * number for note, number in self.notes.items()) + self.others


def may_close(*, cashier_id: int, by_id: int, duties: Collection[str], is_forgotten: bool) -> bool:
    """The cashier closes; a book forgotten on an earlier day may also be closed by a leader."""
    return by_id == cashier_id or (is_forgotten and Duty.LEADER in duties)


def may_confirm(
    *, rule: Confirmer, cashier_id: int, closed_by_id: int | None, by_id: int, duties: Collection[str]
) -> bool:
    """Four eyes: never whoever took the money, nor whoever counted it."""
    if by_id in (cashier_id, closed_by_id):
        return False
    wanted = {Duty.LEADER} if rule is Confirmer.LEADER else {Duty.LEADER, Duty.CASHIER, Duty.CLERK}
    return bool(wanted & set(duties))


def to_hand_on(*, counted: int, opening_float: int) -> int:
    """Đồng of a day that leave the drawer: what was counted, less the change that stays in it."""
    return max(counted - opening_float, 0)


def may_hand_on(*, cashier_id: int, by_id: int, duties: Collection[str]) -> bool:
    """Whoever took the money; or a cashier or leader of the office in their stead."""
    return by_id == cashier_id or bool({Duty.LEADER, Duty.CASHIER} & set(duties))
