"""Facts become increments of monthly sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

COLUMNS = ("received", "early", "on_time", "late", "ended")


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One row of the finest roll-up."""

    agency_id: int
    month: date
    field_id: int
    channel: str


@dataclass(frozen=True, slots=True)
class FactSeen:
    """A fact as the figures see it; `kind` is received, finished or ended, `timeliness` early, on_time or late."""

    agency_id: int
    kind: str
    field_id: int
    channel: str
    day: date
    timeliness: str


def increments(facts: Iterable[FactSeen]) -> dict[Cell, Counter[str]]:
    """What to add to each cell, by column."""
    cells: dict[Cell, Counter[str]] = {}
    for fact in facts:
        cell = Cell(fact.agency_id, fact.day.replace(day=1), fact.field_id, fact.channel)
        column = fact.timeliness if fact.kind == "finished" else fact.kind
        cells.setdefault(cell, Counter())[column] += 1
    return cells
