"""The service index of QĐ 766/QĐ-TTg: points of each component from an exact fraction, and never from a float.

The formulas reproduce the live national scores or come from the description document (domain 6.3); neither is a gazette
text, so each stands in the table below by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

HALF, HUNDRED = Fraction(1, 2), 100
# Where so much is done, the whole of the points is given.
DIGITISED_ENOUGH, SATISFIED_ENOUGH = Fraction(8, 10), Fraction(9, 10)
# Online payment: 6 A + min(2; 2,5 B) + 2,5 C, and never more than 10.
PAID, OF_PROCEDURES, MOST_FOR_PROCEDURES, MOST_FOR_PAYMENT = Fraction(6), Fraction(5, 2), Fraction(2), Fraction(10)


class Component(StrEnum):
    """What is scored; the value is its name in lines and addresses."""

    PUBLICATION = "publication"
    SYNC = "sync"
    PROGRESS = "progress"
    RESULT_DIGITISED = "result_digitised"
    DOCUMENTS_DIGITISED = "documents_digitised"
    REUSE = "reuse"
    ONLINE_PAYMENT = "online_payment"
    PETITIONS_ON_TIME = "petitions_on_time"
    PETITIONS_SATISFACTION = "petitions_satisfaction"
    SATISFACTION = "satisfaction"


class Item(StrEnum):
    """The three things that are asked of publication."""

    ISSUED = "issued"
    UPDATED = "updated"
    COMPLETE = "complete"


class NotACount(ValueError):
    """Two numbers of which one is no part of the other."""


@dataclass(frozen=True, slots=True)
class Count:
    """So many of so many."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        if not 0 <= self.numerator <= self.denominator:
            raise NotACount  # the numbers stay unsaid: Python writes none of more than 4300 digits

    @property
    def share(self) -> Fraction | None:
        """The exact fraction; None where there is nothing to divide by."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None


@dataclass(frozen=True, slots=True)
class Score:
    """The share in percent and the points, exact; None is not 0: there was nothing to measure."""

    rate: Fraction | None
    points: Fraction | None


MOST_FOR_ITEM: Mapping[Item, int] = {Item.ISSUED: 6, Item.UPDATED: 4, Item.COMPLETE: 2}
_POINTS: Mapping[Component, Callable[[Fraction], Fraction]] = {
    Component.SYNC: lambda share: 6 * share,
    Component.PROGRESS: lambda share: 20 * share,
    Component.RESULT_DIGITISED: lambda share: 6 * share,
    Component.DOCUMENTS_DIGITISED: lambda share: 4 * min(Fraction(1), share / DIGITISED_ENOUGH),
    Component.REUSE: lambda share: 2 * min(Fraction(1), share / DIGITISED_ENOUGH),
    Component.SATISFACTION: lambda share: min(Fraction(6), 6 * share / SATISFIED_ENOUGH),
    Component.PETITIONS_ON_TIME: lambda share: 6 * share,
    Component.PETITIONS_SATISFACTION: lambda share: 6 * share,
}
# What a denominator of 0 is worth; whatever is not named here is worth nothing that can be said.
_OF_NOTHING: Mapping[Component, Fraction] = {
    Component.PETITIONS_ON_TIME: Fraction(6),
    Component.PETITIONS_SATISFACTION: Fraction(6),
    Component.PROGRESS: Fraction(0),
    Component.SATISFACTION: Fraction(0),
    Component.SYNC: Fraction(0),
}


def score(*, component: Component, count: Count) -> Score:
    """One component that is a share of something; publication and online payment have their own."""
    share = count.share
    if share is None:
        return Score(rate=None, points=_OF_NOTHING.get(component))
    return Score(rate=share * HUNDRED, points=_POINTS[component](share))


def score_publication(*, item: Item, count: Count) -> Score:
    """One of the three things asked of publication."""
    share = count.share
    if share is None:
        return Score(rate=None, points=None)
    return Score(rate=share * HUNDRED, points=MOST_FOR_ITEM[item] * share)


def score_payment(*, paid: Count, paying: Count, used: Count) -> Score:
    """A: dossiers paid online; B: fee procedures paid online at least once; C: fee procedures with dossiers."""
    a, b, c = (count.share or Fraction(0) for count in (paid, paying, used))
    points = PAID * a + min(MOST_FOR_PROCEDURES, OF_PROCEDURES * b) + OF_PROCEDURES * c
    return Score(rate=None, points=min(MOST_FOR_PAYMENT, points))


def two_decimals(value: Fraction) -> str:
    """«16.53»: half up, whatever the size of the numbers; the value is never negative."""
    cents = int(value * HUNDRED + HALF)
    return f"{cents // HUNDRED}.{cents % HUNDRED:02d}"
