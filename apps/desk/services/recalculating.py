"""Every running promise of an office under its calendar of today, tens of thousands at once."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

import numpy as np
from django.db import connection

from apps.dossiers.domain.changed_calendar import gives_way
from apps.dossiers.models import Dossier
from apps.dossiers.services.writing import NoAllowance, recompute
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.worktime import DueTime, OutsideCalendar
from apps.worktime.batch import PLACES, BatchCalendar, Cases, Instants, datetimes

log = logging.getLogger(__name__)
COLUMNS = ("pk", "last_sequence", "first_due_at", "due_at", "late_after")
CHUNK = 5_000
PLACES_BY_NAME = {unit.value: place for unit, place in PLACES.items()}
# Instants as microseconds since 1970: numbers become columns several times faster than datetimes do.
_RUNNING = """
SELECT id,
       (extract(epoch FROM received_at) * 1000000)::bigint,
       (extract(epoch FROM first_due_at) * 1000000)::bigint,
       (extract(epoch FROM due_at) * 1000000)::bigint,
       ((terms ->> 'amount')::numeric * 100)::bigint,
       terms ->> 'unit',
       terms ->> 'due_time',
       terms IS NOT NULL AND extended_at IS NULL
           AND NOT EXISTS (SELECT FROM dossiers_pause WHERE dossier_id = dossiers_dossier.id)
  FROM dossiers_dossier
 WHERE agency_id = %s AND received_at IS NOT NULL AND finished_at IS NULL AND paused_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class NewPromise:
    """An open promise, the first one and the one in force, and what both would be now; `seen` is its last event."""

    dossier_id: int
    seen: int
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
    with connection.cursor() as cursor:
        cursor.execute(_RUNNING, [agency.pk])
        rows = cursor.fetchall()
    plain = defaultdict(list)
    rest = [row[0] for row in rows if not row[-1]]
    for row in rows:
        if row[-1]:
            plain[row[-2]].append(row[:-2])
    found = ReckonedOffice()
    calendar = BatchCalendar(work_calendar(agency=agency, at=at))
    for due_time, group in plain.items():
        rest += _in_columns(group, calendar, DueTime(due_time), found)
    _one_by_one(rest, at, found)
    return found


def _in_columns(
    rows: Sequence[tuple[Any, ...]], calendar: BatchCalendar, due_time: DueTime, found: ReckonedOffice
) -> list[int]:
    """Reckon what needs no day beyond the calendar; the keys of the others are left over."""
    if not rows:
        return []
    ids, received_at, first_due_at, due_at, hundredths, units = zip(*rows, strict=True)
    cases = Cases(
        _instants(received_at),
        np.array(hundredths, dtype=np.int64),
        np.array([PLACES_BY_NAME[unit] for unit in units], dtype=np.int8),
    )
    try:
        new = calendar.deadlines(cases, due_time=due_time)
    except OutsideCalendar as error:
        beyond = set(error.rows)
        inside = [row for place, row in enumerate(rows) if place not in beyond]
        return [ids[place] for place in error.rows] + _in_columns(inside, calendar, due_time, found)
    is_other = (new.due_at != _instants(due_at)) | (new.due_at != _instants(first_due_at))
    places = is_other.nonzero()[0]
    moved = zip(places.tolist(), datetimes(new.due_at[places]), datetimes(new.late_after[places]), strict=True)
    anew = {ids[place]: (due, late) for place, due, late in moved}
    known = Dossier.objects.filter(pk__in=list(anew)).values_list(*COLUMNS)
    found.reckoned += len(rows)
    found.others += [
        NewPromise.of(row, first_due_at=anew[row[0]][0], due_at=anew[row[0]][0], late_after=anew[row[0]][1])
        for row in known
    ]
    return []


def _instants(microseconds: Sequence[int]) -> Instants:
    return np.array(microseconds, dtype=np.int64).view("datetime64[us]")


def _one_by_one(ids: Sequence[int], at: datetime, found: ReckonedOffice) -> None:
    dossiers = (
        Dossier.objects.filter(pk__in=ids).select_related("agency", "version", "variant", "arrangement").order_by("pk")
    )
    for dossier in dossiers.iterator(chunk_size=CHUNK):
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
