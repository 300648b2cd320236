"""What moves in a dossier's life, as one frozen value; an event stores only what it changed.

`fold(events) == row` is a law: the row is nothing but the reading of its events.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from apps.dossiers.domain.status import OPEN, ResultKind, Status
from apps.dossiers.domain.timeliness import Timeliness

_INSTANTS = frozenset(
    {
        "submitted_at",
        "intake_due_at",
        "received_at",
        "effective_at",
        "due_at",
        "late_after",
        "first_due_at",
        "first_late_after",
        "paused_at",
        "finished_at",
        "returned_at",
        "extended_at",
        "step_due_at",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseState:
    """Every field that only an event may change. Officials are named by id; instants are aware."""

    agency_id: int | None = field(default=None, compare=False)  # whose it is; no event moves that
    receiving_agency_id: int | None = field(default=None, compare=False)
    status: Status = Status.DRAFT
    outcome: ResultKind | None = None
    code: str = ""
    book_number: int | None = None
    submitted_at: datetime | None = None
    intake_due_at: datetime | None = None
    received_at: datetime | None = None
    received_by_id: int | None = None
    effective_at: datetime | None = None
    due_at: datetime | None = None
    late_after: datetime | None = None
    first_due_at: datetime | None = None
    first_late_after: datetime | None = None
    promise: dict[str, Any] | None = None
    terms: dict[str, str] | None = None
    paused_at: datetime | None = None
    fix_count: int = 0  # requests before reception
    supplement_count: int = 0
    standstill_count: int = 0  # how often the clock stood for anything else
    extended_at: datetime | None = None
    finished_at: datetime | None = None
    timeliness: Timeliness | None = None
    timeliness_in_force: Timeliness | None = None
    ended_late: bool | None = None
    returned_at: datetime | None = None
    holder_id: int | None = None
    previous_holder_id: int | None = None
    step_position: int = 0
    step_due_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None


MOVING_FIELDS = tuple(one.name for one in fields(CaseState) if one.compare)
Moved = dict[str, Any]  # the fields that an act sets, whether or not they had another value before
_NAMES = tuple(one.name for one in fields(CaseState))


def moved_on(*, state: CaseState, moved: Moved) -> CaseState:
    """The state after a move. `dataclasses.replace` takes three times as long, and a life is nothing but moves."""
    after = object.__new__(CaseState)
    for name in _NAMES:
        object.__setattr__(after, name, moved[name] if name in moved else getattr(state, name))
    return after


def changes_of(*, state: CaseState, moved: Moved) -> dict[str, Any]:
    """What an event stores: the fields that differ, as JSON values."""
    return {name: to_json(new) for name, new in moved.items() if new != getattr(state, name)}


def fold(changes: Iterable[Mapping[str, Any]]) -> CaseState:
    """The state that a list of events, oldest first, leads to."""
    merged: dict[str, Any] = {}
    for change in changes:
        merged.update(change)
    return replace(CaseState(), **{name: from_json(name, value) for name, value in merged.items()})


def to_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def from_json(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _INSTANTS:
        return datetime.fromisoformat(value)
    if name == "status":
        return Status(value)
    if name == "outcome":
        return ResultKind(value)
    if name in ("timeliness", "timeliness_in_force"):
        return Timeliness(value)
    return value
