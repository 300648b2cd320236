"""How long finished dossiers lay where, in working time, beside what was planned for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median

from apps.dossiers.domain.attribution import Passed, Stage, Stay, stays
from apps.dossiers.domain.status import Action
from apps.worktime import WorkCalendar

# The acts that plan an end for whoever has the file next; a pause that ends only moves the plan on.
PLANNING = frozenset(
    {
        *(Action.RECEIVE, Action.FORWARD, Action.SEND_BACK),
        *(Action.SUBMIT_FOR_SIGNATURE, Action.RETURN_TO_OFFICER, Action.ACCEPT_SUPPLEMENT),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """All the time one dossier lay with one holder at one stage; `planned` is None where nobody planned any.

    `step`: within the work, how often it had been handed on; elsewhere 0.
    """

    stage: Stage
    step: int
    holder_id: int | None
    used: timedelta
    planned: timedelta | None

    def __add__(self, other: Spent) -> Spent:
        """The same dossier twice at what counts as one place."""
        planned = [one.planned for one in (self, other) if one.planned is not None]
        return replace(self, used=self.used + other.used, planned=sum(planned, timedelta()) if planned else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The middle and the longest of many; `longest_of` is the number of the longest in the order given."""

    dossiers: int
    median: timedelta
    longest: timedelta
    longest_of: int
    planned: timedelta | None


def spent(*, events: Sequence[Passed], until: datetime, calendar: WorkCalendar) -> tuple[Spent, ...]:
    """Where one dossier lay from reception to its end, each place once. Raises OutsideCalendar."""
    places: dict[tuple[Stage, int, int | None], Spent] = {}
    plans = [
        (event.at, datetime.fromisoformat(event.changes["step_due_at"]))
        for event in events
        if event.action in PLANNING and event.changes.get("step_due_at")
    ]
    for step, stay in _by_step(events=events, until=until):
        planned = [
            max(calendar.working_time_between(start=at, end=ends), timedelta())
            for at, ends in plans
            if stay.since <= at < stay.until
        ]
        one = Spent(
            stage=stay.stage,
            step=step,
            holder_id=stay.holder_id,
            used=calendar.working_time_between(start=stay.since, end=stay.until),
            planned=sum(planned, timedelta()) if planned else None,
        )
        place = stay.stage, step, stay.holder_id
        places[place] = places[place] + one if place in places else one
    return tuple(places.values())


def _by_step(*, events: Sequence[Passed], until: datetime) -> Iterator[tuple[int, Stay]]:
    """The stays, those of the work cut wherever the dossier was handed on, be it to the same official."""
    marks = [(event.at, int(event.changes["step_position"])) for event in events if "step_position" in event.changes]
    for stay in stays(events=events, until=until):
        if stay.stage is not Stage.WORK:
            yield 0, stay
            continue
        since = [stay.since, *sorted({at for at, _ in marks if stay.since < at < stay.until})]
        for start, end in zip(since, [*since[1:], stay.until], strict=True):
            step = [position for at, position in marks if at <= start][-1]
            yield step, replace(stay, since=start, until=end)


def summary(*, parts: Iterable[Spent]) -> Summary:
    """The middle and the longest of these; there is at least one."""
    found = list(parts)
    longest = max(range(len(found)), key=lambda number: found[number].used)
    planned = [one.planned for one in found if one.planned is not None]
    return Summary(
        dossiers=len(found),
        median=median(one.used for one in found),  # type: ignore[type-var]
        longest=found[longest].used,
        longest_of=longest,
        planned=median(planned) if planned else None,  # type: ignore[type-var]
    )
