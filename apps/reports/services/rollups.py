"""Drain the queue of facts, rebuild from zero, and hold the one against the other.

Who drains holds the lock of the sums together with other drains, who rebuilds holds it alone: what is folded stands
still while it is counted, and nobody who writes or reads waits for it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from apps.dossiers.services import facts
from apps.officials.models import Agency
from apps.reports.domain.folding import FactSeen, increments, late_increments, province_of
from apps.reports.domain.periods import Month
from apps.reports.services.grains import AGENCIES, FIELDS, PROVINCES, ROLLUPS, STAGES, Rollup
from apps.reports.services.recounts import SOURCES

Key = tuple[Any, ...]
Cells = Mapping[Key, Mapping[str, int]]
SUMS_LOCK = 4_210  # of the database: shared by drains, alone for a rebuild
EVER: dict[str, Any] = {"since": date(1, 1, 1), "since_at": "-infinity"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A cell in which the dossiers are not what is stored and waits together."""

    grain: str
    key: dict[str, Any]
    stored: dict[str, int]
    recounted: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What one look saw, all of it at one instant."""

    waiting: int
    rows: int
    differences: list[Difference]


@transaction.atomic
def drain(*, limit: int = 1000) -> int:
    """Fold up to `limit` facts; delete and add are one transaction, so a killed drain has lost nothing.

    None while the sums are rebuilt: the facts wait.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock_shared(%s)", [SUMS_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        taken = [
            FactSeen(
                *(f.agency_id, f.kind, f.field_id, f.channel, f.day, f.timeliness),
                *(f.timeliness_in_force, f.late_stage, f.late_minutes),
            )
            for f in facts.take(limit=limit)
        ]
        for rollup, cells in _folded(taken).items():
            rows = [(*key, *(cells[key].get(column, 0) for column in rollup.columns)) for key in sorted(cells)]
            if rows:
                cursor.executemany(rollup.upsert, rows)
    return len(taken)


def _folded(taken: list[FactSeen]) -> dict[Rollup, Cells]:
    """What to add to each table, in the order in which every drain touches them."""
    fields: Cells = {(c.agency_id, c.month, c.field_id, c.channel): sums for c, sums in increments(taken).items()}
    stages: Cells = {(c.agency_id, c.month, c.stage): sums for c, sums in late_increments(taken).items()}
    codes = dict(Agency.objects.filter(pk__in={key[0] for key in fields}).values_list("pk", "code")) if fields else {}
    folded = {
        FIELDS: fields,
        AGENCIES: _totals(fields, by=lambda key: key[:2]),
        PROVINCES: _totals(fields, by=lambda key: (province_of(codes[key[0]]), key[1], key[2])),
        STAGES: stages,
    }
    return {rollup: folded[rollup] for rollup in ROLLUPS}


def _totals(cells: Cells, *, by: Callable[[Key], Key]) -> Cells:
    """The same sums by a coarser key."""
    found: dict[Key, Counter[str]] = {}
    for key, sums in cells.items():
        found.setdefault(by(key), Counter()).update(sums)
    return found


def drain_all(*, batch: int = 1000) -> int:
    """Fold until the queue is empty; how many facts that were."""
    total = 0
    while folded := drain(limit=batch):
        total += folded
    return total


@transaction.atomic
def rebuild() -> None:
    """Count the sums anew beside the old ones, then put what differs in their place, all at one instant.

    Readers see the old sums until then, writers of facts never wait, and a rebuild that is killed has changed nothing.
    Drains fold nothing meanwhile: what each statement counts and what still waits in the queue is one snapshot, and
    their difference stays what it is until the lock is given back.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SUMS_LOCK])
        for source in SOURCES:
            finest, *coarser = source.rollups
            with _beside(cursor, finest, source.folded) as counted:
                for rollup in coarser:
                    with _beside(cursor, rollup, rollup.summed(counted)) as beside:
                        _put(cursor, rollup, beside)
                _put(cursor, finest, counted)


@contextmanager
def _beside(cursor: CursorWrapper, rollup: Rollup, sql: str) -> Iterator[str]:
    """A table of these rows that only this connection sees; its name."""
    name = f"beside_{rollup.table}"
    cursor.execute(f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS {sql}", EVER)
    cursor.execute(f"ANALYZE {name}")
    yield name
    cursor.execute(f"DROP TABLE {name}")


def _put(cursor: CursorWrapper, rollup: Rollup, beside: str) -> None:
    """Make a table say what stands beside it. What is right stays: most of it is, and no row is written for nothing."""
    theirs, ours = (", ".join(f"{side}.{name}" for name in (*rollup.about, *rollup.columns)) for side in "bt")
    cursor.execute(
        f"DELETE FROM {rollup.table} t WHERE NOT EXISTS"  # noqa: S608 - our own names
        f" (SELECT FROM {beside} b WHERE ({theirs}) = ({ours}))"
    )
    cursor.execute(
        f"INSERT INTO {rollup.table} ({rollup.names}) SELECT {rollup.names} FROM {beside}"  # noqa: S608
        f" ON CONFLICT ({', '.join(rollup.about)}) DO NOTHING"
    )


def check(*, since: Month | None = None) -> Checked:
    """Hold everything, or what lies in and after a month, against a recount of the dossiers. Nothing is changed, and
    whatever is written meanwhile is not seen."""
    counted: dict[str, Any] = {"since": since.first, "since_at": since.starts_at} if since else EVER
    with transaction.atomic(), connection.cursor() as cursor:
        # Nothing but the first statement of a transaction may choose its snapshot; inside a test's one we take what is.
        if not connection.savepoint_ids:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        found: list[Difference] = []
        for source in SOURCES:
            cursor.execute(source.compared, counted)
            found += [
                Difference(grain=grain, key=json.loads(key), stored=json.loads(stored), recounted=json.loads(right))
                for grain, key, stored, right in cursor.fetchall()
            ]
        return Checked(waiting=facts.waiting(), rows=rows(), differences=found)


def differences() -> list[Difference]:
    """Every cell in which the sums differ from a recount of the dossiers."""
    return check().differences


def rows() -> int:
    """How many rows the sums have."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + " + ".join(f"(SELECT count(*) FROM {rollup.table})" for rollup in ROLLUPS))  # noqa: S608
        total: int = cursor.fetchone()[0]
    return total
