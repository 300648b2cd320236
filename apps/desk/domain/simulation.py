"""An imaginary dossier walks its workflow: the acts the life cycle would take, when, and what would go out with each.

The way is that of `procedures.domain.workflow` and every act is decided by `dossiers.domain.lifecycle`, as at the desk;
only nothing is written. Everybody hands over at the planned end of their turn, and nobody asks for anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from enum import StrEnum
from typing import Any

from apps.accounts.domain.actor import Actor, ActorKind
from apps.desk.domain.papers import SlipKind
from apps.dossiers.domain import lifecycle
from apps.dossiers.domain.lifecycle import Forbidden, Move, Terms
from apps.dossiers.domain.state import CaseState
from apps.dossiers.domain.status import Action, ResultKind, Status
from apps.dossiers.domain.timeliness import ANSWER_BY, Timeliness, guard_asks_at, guard_drafts_at, is_late
from apps.messaging.domain.kinds import Kind
from apps.officials.domain.duties import Duty
from apps.procedures.domain.workflow import Part, PlannedStep, Stage, Turn, plan, turn_hours, turns, work_starts_at

OFFICE, CITIZEN, CLERK, FIRST_OFFICER = 1, 1, 2, 10


class Moment(StrEnum):
    """What happens at one instant of the walk."""

    FILED = "filed"
    RECEIVED = "received"
    BEGUN = "begun"
    REMINDED = "reminded"
    ASKED = "asked"
    BROKEN = "broken"
    SIGNED = "signed"
    RETURNED = "returned"
    STUCK = "stuck"


# The dossier stays where it is.
STILL = frozenset({Moment.REMINDED, Moment.ASKED, Moment.BROKEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One line of the walk: when, what, where the dossier is then; `steps` are those it is about, `why` it is stuck."""

    at: datetime
    moment: Moment
    status: Status
    steps: tuple[PlannedStep, ...] = ()
    papers: tuple[SlipKind, ...] = ()
    has_courtesy: bool = False
    messages: tuple[Kind, ...] = ()
    until: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imagined:
    """The dossier to imagine: which way, arriving when, filed online or brought, and under which terms."""

    stages: Sequence[Stage]
    arrives_at: datetime
    terms: Terms
    is_online: bool = False
    has_courtesy: bool = False
    drafts_hour: time = ANSWER_BY
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """The whole walk, in the order of time, and the dossier at its end."""

    happenings: tuple[Happening, ...]
    state: CaseState

    @property
    def is_late(self) -> bool:
        """Whether the result comes after the promise."""
        return self.state.timeliness is Timeliness.LATE


def walk(imagined: Imagined) -> Walk:
    """Everything that would happen, from the arrival to the hand-over of the result. Raises OutsideCalendar."""
    walker = _Walker(imagined)
    try:
        walker.go()
    except Forbidden as error:
        walker.note(Moment.STUCK, why=error.why)
    return Walk(happenings=tuple(_in_order(walker.happenings)), state=walker.state)


class _Walker:
    """The dossier on its way."""

    def __init__(self, imagined: Imagined) -> None:
        self.imagined, self.terms = imagined, imagined.terms
        self.now = imagined.arrives_at
        self.state = CaseState(agency_id=OFFICE, receiving_agency_id=OFFICE)
        self.happenings: list[Happening] = []
        self.holder = _official(CLERK, Duty.CLERK)

    def go(self) -> None:
        self._arrive()
        start = work_starts_at(received_at=self.now, unit=self.terms.allowance.unit, calendar=self.terms.calendar)
        planned = plan(
            stages=self.imagined.stages, start=start, calendar=self.terms.calendar, answers=self.imagined.answers
        )
        self._be_asked(max((one.ends_at for one in planned), default=start))
        way = turns(self.imagined.stages)
        for number, turn in enumerate(way, start=1):
            self._hand_over(turn, planned, is_last=number == len(way))
        self._finish()

    def note(self, moment: Moment, **more: Any) -> None:
        self.happenings.append(Happening(**{"at": self.now, "moment": moment, "status": self.state.status, **more}))

    def _arrive(self) -> None:
        calendar = self.terms.calendar
        citizen = Actor(kind=ActorKind.CITIZEN, id=CITIZEN)
        if self.imagined.is_online:
            self._act(Action.SUBMIT, by=citizen)
            self.note(Moment.FILED, messages=(Kind.SUBMITTED,), until=self.state.intake_due_at)
            self.now = calendar.effective_start(self.now)
        self._act(Action.RECEIVE, by=self.holder, code="…", book_number=1)
        self.note(Moment.RECEIVED, papers=(SlipKind.RECEIPT,), messages=(Kind.RECEIVED,), until=self.state.step_due_at)

    def _hand_over(self, turn: Turn, planned: Sequence[PlannedStep], *, is_last: bool) -> None:
        mine = [one for one in planned if one.step is turn.lead or one.step in turn.beside]
        self.now = min(one.starts_at for one in mine)
        receiver = _official(self.holder.id + FIRST_OFFICER, turn.lead.duty)
        hours = turn_hours(turn, start=self.now, calendar=self.terms.calendar)
        if is_last:
            outcome = ResultKind.GRANTED
            self._act(Action.SUBMIT_FOR_SIGNATURE, receiver_id=receiver.id, planned_hours=hours, outcome=outcome)
        else:
            self._act(Action.FORWARD, receiver_id=receiver.id, planned_hours=hours)
        self.holder = receiver
        if receiver.has(Duty.CASE_OFFICER) and self.state.status is Status.RECEIVED:
            self._act(Action.TAKE)
        for started_at, steps in _by_start(mine):
            self.note(Moment.BEGUN, at=started_at, steps=steps, until=max(one.ends_at for one in steps))
        for one in mine:
            if one.remind_at and one.step.part is not Part.OBSERVER:
                self.note(Moment.REMINDED, at=one.remind_at, steps=(one,), until=one.ends_at)
        self.now = max(one.ends_at for one in mine)

    def _be_asked(self, done_at: datetime) -> None:
        """What the guard does while the dossier is open: it asks the day before, and says sorry for what is broken."""
        state, calendar = self.state, self.terms.calendar
        assert state.due_at is not None and state.late_after is not None
        asked_at = guard_asks_at(due_at=state.due_at, unit=self.terms.allowance.unit, calendar=calendar)
        if max(asked_at, self.now) < done_at:
            answer_by = guard_drafts_at(
                due_at=state.due_at,
                unit=self.terms.allowance.unit,
                calendar=calendar,
                answer_by=self.imagined.drafts_hour,
            )
            self.note(Moment.ASKED, at=max(asked_at, self.now), messages=(Kind.HOLDER_QUESTION,), until=answer_by)
        if is_late(done_at=done_at, late_after=state.late_after):
            self.note(
                Moment.BROKEN,
                at=state.late_after,
                papers=(SlipKind.APOLOGY,),
                messages=(Kind.APOLOGY_NOTICE, Kind.ESCALATION),
            )

    def _finish(self) -> None:
        self._act(Action.SIGN)
        is_early = self.state.timeliness is Timeliness.EARLY
        self.note(Moment.SIGNED, messages=(Kind.RESULT_EARLY if is_early else Kind.RESULT_READY,))
        self.now = self.terms.calendar.effective_start(self.now)
        self._act(Action.RETURN_RESULT, by=_official(CLERK, Duty.CLERK))
        self.note(
            Moment.RETURNED,
            messages=(Kind.RETURNED, Kind.SURVEY_INVITATION),
            has_courtesy=self.imagined.has_courtesy,
        )

    def _act(self, action: Action, *, by: Actor | None = None, **more: Any) -> None:
        move = Move(action=action, by=by or self.holder, at=self.now, **more)
        self.state = lifecycle.decide(state=self.state, move=move, terms=self.terms).after


def _in_order(happenings: Sequence[Happening]) -> Iterator[Happening]:
    """By time; what moves nothing finds the dossier where the line before left it."""
    order = {moment: number for number, moment in enumerate(Moment)}
    status = Status.DRAFT
    for one in sorted(happenings, key=lambda one: (one.at, order[one.moment])):
        status = status if one.moment in STILL else one.status
        yield replace(one, status=status)


def _official(number: int, duty: Duty) -> Actor:
    return Actor(kind=ActorKind.OFFICIAL, id=number, agency_id=OFFICE, duties=frozenset({duty}))


def _by_start(planned: Sequence[PlannedStep]) -> Iterator[tuple[datetime, tuple[PlannedStep, ...]]]:
    for started_at in sorted({one.starts_at for one in planned}):
        yield started_at, tuple(one for one in planned if one.starts_at == started_at)
