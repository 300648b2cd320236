"""Facts become increments of monthly sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

COLUMNS = (
    *("received", "early", "on_time", "late", "ended"),
    *("ended_late", "early_in_force", "on_time_in_force", "late_in_force"),
)
STAGE_COLUMNS = ("dossiers", "minutes")


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One row of the finest roll-up."""

    agency_id: int
    month: date
    field_id: int
    channel: str


@dataclass(frozen=True, slots=True, order=True)
class StageCell:
    """One row of the roll-up of lateness."""

    agency_id: int
    month: date
    stage: str


def province_of(code: str) -> str:
    """The head of an agency's code (QĐ 20/2020/QĐ-TTg): the province, or the ministry, under which it stands."""
    return code.partition(".")[0]


@dataclass(frozen=True, slots=True)
class FactSeen:
    """A fact as the figures see it; `kind` is received, finished or ended, `timeliness` early, on_time or late."""

    agency_id: int
    kind: str
    field_id: int
    channel: str
    day: date
    timeliness: str
    timeliness_in_force: str = ""
    late_stage: str = ""
    late_minutes: int = 0

    @property
    def month(self) -> date:
        return self.day.replace(day=1)

    @property
    def columns(self) -> tuple[str, ...]:
        """The sums this fact adds one to."""
        if self.kind == "finished":
            return self.timeliness, f"{self.timeliness_in_force or self.timeliness}_in_force"
        if self.kind == "ended" and self.timeliness == "late":
            return "ended", "ended_late"
        return (self.kind,)


def increments(facts: Iterable[FactSeen]) -> dict[Cell, Counter[str]]:
    """What to add to each cell, by column."""
    cells: dict[Cell, Counter[str]] = {}
    for fact in facts:
        cell = Cell(fact.agency_id, fact.month, fact.field_id, fact.channel)
        cells.setdefault(cell, Counter()).update(fact.columns)
    return cells


def late_increments(facts: Iterable[FactSeen]) -> dict[StageCell, Counter[str]]:
    """What to add to the sums of lateness: the dossier, and the working time past its first promise."""
    cells: dict[StageCell, Counter[str]] = {}
    for fact in facts:
        if fact.kind == "finished" and fact.timeliness == "late":
            cell = StageCell(fact.agency_id, fact.month, fact.late_stage)
            cells.setdefault(cell, Counter()).update(dossiers=1, minutes=fact.late_minutes)
    return cells
