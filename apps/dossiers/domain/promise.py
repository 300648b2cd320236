"""Lời hẹn: f(start, allowance, calendar, pauses, extension), recomputable at any time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from apps.dossiers.domain.explanation import DayPart, DayRun, Explanation, PauseEffect, PauseNote
from apps.dossiers.domain.timeliness import VIETNAM
from apps.worktime import Allowance, DayIsClosed, Deadline, DueTime, Stop, Unit, WorkCalendar


class SupplementMode(StrEnum):
    """What a complement does to the clock; set per procedure, since practice differs (ruling 4)."""

    RESTART = "restart"
    RESUME = "resume"


class ExtensionNotLater(ValueError):
    """An extension names a day that is not after the promise it replaces."""

    def __init__(self, *, extended_to: date, due_date: date) -> None:
        super().__init__(f"{extended_to} is not after {due_date}")
        self.extended_to = extended_to
        self.due_date = due_date


@dataclass(frozen=True, slots=True)
class PauseSpan:
    """A stretch in which the clock stood, why, and on what paper; open while `closed_at` is None."""

    kind: str
    opened_at: datetime
    closed_at: datetime | None
    mode: SupplementMode
    document: str = ""

    def __post_init__(self) -> None:
        if self.closed_at is not None and self.closed_at < self.opened_at:
            raise ValueError(f"a pause closes after it opens: {self.opened_at}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Two instants and what they rest on. The explanation is made when it is asked for: recalculation is not slowed."""

    received_at: datetime
    effective_at: datetime
    due_at: datetime
    late_after: datetime
    allowance: Allowance
    calendar_name: str
    extended_to: date | None
    pauses: tuple[PauseNote, ...] = field(repr=False)
    deadline: Deadline = field(repr=False, compare=False)

    @property
    def confirmed(self) -> bool:
        """False if it leans on a day that is only expected."""
        last = max(self.deadline.due_date, self.extended_to or self.deadline.due_date)
        return self.deadline.calendar.is_confirmed(after=self.effective_at.date(), until=last)

    @property
    def explanation(self) -> Explanation:
        """Every day on the way to the promise, and what it was."""
        calendar = self.deadline.calendar
        return Explanation(
            received_at=self.received_at.astimezone(calendar.zone),
            effective_at=self.effective_at,
            counts_from=self.deadline.effective_at,
            due_at=self.due_at,
            late_after=self.late_after,
            amount=self.allowance.amount,
            unit=self.allowance.unit,
            runs=_runs(self.deadline),
            pauses=self.pauses,
            extended_to=self.extended_to,
            calendar_name=calendar.name,
            calendar_fingerprint=calendar.fingerprint,
            confirmed=self.confirmed,
        )


def promise(
    *,
    received_at: datetime,
    allowance: Allowance,
    calendar: WorkCalendar,
    due_time: DueTime = DueTime.END_OF_DAY,
    pauses: Sequence[PauseSpan] = (),
    extended_to: date | None = None,
) -> Promise:
    """What the citizen is promised. Raises OutsideCalendar, DayIsClosed, ExtensionNotLater.

    A restart counts the whole period again from the day the complement arrived; a resume gives back the time the clock
    stood. A pause opened after the promise was broken mends nothing: otherwise a request for papers, sent late, would
    turn a late dossier into a punctual one. Only an extension, signed and told to the citizen, moves a broken promise.
    An open pause moves nothing yet. An extension never brings a promise forward.
    """
    start = received_at
    stops: list[Stop] = []
    notes: list[PauseNote] = []
    deadline = first = calendar.deadline(start=start, allowance=allowance, due_time=due_time)
    for pause in sorted(pauses, key=lambda pause: pause.opened_at):
        before = deadline
        if pause.closed_at is None:
            notes.append(_note(pause, PauseEffect.RUNNING))
            continue
        if pause.opened_at > deadline.late_after:
            notes.append(_note(pause, PauseEffect.TOO_LATE))
            continue
        if pause.mode == SupplementMode.RESTART:
            start = max(start, pause.closed_at)
        else:
            stops.append(Stop(pause.opened_at, pause.closed_at))
        deadline = calendar.deadline(start=start, allowance=allowance, due_time=due_time, stops=stops)
        notes.append(_closed_note(pause, before, deadline))
    due_at, late_after = deadline.due_at, deadline.late_after
    if extended_to is not None:
        due_at, late_after = _extended(deadline, extended_to, due_time)
    return Promise(
        received_at=received_at,
        effective_at=first.effective_at,
        due_at=due_at,
        late_after=late_after,
        allowance=allowance,
        calendar_name=calendar.name,
        extended_to=extended_to,
        pauses=tuple(notes),
        deadline=deadline,
    )


def _extended(deadline: Deadline, to: date, due_time: DueTime) -> tuple[datetime, datetime]:
    """An extension is a promise of a day, in whatever unit the first one was."""
    calendar = deadline.calendar
    if to <= deadline.due_date:
        raise ExtensionNotLater(extended_to=to, due_date=deadline.due_date)
    if not calendar.is_working_day(to):
        raise DayIsClosed(day=to)
    due_at = calendar.close_of(to)
    return due_at, calendar.last_moment_of(to) if due_time == DueTime.END_OF_DAY else due_at


def _closed_note(pause: PauseSpan, before: Deadline, after: Deadline) -> PauseNote:
    if after.effective_at != before.effective_at:
        return _note(pause, PauseEffect.RESTARTED)
    added = _given_back(after) - _given_back(before)
    return _note(pause, PauseEffect.ADDED if added else PauseEffect.ABSORBED, added)


def _note(pause: PauseSpan, effect: PauseEffect, added: Decimal = Decimal(0)) -> PauseNote:
    return PauseNote(
        kind=pause.kind,
        effect=effect,
        opened_at=pause.opened_at.astimezone(VIETNAM),
        closed_at=pause.closed_at.astimezone(VIETNAM) if pause.closed_at else None,
        added=added,
        document=pause.document,
    )


def _given_back(deadline: Deadline) -> Decimal:
    """Days the clock stood, or hours to two decimals for a promise of hours."""
    if deadline.allowance.unit is not Unit.WORKING_HOUR:
        return Decimal(len(deadline.paused))
    stood = deadline.calendar.time_stopped(since=deadline.effective_at, stops=deadline.stops)
    return (Decimal(stood // timedelta(microseconds=1)) / 3_600_000_000).quantize(Decimal("0.01"))


def _runs(deadline: Deadline) -> tuple[DayRun, ...]:
    """The days after the one counting started on, up to the due day, in runs of one kind."""
    counted, paused = set(deadline.counted), set(deadline.paused)
    off = {skipped.date: skipped for skipped in deadline.skipped}
    made_up = {row.date: row for row in deadline.made_up}
    runs: list[DayRun] = []
    for number in range((deadline.due_date - deadline.reception_date).days):
        day = deadline.reception_date + timedelta(days=number + 1)
        row = off.get(day) or made_up.get(day)
        name, confirmed = (row.name, row.confirmed) if row else ("", True)
        if day in off:
            part = DayPart(off[day].reason.value)
        elif day in paused:
            part = DayPart.PAUSED
        elif day in counted:
            part = DayPart.MADE_UP if day in made_up else DayPart.COUNTED
        else:
            part = DayPart.WORKED
        runs.append(DayRun(first=day, last=day, part=part, name=name, confirmed=confirmed))
    return tuple(_joined(runs))


def _joined(runs: Iterable[DayRun]) -> Iterator[DayRun]:
    for _, group in groupby(runs, key=lambda run: (run.part, run.name, run.confirmed)):
        days = list(group)
        yield replace(days[0], last=days[-1].last)
