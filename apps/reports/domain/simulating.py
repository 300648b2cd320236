"""Which open dossiers would move the index most, if what they wait for were done.

An effect is the difference between two ends of the same dossier: done, and left until the period is over. So a promise
that would break counts as much as one that could still be won.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from apps.reports.domain.index_766 import Component, Count, score, score_payment

NOTHING = Count(0, 0)


class Deed(StrEnum):
    """What can be done for a dossier; the value is its name in a query."""

    KEEP = "keep"
    TURN = "turn"
    SIGN = "sign"
    SCAN = "scan"
    PAY = "pay"


@dataclass(frozen=True, slots=True)
class Change:
    """What is added to a numerator and a denominator."""

    numerator: int = 0
    denominator: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """What one deed does to one component, and what leaving it does."""

    component: Component
    done: Change
    left: Change


# The open dossier counts as on time already; left, it is late when the period ends.
_KEEP = Move(Component.PROGRESS, Change(), Change(-1))
# The index calls it late (two requests for papers and no result); a result before the promise makes it on time.
_TURN = Move(Component.PROGRESS, Change(1), Change())
_RESULT = Move(Component.RESULT_DIGITISED, Change(1, 1), Change(0, 1))
_PAPERS = Move(Component.DOCUMENTS_DIGITISED, Change(1, 1), Change(0, 1))
_PAID = Move(Component.ONLINE_PAYMENT, Change(1), Change())
# Papers that are digital already need the result alone; papers that are not need both.
MOVES: Mapping[Deed, tuple[Move, ...]] = {
    Deed.KEEP: (_KEEP,),
    Deed.TURN: (_TURN,),
    Deed.SIGN: (_RESULT, _PAPERS),
    Deed.SCAN: (),
    Deed.PAY: (_PAID,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the index stands: the shares, and the three of payment."""

    shares: Mapping[Component, Count]
    paid: Count = NOTHING
    paying: Count = NOTHING
    used: Count = NOTHING

    def points(self, changes: Mapping[Component, Change]) -> Fraction:
        """The points of the components that change, after the change."""
        return sum((self._of(component, change) for component, change in changes.items()), Fraction(0))

    def _of(self, component: Component, change: Change) -> Fraction:
        if component is Component.ONLINE_PAYMENT:
            found = score_payment(paid=_changed(self.paid, change), paying=self.paying, used=self.used)
        else:
            found = score(component=component, count=_changed(self.shares.get(component, NOTHING), change))
        return found.points or Fraction(0)


def effect(*, standing: Standing, deeds: Iterable[Iterable[Deed]]) -> Fraction:
    """What the deeds of one or several dossiers together are worth, in points."""
    done: dict[Component, Change] = {}
    left: dict[Component, Change] = {}
    for of_one in deeds:
        for deed in of_one:
            for move in MOVES[deed]:
                done[move.component] = _sum(done.get(move.component, Change()), move.done)
                left[move.component] = _sum(left.get(move.component, Change()), move.left)
    return standing.points(done) - standing.points(left)


def ranked(*, standing: Standing, kinds: Iterable[frozenset[Deed]]) -> Sequence[tuple[frozenset[Deed], Fraction]]:
    """Kinds of dossiers by what one of each is worth, the most first; those worth nothing are left out."""
    worth = {kind: effect(standing=standing, deeds=[kind]) for kind in kinds}
    found = [(kind, points) for kind, points in worth.items() if points > 0]
    return sorted(found, key=lambda one: (-one[1], sorted(one[0])))


def _sum(one: Change, other: Change) -> Change:
    return Change(one.numerator + other.numerator, one.denominator + other.denominator)


def _changed(count: Count, change: Change) -> Count:
    """Never out of its bounds: what is counted today may already hold what the deed would bring."""
    denominator = max(0, count.denominator + change.denominator)
    return Count(min(max(0, count.numerator + change.numerator), denominator), denominator)
