"""Why a promise falls on that day: one value, kept with the dossier, rendered on the page, on paper and as JSON.

It holds what was true when the promise was made, so that it can be read years later without the calendar of then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from apps.dossiers.domain import sentence, sums
from apps.worktime import Unit


class DayPart(StrEnum):
    """What a day was to the promise."""

    COUNTED = "counted"
    MADE_UP = "made_up"  # counted, though its weekday would not be
    WORKED = "worked"  # a working day that only its hours count of: hour promises, the last half day
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    IN_LIEU = "in_lieu"
    SWAP_OFF = "swap_off"
    PAUSED = "paused"


NUMBERED = frozenset({DayPart.COUNTED, DayPart.MADE_UP})


class PauseEffect(StrEnum):
    """What a pause did to the promise."""

    ADDED = "added"
    RESTARTED = "restarted"
    RUNNING = "running"
    TOO_LATE = "too_late"  # opened when the promise was already broken
    ABSORBED = "absorbed"  # covered by another pause, or without working time


@dataclass(frozen=True, slots=True)
class DayRun:
    """Consecutive days of one kind."""

    first: date
    last: date
    part: DayPart
    name: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class PauseNote:
    """A pause and its effect; `added` is in days, or in hours for a promise of hours."""

    kind: str
    effect: PauseEffect
    opened_at: datetime
    closed_at: datetime | None = None
    added: Decimal = Decimal(0)
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The arithmetic of a promise. Instants are in the office's zone; `counts_from` is where counting began anew."""

    received_at: datetime
    effective_at: datetime
    counts_from: datetime
    due_at: datetime
    late_after: datetime
    amount: Decimal
    unit: Unit
    runs: tuple[DayRun, ...] = ()
    pauses: tuple[PauseNote, ...] = ()
    extended_to: date | None = None
    calendar_name: str = ""
    calendar_fingerprint: str = ""
    confirmed: bool = True

    @property
    def is_restarted(self) -> bool:
        """Whether the period began again when a complement arrived."""
        return self.counts_from != self.effective_at

    @property
    def counted(self) -> int:
        """Whole days counted so far as they are days; 0 for hours and the same day."""
        return sum((run.last - run.first).days + 1 for run in self.runs if run.part in NUMBERED)

    def sentence(self) -> str:
        """The whole arithmetic in one Vietnamese sentence, for a slip or a line on a page."""
        return sentence.in_words(self)

    def rows(self) -> tuple[sums.Row, ...]:
        """The arithmetic day by day, for the `sums` component: days counted aloud, days off crossed out."""
        return sums.rows(self)

    def as_json(self) -> dict[str, Any]:
        """Plain values; empty ones are left out."""
        return {
            "received_at": self.received_at.isoformat(),
            "effective_at": self.effective_at.isoformat(),
            "counts_from": self.counts_from.isoformat(),
            "due_at": self.due_at.isoformat(),
            "late_after": self.late_after.isoformat(),
            "amount": str(self.amount),
            "unit": self.unit.value,
            "runs": [_run_as_json(run) for run in self.runs],
            "pauses": [pause_as_json(pause) for pause in self.pauses],
            "extended_to": self.extended_to.isoformat() if self.extended_to else None,
            "calendar": self.calendar_name,
            "fingerprint": self.calendar_fingerprint,
            "confirmed": self.confirmed,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """The explanation that `as_json` wrote."""
        return cls(
            received_at=datetime.fromisoformat(value["received_at"]),
            effective_at=datetime.fromisoformat(value["effective_at"]),
            counts_from=datetime.fromisoformat(value["counts_from"]),
            due_at=datetime.fromisoformat(value["due_at"]),
            late_after=datetime.fromisoformat(value["late_after"]),
            amount=Decimal(value["amount"]),
            unit=Unit(value["unit"]),
            runs=tuple(_run_from_json(run) for run in value["runs"]),
            pauses=tuple(_pause_from_json(pause) for pause in value["pauses"]),
            extended_to=date.fromisoformat(value["extended_to"]) if value["extended_to"] else None,
            calendar_name=value["calendar"],
            calendar_fingerprint=value["fingerprint"],
            confirmed=value["confirmed"],
        )


def _run_as_json(run: DayRun) -> dict[str, Any]:
    plain: dict[str, Any] = {"first": run.first.isoformat(), "last": run.last.isoformat(), "part": run.part.value}
    return plain | ({"name": run.name} if run.name else {}) | ({} if run.confirmed else {"confirmed": False})


def _run_from_json(value: Mapping[str, Any]) -> DayRun:
    return DayRun(
        first=date.fromisoformat(value["first"]),
        last=date.fromisoformat(value["last"]),
        part=DayPart(value["part"]),
        name=value.get("name", ""),
        confirmed=value.get("confirmed", True),
    )


def pause_as_json(pause: PauseNote) -> dict[str, Any]:
    """A pause as it stands in the kept explanation."""
    return {
        "kind": pause.kind,
        "effect": pause.effect.value,
        "opened_at": pause.opened_at.isoformat(),
        "closed_at": pause.closed_at.isoformat() if pause.closed_at else None,
        "added": str(pause.added),
        "document": pause.document,
    }


def _pause_from_json(value: Mapping[str, Any]) -> PauseNote:
    return PauseNote(
        kind=value["kind"],
        effect=PauseEffect(value["effect"]),
        opened_at=datetime.fromisoformat(value["opened_at"]),
        closed_at=datetime.fromisoformat(value["closed_at"]) if value["closed_at"] else None,
        added=Decimal(value["added"]),
        document=value["document"],
    )
