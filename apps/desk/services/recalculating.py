"""Every running promise of an office under its calendar of today, tens of thousands at once."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Self

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.json import KT

from apps.dossiers.domain.changed_calendar import gives_way
from apps.dossiers.models import Dossier, Pause
from apps.dossiers.services.writing import NoAllowance, recompute
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.worktime import Allowance, DueTime, OutsideCalendar, Unit
from apps.worktime.batch import BatchCalendar, Cases, datetimes, instants

log = logging.getLogger(__name__)
COLUMNS = ("pk", "last_sequence", "received_at", "first_due_at", "due_at", "late_after")
RECEIVED, FIRST_DUE, DUE = (COLUMNS.index(name) for name in ("received_at", "first_due_at", "due_at"))
CHUNK = 5_000
Row = tuple[Any, ...]  # COLUMNS and the allowance


@dataclass(frozen=True, slots=True)
class NewPromise:
    """An open promise, the first one and the one in force, and what both would be now; `seen` is its last event."""

    dossier_id: int
    seen: int
    received_at: datetime
    first_due_at: datetime
    due_at: datetime
    late_after: datetime
    new_first_due_at: datetime
    new_due_at: datetime
    new_late_after: datetime

    @classmethod
    def of(cls, known: Iterable[Any], *, first_due_at: datetime, due_at: datetime, late_after: datetime) -> Self:
        """What is known of a dossier, in the order of COLUMNS, and its promises anew."""
        return cls(*known, first_due_at, due_at, late_after)  # type: ignore[call-arg]

    def gives_way(self, *, at: datetime) -> bool:
        """Whether the new one is better for the citizen."""
        return gives_way(
            due_at=self.due_at,
            late_after=self.late_after,
            new_due_at=self.new_due_at,
            new_late_after=self.new_late_after,
            at=at,
        )


@dataclass(slots=True)
class ReckonedOffice:
    """The promises that would be other ones, how many were reckoned in all, and how many nobody could reckon."""

    others: list[NewPromise] = field(default_factory=list)
    reckoned: int = 0
    unreckoned: int = 0


def reckon_open(*, agency: Agency, at: datetime) -> ReckonedOffice:
    """Plain promises are reckoned as columns; those with pauses, an extension or no terms of their own one by one.

    A paused dossier has no running promise: it gets its day, and the citizen is told, when the clock runs again.
    """
    running = Dossier.objects.filter(
        agency=agency, received_at__isnull=False, finished_at__isnull=True, paused_at__isnull=True
    )
    is_plain = ~Exists(Pause.objects.filter(dossier=OuterRef("pk")))
    plain = running.filter(is_plain, extended_at__isnull=True, terms__isnull=False)
    found = ReckonedOffice()
    left = _in_columns(plain, BatchCalendar(work_calendar(agency=agency, at=at)), found)
    rest = running.exclude(pk__in=plain.values("pk")) | running.filter(pk__in=left)
    _one_by_one(rest, at, found)
    return found


def _in_columns(dossiers: QuerySet[Dossier], calendar: BatchCalendar, found: ReckonedOffice) -> list[int]:
    """The keys of those that need a day beyond the calendar are left over."""
    terms = (KT("terms__amount"), KT("terms__unit"), KT("terms__due_time"))
    groups: dict[str, list[Row]] = defaultdict(list)
    for *row, amount, unit, due_time in dossiers.values_list(*COLUMNS, *terms).iterator(chunk_size=CHUNK):
        groups[due_time].append((*row, _allowance(amount, unit)))
    return [left for due_time, rows in groups.items() for left in _reckon(rows, calendar, DueTime(due_time), found)]


def _reckon(rows: Sequence[Row], calendar: BatchCalendar, due_time: DueTime, found: ReckonedOffice) -> list[int]:
    cases = Cases.of(received_at=(row[RECEIVED] for row in rows), allowances=[row[-1] for row in rows])
    try:
        new = calendar.deadlines(cases, due_time=due_time)
    except OutsideCalendar as error:
        beyond = set(error.rows)
        inside = [row for place, row in enumerate(rows) if place not in beyond]
        return [rows[place][0] for place in error.rows] + _reckon(inside, calendar, due_time, found)
    is_other = (instants(row[DUE] for row in rows) != new.due_at) | (
        instants(row[FIRST_DUE] for row in rows) != new.due_at
    )
    places = is_other.nonzero()[0]
    due_at, late_after = datetimes(new.due_at[places]), datetimes(new.late_after[places])
    found.reckoned += len(rows)
    found.others += [
        NewPromise.of(rows[place][: len(COLUMNS)], first_due_at=due, due_at=due, late_after=late)
        for place, due, late in zip(places.tolist(), due_at, late_after, strict=True)
    ]
    return []


def _one_by_one(dossiers: QuerySet[Dossier], at: datetime, found: ReckonedOffice) -> None:
    for dossier in dossiers.select_related("agency", "version", "offering").order_by("pk").iterator(chunk_size=CHUNK):
        found.reckoned += 1
        try:
            new = recompute(dossier=dossier, at=at)
        except (NoAllowance, OutsideCalendar) as error:
            found.unreckoned += 1
            log.warning("dossier %s cannot be reckoned anew: %r", dossier.pk, error)
            continue
        known = (getattr(dossier, name) for name in COLUMNS)
        promise = NewPromise.of(
            known, first_due_at=new.first.due_at, due_at=new.in_force.due_at, late_after=new.in_force.late_after
        )
        if (promise.first_due_at, promise.due_at) != (promise.new_first_due_at, promise.new_due_at):
            found.others.append(promise)


@lru_cache(maxsize=1_000)
def _allowance(amount: str, unit: str) -> Allowance:
    return Allowance(Decimal(amount), Unit(unit))
