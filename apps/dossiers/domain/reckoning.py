"""The promise of a dossier: f(start, allowance, calendar, pauses, extension), the same whenever it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from apps.dossiers.domain import promise as promises
from apps.dossiers.domain.moves import Terms
from apps.dossiers.domain.promise import ExtensionNotLater, Promise
from apps.dossiers.domain.state import CaseState


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The promise statistics judge by, and the one in force, which an extension may have moved."""

    first: Promise
    in_force: Promise


def promise_of(
    *, received_at: datetime, terms: Terms, extended_to: date | None = None, extended_at: datetime | None = None
) -> Promise:
    """The promise of a dossier received then, under its terms."""
    return promises.promise(
        received_at=received_at,
        allowance=terms.allowance,
        calendar=terms.calendar,
        due_time=terms.due_time,
        pauses=terms.pauses,
        extended_to=extended_to,
        extended_at=extended_at,
    )


def reckon(*, state: CaseState, terms: Terms) -> Reckoned:
    """Both promises of a received dossier, from what is known of it and nothing else."""
    assert state.received_at is not None
    first = promise_of(received_at=state.received_at, terms=terms)
    if terms.extended_to is None:
        return Reckoned(first, first)
    extended_to = terms.extended_to
    if not terms.calendar.is_working_day(extended_to):  # closed since the letter was signed
        extended_to = terms.calendar.next_working_day(extended_to)
    try:
        in_force = promise_of(
            received_at=state.received_at, terms=terms, extended_to=extended_to, extended_at=state.extended_at
        )
    except ExtensionNotLater:
        in_force = first  # the calendar was corrected since the letter, and the plain promise is later
    return Reckoned(first, in_force)
