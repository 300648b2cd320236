"""Proposals to keep, amend, replace or abolish a procedure: what may become of one, and what it would save."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

MINUTES_AN_HOUR = 60


class Verdict(StrEnum):
    """What the office thinks should become of a procedure (rà soát, Nghị định 63/2010/NĐ-CP, chương IV)."""

    KEEP = "keep"
    AMEND = "amend"
    REPLACE = "replace"
    ABOLISH = "abolish"


class ProposalStatus(StrEnum):
    """Where a proposal stands."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    """What can be done with a proposal; the value is its name in forms."""

    SEND = "gui"
    ACCEPT = "chap-thuan"
    DECLINE = "khong-chap-thuan"
    WITHDRAW = "rut"


# The same table draws the buttons and refuses the POST.
MOVES: dict[tuple[ProposalStatus, Move], ProposalStatus] = {
    (ProposalStatus.DRAFT, Move.SEND): ProposalStatus.SENT,
    (ProposalStatus.DRAFT, Move.WITHDRAW): ProposalStatus.WITHDRAWN,
    (ProposalStatus.SENT, Move.ACCEPT): ProposalStatus.ACCEPTED,
    (ProposalStatus.SENT, Move.DECLINE): ProposalStatus.DECLINED,
    (ProposalStatus.SENT, Move.WITHDRAW): ProposalStatus.WITHDRAWN,
}
NEEDS_ANSWER = frozenset({Move.ACCEPT, Move.DECLINE})


class CannotMove(ValueError):
    """The proposal does not stand where this can be done."""

    def __init__(self, *, status: ProposalStatus, move: Move) -> None:
        super().__init__(f"{move} from {status}")
        self.status, self.move = status, move


def moved(*, status: ProposalStatus, move: Move) -> ProposalStatus:
    """Where the proposal stands afterwards. Raises CannotMove."""
    if (status, move) not in MOVES:
        raise CannotMove(status=status, move=move)
    return MOVES[status, move]


def moves_from(*, status: ProposalStatus) -> tuple[Move, ...]:
    """What can be done now."""
    return tuple(move for start, move in MOVES if start is status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """What one dossier takes from those who file and those who work on it: minutes, and money paid besides."""

    minutes: int
    cost: int


NOTHING = Burden(minutes=0, cost=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """What a year would save; negative where the proposal costs more than it saves."""

    minutes: int
    dong: int


def saving(*, verdict: Verdict, dossiers_a_year: int, now: Burden, then: Burden, dong_an_hour: int) -> Saving:
    """The saving of a year: the time of each dossier valued by the hour, and the money, times the dossiers.

    What is abolished takes nothing afterwards, what is kept changes nothing, whatever else was written down.
    """
    if verdict is Verdict.KEEP:
        return Saving(minutes=0, dong=0)
    after = NOTHING if verdict is Verdict.ABOLISH else then
    minutes = (now.minutes - after.minutes) * dossiers_a_year
    worth = (Decimal(minutes) * dong_an_hour / MINUTES_AN_HOUR).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return Saving(minutes=minutes, dong=int(worth) + (now.cost - after.cost) * dossiers_a_year)
