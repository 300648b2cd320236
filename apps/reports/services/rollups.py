"""Drain the queue of facts, rebuild from zero, and hold the one against the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection, transaction

from apps.dossiers.services import facts
from apps.reports.domain.folding import COLUMNS, STAGE_COLUMNS, FactSeen, increments, late_increments
from apps.reports.services.recounts import RECOUNT, RECOUNT_LATE

Key = tuple[Any, ...]
Cells = dict[Key, dict[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollup:
    """One table of sums: what a row is about, and what it adds up."""

    table: str
    about: tuple[str, ...]
    columns: tuple[str, ...]

    @property
    def names(self) -> str:
        return ", ".join((*self.about, *self.columns))

    @property
    def upsert(self) -> str:
        marks = ", ".join(["%s"] * (len(self.about) + len(self.columns)))
        adds = ", ".join(f"{column} = t.{column} + EXCLUDED.{column}" for column in self.columns)
        return (
            f"INSERT INTO {self.table} AS t ({self.names}) VALUES ({marks})"  # noqa: S608 - our own names
            f" ON CONFLICT ({', '.join(self.about)}) DO UPDATE SET {adds}"
        )


FIELDS = Rollup(table="reports_fieldmonth", about=("agency_id", "month", "field_id", "channel"), columns=COLUMNS)
AGENCIES = Rollup(table="reports_agencymonth", about=("agency_id", "month"), columns=COLUMNS)
STAGES = Rollup(table="reports_stagemonth", about=("agency_id", "month", "stage"), columns=STAGE_COLUMNS)


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell in which a roll-up and the recount disagree."""

    rollup: str
    cell: dict[str, Any]
    rolled_up: dict[str, int]
    recounted: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@transaction.atomic
def drain(*, limit: int = 1000) -> int:
    """Fold up to `limit` facts; delete and add are one transaction, so a killed drain has lost nothing."""
    taken = [
        FactSeen(
            *(f.agency_id, f.kind, f.field_id, f.channel, f.day, f.timeliness),
            *(f.timeliness_in_force, f.late_stage, f.late_minutes),
        )
        for f in facts.take(limit=limit)
    ]
    fields: Cells = {(c.agency_id, c.month, c.field_id, c.channel): sums for c, sums in increments(taken).items()}
    stages: Cells = {(c.agency_id, c.month, c.stage): sums for c, sums in late_increments(taken).items()}
    with connection.cursor() as cursor:
        # One order for every drain, so that two of them cannot lock each other.
        for rollup, cells in ((FIELDS, fields), (AGENCIES, _totals(fields, by=2)), (STAGES, stages)):
            rows = [(*key, *(cells[key].get(column, 0) for column in rollup.columns)) for key in sorted(cells)]
            if rows:
                cursor.executemany(rollup.upsert, rows)
    return len(taken)


def drain_all(*, batch: int = 1000) -> int:
    """Fold until the queue is empty; how many facts that were."""
    total = 0
    while folded := drain(limit=batch):
        total += folded
    return total


@transaction.atomic
def rebuild() -> None:
    """Throw the roll-ups away and count them anew from the dossiers; writers of facts wait meanwhile."""
    of_agencies = f"SELECT {', '.join(AGENCIES.about)}, {_sum(COLUMNS)} FROM {FIELDS.table} GROUP BY 1, 2"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE dossiers_fact IN EXCLUSIVE MODE")
        for rollup, counted in ((FIELDS, RECOUNT), (AGENCIES, of_agencies), (STAGES, RECOUNT_LATE)):
            cursor.execute(f"DELETE FROM {rollup.table}")  # noqa: S608 - our own names
            cursor.execute(
                f"INSERT INTO {rollup.table} ({rollup.names})"  # noqa: S608
                f" SELECT * FROM ({counted}) r WHERE {' + '.join(rollup.columns)} > 0"
            )


def differences() -> list[Difference]:
    """Every cell in which the roll-ups differ from a recount of the dossiers; all are read in one snapshot."""
    with transaction.atomic(), connection.cursor() as cursor:
        # Nothing but the first statement of a transaction may choose its snapshot; inside a test's one we take what is.
        if not connection.savepoint_ids:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        recounted = {FIELDS: _cells(cursor, FIELDS, RECOUNT), STAGES: _cells(cursor, STAGES, RECOUNT_LATE)}
        recounted[AGENCIES] = _totals(recounted[FIELDS], by=2)
        rolled = {
            rollup: _cells(cursor, rollup, f"SELECT {rollup.names} FROM {rollup.table}")  # noqa: S608
            for rollup in recounted
        }
    return [one for rollup, cells in recounted.items() for one in _differing(rollup, rolled[rollup], cells)]


def _differing(rollup: Rollup, rolled: Cells, recounted: Cells) -> list[Difference]:
    zero = dict.fromkeys(rollup.columns, 0)
    return [
        Difference(rollup.table, _named(rollup, key), dict(rolled.get(key, zero)), {**zero, **recounted.get(key, zero)})
        for key in sorted(rolled.keys() | recounted.keys())
        if rolled.get(key, zero) != {**zero, **recounted.get(key, zero)}
    ]


def _named(rollup: Rollup, key: Key) -> dict[str, Any]:
    return {
        name: value.isoformat() if name == "month" else value for name, value in zip(rollup.about, key, strict=True)
    }


def _totals(cells: Mapping[Key, Mapping[str, int]], *, by: int) -> Cells:
    """The same sums by the first parts of their keys."""
    found: dict[Key, Counter[str]] = {}
    for key, sums in cells.items():
        found.setdefault(key[:by], Counter()).update(sums)
    return {key: dict(sums) for key, sums in found.items()}


def _cells(cursor: Any, rollup: Rollup, sql: str) -> Cells:
    cursor.execute(sql)
    parts = len(rollup.about)
    return {tuple(row[:parts]): dict(zip(rollup.columns, row[parts:], strict=True)) for row in cursor.fetchall()}


def _sum(columns: tuple[str, ...]) -> str:
    return ", ".join(f"sum({column}) AS {column}" for column in columns)
