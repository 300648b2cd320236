"""How long finished dossiers lay where, in working time, beside what was planned for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from apps.dossiers.domain.attribution import Passed, Stage, stays
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
    """All the time one dossier lay with one holder at one stage; `planned` is None where nobody planned any."""

    stage: Stage
    holder_id: int | None
    used: timedelta
    planned: timedelta | None


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
    places: dict[tuple[Stage, int | None], tuple[timedelta, timedelta | None]] = {}
    plans = [
        (event.at, datetime.fromisoformat(event.changes["step_due_at"]))
        for event in events
        if event.action in PLANNING and event.changes.get("step_due_at")
    ]
    for stay in stays(events=events, until=until):
        used, planned = places.get((stay.stage, stay.holder_id), (timedelta(), None))
        used += calendar.working_time_between(start=stay.since, end=stay.until)
        for at, ends in plans:
            if stay.since <= at < stay.until:
                length = max(calendar.working_time_between(start=at, end=ends), timedelta())
                planned = length if planned is None else planned + length
        places[stay.stage, stay.holder_id] = used, planned
    return tuple(
        Spent(stage=stage, holder_id=holder_id, used=used, planned=planned)
        for (stage, holder_id), (used, planned) in places.items()
    )


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
