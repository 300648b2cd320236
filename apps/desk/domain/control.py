"""The hand-overs of a dossier as form 06 lists them: each event that put it into another hand is a row, for ever.

A row says when, from whom to whom, and whether the giver kept the end planned for their step. The desk gives first and
takes last; what came back unfinished is a new row with its reason, never a changed one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from apps.desk.domain.papers import HandOver, StepResult
from apps.dossiers.domain.status import Action

# Acts that put a received dossier into another hand. Signing gives the result to the desk; an end gives it back there.
HANDING = frozenset(
    {
        *(Action.FORWARD, Action.SEND_BACK, Action.SUBMIT_FOR_SIGNATURE, Action.RETURN_TO_OFFICER, Action.SIGN),
        *(Action.WITHDRAW, Action.STOP),
    }
)
TO_DESK = frozenset({Action.SIGN, Action.WITHDRAW, Action.STOP})
ACTIONS: dict[str, str] = {
    Action.FORWARD: "Chuyển xử lý",
    Action.SEND_BACK: "Chuyển lại người trước",
    Action.SUBMIT_FOR_SIGNATURE: "Trình ký",
    Action.RETURN_TO_OFFICER: "Trả lại người xử lý",
    Action.SIGN: "Ký, chuyển kết quả về quầy",
    Action.WITHDRAW: "Rút hồ sơ, trả lại giấy tờ",
    Action.STOP: "Dừng giải quyết, trả lại giấy tờ",
}


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as far as hand-overs matter: `changes` are the moving fields it set, as JSON."""

    at: datetime
    action: str
    changes: Mapping[str, Any]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's desk: the unit, and who sits there."""

    unit: str
    name: str


@dataclass(frozen=True, slots=True)
class Followed:
    """The rows so far, and in whose hand the dossier is now; None once it is back at the desk for good."""

    rows: tuple[HandOver, ...]
    holder_id: int | None


def follow(
    *, events: Iterable[Happened], places: Mapping[int, Place], desk: str, clerks: frozenset[int], zone: tzinfo
) -> Followed:
    """The way of a dossier from hand to hand. `clerks` sit at the desk: the unit of their rows is `desk`."""
    known: dict[str, Any] = {}
    rows: list[HandOver] = []
    for event in events:
        giver, planned = known.get("holder_id"), _instant(known.get("step_due_at"))
        known |= event.changes
        if event.action not in HANDING or not known.get("received_at"):
            continue
        back = event.action in TO_DESK
        receiver = known.get("received_by_id") if back else known.get("holder_id")
        place, to = _place(giver, places, desk, clerks), _place(receiver, places, desk, clerks)
        rows.append(
            HandOver(
                at=event.at,
                action=ACTIONS[event.action],
                giver_unit=place.unit,
                giver=place.name,
                receiver_unit=desk if back else to.unit,
                receiver=to.name,
                planned_at=planned,
                result=judge(left_at=event.at, planned_at=planned, zone=zone) if planned else None,
                note=event.note,
            )
        )
    is_over = bool(known.get("finished_at"))
    return Followed(tuple(rows), None if is_over else known.get("holder_id"))


def judge(*, left_at: datetime, planned_at: datetime, zone: tzinfo) -> StepResult:
    """Early is a day before, as everywhere (ruling 1); late is after the instant that was planned."""
    if left_at > planned_at:
        return StepResult.LATE
    is_day_before = left_at.astimezone(zone).date() < planned_at.astimezone(zone).date()
    return StepResult.EARLY if is_day_before else StepResult.ON_TIME


def continued(*, printed: Sequence[HandOver], now: Sequence[HandOver]) -> tuple[HandOver, ...]:
    """What was printed before, word for word, and the rows that came since."""
    return (*printed, *now[len(printed) :])


def _place(official_id: int | None, places: Mapping[int, Place], desk: str, clerks: frozenset[int]) -> Place:
    if official_id is None:
        return Place(desk, "")
    place = places.get(official_id, Place("", ""))
    return Place(desk, place.name) if official_id in clerks else place


def _instant(plain: str | None) -> datetime | None:
    return datetime.fromisoformat(plain) if plain else None
