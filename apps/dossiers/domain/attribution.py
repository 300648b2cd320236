"""Who held a dossier when, in working time, and to whom its lateness is charged.

Lateness follows the file: it is charged to whoever had it after the promise broke, not to whoever signs in the end.
Time with the citizen is given back by the promise itself, so the citizen is never charged; a request for papers that
was sent after the promise broke shifts no blame.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from apps.dossiers.domain.state import CaseState
from apps.dossiers.domain.status import SUPPLEMENT_ANSWERED, Status
from apps.dossiers.domain.timeliness import Timeliness
from apps.worktime import OutsideCalendar, WorkCalendar


class Stage(StrEnum):
    """Where a file lies: quầy một cửa, người giải quyết, người ký, cơ quan phối hợp, người dân; or nobody can work."""

    DESK = "desk"
    WORK = "work"
    SIGNATURE = "signature"
    PARTNER = "partner"
    CITIZEN = "citizen"
    NOBODY = "nobody"


class Side(StrEnum):
    """Whose time it is: đơn vị mình, cơ quan phối hợp, người dân, không thuộc ai."""

    OWN_UNIT = "own_unit"
    PARTNER = "partner"
    CITIZEN = "citizen"
    NOBODY = "nobody"


SIDES: dict[Stage, Side] = {
    Stage.DESK: Side.OWN_UNIT,
    Stage.WORK: Side.OWN_UNIT,
    Stage.SIGNATURE: Side.OWN_UNIT,
    Stage.PARTNER: Side.PARTNER,
    Stage.CITIZEN: Side.CITIZEN,
    Stage.NOBODY: Side.NOBODY,
}
# Who may be charged with lateness.
CHARGEABLE = tuple(stage for stage, side in SIDES.items() if side in (Side.OWN_UNIT, Side.PARTNER))
_WAITING = {
    Status.AWAITING_SUPPLEMENT: Stage.CITIZEN,
    Status.AWAITING_PAYMENT: Stage.CITIZEN,
    Status.AWAITING_PARTNER: Stage.PARTNER,
    Status.AWAITING_SIGNATURE: Stage.SIGNATURE,
}


@dataclass(frozen=True, slots=True)
class Passed:
    """An event as far as this matters: when, what, and the moving fields it changed, as JSON."""

    at: datetime
    action: str
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stay:
    """One stretch in which the file lay in one place; `holder_id` is an official, or None where none has it."""

    stage: Stage
    holder_id: int | None
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Holding:
    """All stretches of one holder at one stage: the working time, and how much of it after the promise broke."""

    stage: Stage
    holder_id: int | None
    time: timedelta
    late: timedelta


@dataclass(frozen=True, slots=True)
class Charge:
    """Who answers for a lateness, and how much working time past the promise it was in all."""

    stage: Stage
    holder_id: int | None
    late: timedelta


def stays(*, events: Iterable[Passed], until: datetime) -> tuple[Stay, ...]:
    """Where the file lay from reception to its end, or to `until` while it is open; oldest first, without gaps."""
    known: dict[str, Any] = {}
    is_answered = False
    marks: list[tuple[datetime, tuple[Stage, int | None] | None]] = []
    for event in events:
        known |= event.changes
        is_answered = event.action == SUPPLEMENT_ANSWERED or (is_answered and "status" not in event.changes)
        place = _place(known, is_answered=is_answered)
        if not marks or marks[-1][1] != place:
            marks.append((event.at, place))
    ends = [*(at for at, _ in marks[1:]), until][: len(marks)]  # without events it lay nowhere that is known
    return tuple(Stay(*place, since, end) for (since, place), end in zip(marks, ends, strict=True) if place)


def holdings(*, stays: Sequence[Stay], late_after: datetime, calendar: WorkCalendar) -> tuple[Holding, ...]:
    """The working time of each holder, in the order in which they first had the file. Raises OutsideCalendar."""
    times: dict[tuple[Stage, int | None], tuple[timedelta, timedelta]] = {}
    for stay in stays:
        time, late = times.get((stay.stage, stay.holder_id), (timedelta(), timedelta()))
        time += calendar.working_time_between(start=stay.since, end=stay.until)
        if stay.until > late_after:
            late += calendar.working_time_between(start=max(stay.since, late_after), end=stay.until)
        times[stay.stage, stay.holder_id] = time, late
    return tuple(Holding(stage, holder_id, *spent) for (stage, holder_id), spent in times.items())


def charge(*, stays: Sequence[Stay], late_after: datetime, calendar: WorkCalendar) -> Charge | None:
    """To whom the lateness is charged: whoever had the file longest after the promise broke, of those who may be.

    Where nobody had it for any working time, or the calendar does not reach back so far, it is whoever had it when the
    promise broke. None where nothing is late.
    """
    after = [stay for stay in stays if stay.until > late_after]
    if not after:
        return None
    first = next((stay for stay in after if stay.stage in CHARGEABLE), after[0])
    try:
        found = holdings(stays=after, late_after=late_after, calendar=calendar)
    except OutsideCalendar:
        return Charge(first.stage, first.holder_id, timedelta())
    late = sum((holding.late for holding in found), timedelta())
    able = [holding for holding in found if holding.stage in CHARGEABLE] or found
    most = max(able, key=lambda holding: holding.late)  # of two with the same time the one who had it first
    return Charge(most.stage, most.holder_id, late)


def closing_facts(*, after: CaseState, events: Iterable[Passed], calendar: WorkCalendar) -> dict[str, Any]:
    """What the event that finishes a dossier late keeps: {"late": {"stage", "holder", "minutes"}}; else nothing.

    `events` are those before it. Decided then and kept, like the timeliness beside it: the figures fold it, and every
    night it is reckoned anew and compared.
    """
    if after.timeliness is not Timeliness.LATE:
        return {}
    assert after.finished_at is not None and after.first_late_after is not None
    found = charge(
        stays=stays(events=events, until=after.finished_at), late_after=after.first_late_after, calendar=calendar
    )
    if found is None:
        return {}
    return {
        "late": {"stage": found.stage.value, "holder": found.holder_id, "minutes": found.late // timedelta(minutes=1)}
    }


def _place(known: Mapping[str, Any], *, is_answered: bool) -> tuple[Stage, int | None] | None:
    """Where the file lies after an event; nowhere before reception and after the end."""
    if not known.get("received_at") or known.get("finished_at"):
        return None
    status, holder_id = Status(known["status"]), known.get("holder_id")
    if is_answered:  # the citizen has done their part: it is the desk that must look
        return Stage.DESK, known.get("received_by_id")
    stage = _WAITING.get(status)
    if known.get("paused_at") and stage is not Stage.CITIZEN:
        stage = Stage.NOBODY
    if stage in (Stage.CITIZEN, Stage.NOBODY, Stage.PARTNER):
        return stage, None
    return stage or (Stage.WORK if known.get("step_position") else Stage.DESK), holder_id
