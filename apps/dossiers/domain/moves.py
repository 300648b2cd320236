"""What somebody wants to do to a dossier, what was arranged for it, and the refusal: the words the law speaks in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.asking import AskedItem
from apps.dossiers.domain.promise import PauseSpan, SupplementMode
from apps.dossiers.domain.status import Action, PauseKind, ResultKind, Status
from apps.worktime import Allowance, DueTime, Unit, WorkCalendar

REASON_MIN_LENGTH = 20  # form 03 wants a reason that says something, not a word


def says_why(reason: str) -> bool:
    """Whether this is a reason that a citizen or an inspector can read."""
    return len(reason.strip()) >= REASON_MIN_LENGTH


class Forbidden(Exception):
    """The law does not allow this act now; `why` is a code that labels.py turns into a sentence."""

    def __init__(self, *, action: Action, status: Status, why: str) -> None:
        super().__init__(f"{action} from {status}: {why}")
        self.action, self.status, self.why = action, status, why


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was arranged for this dossier: the law's allowance, the calendar it is promised under, its pauses so far.

    Allowance, `due_time` and `supplement_mode` are kept with the dossier at reception: what an office changes later
    moves no promise that was given.
    """

    allowance: Allowance
    calendar: WorkCalendar
    due_time: DueTime = DueTime.END_OF_DAY
    supplement_mode: SupplementMode = SupplementMode.RESTART
    intake_hours: Decimal = Decimal(8)
    pauses: Sequence[PauseSpan] = ()
    extended_to: date | None = None
    is_answered: bool = False  # the citizen says that the complement is here, and nobody has looked yet

    @property
    def open_pause(self) -> PauseSpan | None:
        """The pause in which the clock stands now."""
        return next((pause for pause in self.pauses if pause.closed_at is None), None)

    def with_pause(self, pause: PauseSpan) -> Terms:
        """The same with one pause more, or with the open one as it was closed."""
        others = [other for other in self.pauses if other.opened_at != pause.opened_at or other.closed_at is not None]
        return replace(self, pauses=(*others, pause))

    def kept(self) -> dict[str, str]:
        """What reception keeps with the dossier."""
        return {
            "amount": f"{self.allowance.amount:f}",
            "unit": self.allowance.unit.value,
            "due_time": self.due_time.value,
            "supplement_mode": self.supplement_mode.value,
        }


@dataclass(frozen=True, slots=True)
class Kept:
    """The terms that were kept at reception, read back."""

    allowance: Allowance
    due_time: DueTime
    supplement_mode: SupplementMode

    @classmethod
    def read(cls, plain: Mapping[str, str]) -> Kept:
        """What `Terms.kept` wrote."""
        return cls(
            allowance=Allowance(Decimal(plain["amount"]), Unit(plain["unit"])),
            due_time=DueTime(plain["due_time"]),
            supplement_mode=SupplementMode(plain["supplement_mode"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One act that somebody wants to do. Which of the particulars are needed depends on the action."""

    action: Action
    by: Actor
    at: datetime
    reason: str = ""
    receiver_id: int | None = None
    planned_hours: Decimal | None = None
    code: str = ""
    book_number: int | None = None
    outcome: ResultKind | None = None
    new_due_date: date | None = None
    # What stops a clock, and starts it again.
    pause_kind: PauseKind | None = None
    mode: SupplementMode | None = None  # None: as arranged
    restart_reason: str = ""
    again_reason: str = ""
    legal_basis: str = ""
    document: str = ""
    answer_by: date | None = None
    outage_id: int | None = None
    requested_by_id: int | None = None  # who asked for it, where that is not who decides
    signed_by_id: int | None = None  # who had signed what was handed over on the spot
    items: Sequence[AskedItem] = ()  # the papers that are asked for
