"""One round of the guard as a value: what it did, whom it could do nothing for, and whether it is due at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

# A clock that was set back is waited for; one that had been set further ahead than this was simply wrong, and must not
# keep the guard quiet until then.
LONGEST_WAIT = timedelta(hours=25)


class SkipReason(StrEnum):
    """Why the guard could do nothing for a dossier that was its business."""

    NO_ALLOWANCE = "no_allowance"
    OUTSIDE_CALENDAR = "outside_calendar"
    NO_HOLDER = "no_holder"
    NO_LEADER = "no_leader"
    PAUSED = "paused"
    EXTENDED_BEFORE = "extended_before"
    MOVED_MEANWHILE = "moved_meanwhile"


class Idle(StrEnum):
    """Why a whole round did nothing."""

    NOT_LATER = "not_later"
    UNDER_WAY = "under_way"


@dataclass(frozen=True, slots=True)
class Skip:
    """A dossier by its reference."""

    dossier: str
    why: SkipReason


@dataclass(slots=True)
class Tally:
    """What one round does, while it does it: a dossier counts once in each column, and is skipped for one reason."""

    asked: set[int] = field(default_factory=set)
    drafted: set[int] = field(default_factory=set)
    withdrawn: set[int] = field(default_factory=set)
    notices: set[int] = field(default_factory=set)
    escalated: set[int] = field(default_factory=set)
    reminders: set[int] = field(default_factory=set)
    _skipped: dict[int, Skip] = field(default_factory=dict)

    def skip(self, *, dossier_id: int, reference: str, why: SkipReason) -> None:
        """Note the first reason found."""
        self._skipped.setdefault(dossier_id, Skip(dossier=reference, why=why))

    @property
    def skipped(self) -> tuple[Skip, ...]:
        return tuple(sorted(self._skipped.values(), key=lambda skip: skip.dossier))


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round as of `at`; `idle` says why nothing was done, `since` what it is not later than."""

    at: datetime
    asked: int = 0
    drafted: int = 0
    withdrawn: int = 0
    notices: int = 0
    escalated: int = 0
    reminders: int = 0
    skipped: tuple[Skip, ...] = ()
    idle: Idle | None = None
    last_at: datetime | None = None

    @classmethod
    def of(cls, tally: Tally, *, at: datetime) -> Round:
        """The numbers of a tally."""
        return cls(
            at=at,
            asked=len(tally.asked),
            drafted=len(tally.drafted),
            withdrawn=len(tally.withdrawn),
            notices=len(tally.notices),
            escalated=len(tally.escalated),
            reminders=len(tally.reminders),
            skipped=tally.skipped,
        )
