"""Lời hẹn: f(start, allowance, calendar, pauses, extension), recomputable at any time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import Any

from apps.dossiers.domain.explanation import (
    DayPart,
    DayRun,
    Explanation,
    PauseEffect,
    PauseNote,
    pause_as_json,
)
from apps.dossiers.domain.timeliness import VIETNAM
from apps.worktime import Allowance, DayIsClosed, Deadline, DueTime, Stop, Unit, WorkCalendar

Kind = tuple[DayPart, str, bool]
COUNTED: Kind = (DayPart.COUNTED, "", True)
WORKED: Kind = (DayPart.WORKED, "", True)
PAUSED: Kind = (DayPart.PAUSED, "", True)


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
    """A stretch in which the clock stood, why, and on what paper; open while `closed_at` is None.

    `answer_by` is the last day on which the citizen may answer, where one was set.
    """

    kind: str
    opened_at: datetime
    closed_at: datetime | None
    mode: SupplementMode
    document: str = ""
    answer_by: date | None = None

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
    extended_at: datetime | None = None,
) -> Promise:
    """What the citizen is promised. Raises OutsideCalendar, DayIsClosed, ExtensionNotLater.

    A restart counts the whole period again from the day the complement arrived; a resume gives back the time the clock
    stood; an open pause moves nothing yet. A pause opened after the promise was broken mends nothing: otherwise a
    request for papers, sent late, would turn a late dossier into a punctual one. Only an extension, signed and told to
    the citizen, moves a broken promise; it never brings one forward. Pauses opened after `extended_at` move the day it
    gave; without that instant the extension came after all of them.
    """
    course = _Course(allowance=allowance, calendar=calendar, due_time=due_time, start=received_at)
    effective_at = course.deadline.effective_at
    for pause in sorted(pauses, key=lambda pause: pause.opened_at):
        if extended_to and not course.extended_to and extended_at and extended_at <= pause.opened_at:
            course.extend(extended_to)
        course.pause(pause)
    if extended_to and not course.extended_to:
        course.extend(extended_to)
    due_at, late_after = course.in_force()
    return Promise(
        received_at=received_at,
        effective_at=effective_at,
        due_at=due_at,
        late_after=late_after,
        allowance=allowance,
        calendar_name=calendar.name,
        extended_to=course.extended_to if due_at != course.deadline.due_at else None,
        pauses=tuple(course.notes),
        deadline=course.deadline,
    )


def while_paused(*, promise: Mapping[str, Any], pause: PauseSpan) -> dict[str, Any]:
    """The kept explanation of a promise from the moment its clock stands: the day is the same, and it says why."""
    return {**promise, "pauses": [*promise["pauses"], pause_as_json(_note(pause, PauseEffect.RUNNING))]}


class _Course:
    """A promise in the making: each pause and the extension, in the order they came."""

    def __init__(self, *, allowance: Allowance, calendar: WorkCalendar, due_time: DueTime, start: datetime) -> None:
        self.allowance, self.calendar, self.due_time, self.start = allowance, calendar, due_time, start
        self.stops: list[Stop] = []
        self.notes: list[PauseNote] = []
        self.extended_to: date | None = None
        self.deadline = self._count()

    def in_force(self) -> tuple[datetime, datetime]:
        """`due_at` and `late_after` as they stand. An extension promises a day, whatever the first unit."""
        day = self.extended_to
        if day is None or day <= self.deadline.due_date:
            return self.deadline.due_at, self.deadline.late_after
        due_at = self.calendar.close_of(day)
        return due_at, self.calendar.last_moment_of(day) if self.due_time == DueTime.END_OF_DAY else due_at

    def extend(self, to: date) -> None:
        if to <= self.deadline.due_date:
            raise ExtensionNotLater(extended_to=to, due_date=self.deadline.due_date)
        if not self.calendar.is_working_day(to):
            raise DayIsClosed(day=to)
        self.extended_to = to

    def pause(self, pause: PauseSpan) -> None:
        if pause.closed_at is None:
            self.notes.append(_note(pause, PauseEffect.RUNNING))
            return
        if pause.opened_at > self.in_force()[1]:
            self.notes.append(_note(pause, PauseEffect.TOO_LATE))
            return
        start, before = self.start, self.deadline
        if pause.mode == SupplementMode.RESTART:
            self.start = max(self.start, pause.closed_at)
        else:
            self._stop(Stop(pause.opened_at, pause.closed_at))
        self.deadline = self._count()
        if self.deadline.late_after < before.late_after:  # to begin anew may never give less than to go on
            self.start, self.deadline = start, before
        self.notes.append(_closed_note(pause, before, self.deadline))

    def _stop(self, stop: Stop) -> None:
        self.stops.append(stop)
        days = self.calendar.days_stopped(since=stop.opened_at, stops=[stop], unit=Unit.WORKING_DAY)
        if self.extended_to and days:
            self.extended_to = self.calendar.working_day_after(day=self.extended_to, count=len(days))

    def _count(self) -> Deadline:
        """The period from where it begins; of a stop that was running then only the rest counts."""
        stops = [Stop(max(stop.opened_at, self.start), stop.closed_at) for stop in self.stops]
        return self.calendar.deadline(
            start=self.start,
            allowance=self.allowance,
            due_time=self.due_time,
            stops=[stop for stop in stops if stop.opened_at < stop.closed_at],
        )


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
    kinds = _kinds(deadline)
    numbers = range(deadline.reception_date.toordinal() + 1, deadline.due_date.toordinal() + 1)
    runs = []
    for kind, group in groupby(map(date.fromordinal, numbers), key=lambda day: kinds.get(day, WORKED)):
        days = tuple(group)
        runs.append(DayRun(days[0], days[-1], *kind))
    return tuple(runs)


def _kinds(deadline: Deadline) -> dict[date, Kind]:
    """What each day was; a day that is not named was worked."""
    kinds = dict.fromkeys(deadline.counted, COUNTED)
    for row in deadline.made_up:
        part = DayPart.MADE_UP if row.date in kinds else DayPart.WORKED
        kinds[row.date] = (part, row.name, row.confirmed)
    kinds |= dict.fromkeys(deadline.paused, PAUSED)
    kinds |= {off.date: (DayPart(off.reason), off.name, off.confirmed) for off in deadline.skipped}
    return kinds
