"""Targets of the year: what is aimed at, and the light that a figure earns."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

HUNDRED = 100
NEAR = Fraction(5)  # percentage points: so near to a target the light is amber


class Aim(StrEnum):
    """What a target is set for; the value is its word in an address."""

    ONLINE = "truc-tuyen"
    SATISFIED = "hai-long"
    SYNCHRONISED = "dong-bo"
    LATE = "tre-han"
    DIGITISED = "so-hoa"
    SIGNED = "ky-so"


class Light(StrEnum):
    """Reached, nearly, not; or nothing was measured."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NONE = "none"


# What holds until an office sets its own (domain 6.4): satisfaction 90 %, synchronised 100 %, late 0. For the others
# nobody has named a number, so without one of its own an office has none.
USUAL: dict[Aim, Decimal] = {
    Aim.ONLINE: Decimal(65),
    Aim.SATISFIED: Decimal(90),
    Aim.SYNCHRONISED: Decimal(100),
    Aim.LATE: Decimal(0),
}
# These are numbers of dossiers, and less is better; the others are shares in percent, and more is better.
OF_DOSSIERS = frozenset({Aim.LATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What was reached: a number of dossiers, or so many of so many."""

    numerator: int
    denominator: int | None = None

    @property
    def value(self) -> Fraction | None:
        """The number itself, or the share in percent; None where there was nothing to measure."""
        if self.denominator is None:
            return Fraction(self.numerator)
        return Fraction(self.numerator * HUNDRED, self.denominator) if self.denominator else None


def light(*, aim: Aim, reached: Reached | None, target: Decimal | None) -> Light:
    """The light of a figure beside its target; no figure or no target is no light."""
    value = reached.value if reached else None
    if value is None or target is None:
        return Light.NONE
    goal = Fraction(target)
    if aim in OF_DOSSIERS:
        return Light.GREEN if value <= goal else Light.RED
    if value >= goal:
        return Light.GREEN
    return Light.AMBER if value >= goal - NEAR else Light.RED
