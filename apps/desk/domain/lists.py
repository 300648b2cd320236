"""Lists of what changes hands: dossiers from the desk to whoever handles them, results back to the desk.

A line is open from the day it is listed until the receiver has it in hand or the giver takes it back; while it is open,
its dossier stands on no other list of the same kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from apps.desk.domain.frame import Issuer, need_zone
from apps.desk.domain.frozen import freeze, thaw

MOST_LINES = 60


class ListKind(StrEnum):
    """What is handed over: also the name of the number series."""

    DOSSIERS = "list_dossiers"
    RESULTS = "list_results"

    @property
    def symbol(self) -> str:
        """The letters after the running number."""
        return {ListKind.DOSSIERS: "BGHS", ListKind.RESULTS: "BGKQ"}[self]

    @property
    def heading(self) -> str:
        """The title of the paper."""
        return {
            ListKind.DOSSIERS: "Phiếu bàn giao hồ sơ",
            ListKind.RESULTS: "Phiếu bàn giao kết quả giải quyết thủ tục hành chính",
        }[self]


class LineState(StrEnum):
    """Where one line of a list stands."""

    WAITING = "waiting"
    MISSING = "missing"  # looked for and not found, with a reason; still open
    RECEIVED = "received"
    TAKEN_BACK = "taken_back"


OPEN = frozenset({LineState.WAITING, LineState.MISSING})


class NotThatWay(Exception):
    """The line is closed already."""


def received(state: LineState) -> LineState:
    """The receiver has it in hand. Raises NotThatWay."""
    return _from_open(state, LineState.RECEIVED)


def missing(state: LineState) -> LineState:
    """The receiver does not find it among what was brought. Raises NotThatWay."""
    return _from_open(state, LineState.MISSING)


def taken_back(state: LineState) -> LineState:
    """The giver listed it by mistake, or keeps it. Raises NotThatWay."""
    return _from_open(state, LineState.TAKEN_BACK)


def _from_open(state: LineState, to: LineState) -> LineState:
    if state not in OPEN:
        raise NotThatWay(state)
    return to


def list_number(*, kind: ListKind, sequence: int) -> str:
    """«07/BGHS»: of the agency and the year."""
    return f"{sequence:02d}/{kind.symbol}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """One dossier or result as the list names it."""

    dossier_code: str
    procedure_name: str
    applicant: str
    address: str
    sets: int = 1
    papers: int = 0  # sheets on paper that lie in it: originals, certified and plain copies
    result: str = ""
    result_number: str = ""
    result_kind: str = ""  # «Kết quả», «Văn bản trả lời, không giải quyết»
    has_fee: bool = False
    by_post: bool = False
    head_hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFacts:
    """What the paper says, frozen when the list is made."""

    kind: ListKind
    number: str
    issued_at: datetime
    issuer: Issuer
    giver: str
    giver_unit: str
    receiver: str  # empty: whoever is at the desk
    receiver_unit: str
    verification_url: str
    lines: tuple[ListLine, ...]

    def __post_init__(self) -> None:
        need_zone(self.issued_at)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, to be sealed and stored with the list."""
        plain: dict[str, Any] = freeze(self)
        return plain

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Self:
        """The facts as they were frozen."""
        return thaw(cls, plain)
