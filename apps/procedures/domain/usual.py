"""How long a procedure usually takes: within so many working days nine of ten people had their result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

NINE_OF_TEN = 9, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What people did with one procedure in a while: numbers alone."""

    procedure_id: int
    filed: int
    done: int
    usual_days: int | None


def usual_days(*, days: Sequence[int]) -> int | None:
    """The fewest whole days within which at least nine tenths of the cases were done; None without cases.

    A day that really occurred, never one between two: whoever reads it can count it after us.
    """
    if not days:
        return None
    part, whole = NINE_OF_TEN
    return sorted(days)[-(-len(days) * part // whole) - 1]
