"""Drain the queue of facts, rebuild from zero, and hold the one against the other."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from apps.dossiers.services import facts
from apps.reports.domain.folding import COLUMNS, FactSeen, increments

_SUMS = ", ".join(COLUMNS)
_ADD = ", ".join(f"{column} = t.{column} + EXCLUDED.{column}" for column in COLUMNS)
_UPSERT_FIELD = (
    f"INSERT INTO reports_fieldmonth AS t (agency_id, month, field_id, channel, {_SUMS})"  # noqa: S608 - our own names
    f" VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
    f" ON CONFLICT (agency_id, month, field_id, channel) DO UPDATE SET {_ADD}"
)
_UPSERT_AGENCY = (
    f"INSERT INTO reports_agencymonth AS t (agency_id, month, {_SUMS})"  # noqa: S608 - our own names
    f" VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (agency_id, month) DO UPDATE SET {_ADD}"
)
_LOCAL = "AT TIME ZONE 'Asia/Ho_Chi_Minh'"
# The recount reads the dossiers themselves; facts still in the queue are taken off, so that it can run at any moment.
_RECOUNT = f"""
    SELECT agency_id, month, field_id, channel, {", ".join(f"sum({c})::int AS {c}" for c in COLUMNS)} FROM (
      SELECT agency_id, date_trunc('month', received_at {_LOCAL})::date AS month, field_id, channel,
             1 AS received, 0 AS early, 0 AS on_time, 0 AS late, 0 AS ended
        FROM dossiers_dossier WHERE received_at IS NOT NULL
      UNION ALL
      SELECT agency_id, date_trunc('month', finished_at {_LOCAL})::date, field_id, channel, 0,
             (timeliness = 'early')::int, (timeliness = 'on_time')::int, (timeliness = 'late')::int, 0
        FROM dossiers_dossier WHERE finished_at IS NOT NULL AND timeliness IS NOT NULL
      UNION ALL
      SELECT agency_id, date_trunc('month', finished_at {_LOCAL})::date, field_id, channel, 0, 0, 0, 0, 1
        FROM dossiers_dossier WHERE finished_at IS NOT NULL AND timeliness IS NULL AND received_at IS NOT NULL
      UNION ALL
      SELECT agency_id, date_trunc('month', day)::date, field_id, channel,
             -(kind = 'received')::int, -(kind = 'finished' AND timeliness = 'early')::int,
             -(kind = 'finished' AND timeliness = 'on_time')::int, -(kind = 'finished' AND timeliness = 'late')::int,
             -(kind = 'ended')::int
        FROM dossiers_fact
    ) parts GROUP BY 1, 2, 3, 4
"""  # noqa: S608 - our own names


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell in which the roll-up and the recount disagree."""

    agency_id: int
    month: str
    field_id: int
    channel: str
    rolled_up: dict[str, int]
    recounted: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@transaction.atomic
def drain(*, limit: int = 1000) -> int:
    """Fold up to `limit` facts; delete and add are one transaction, so a killed drain has lost nothing."""
    taken = facts.take(limit=limit)
    cells = increments(FactSeen(f.agency_id, f.kind, f.field_id, f.channel, f.day, f.timeliness) for f in taken)
    agencies: dict[tuple[int, date], list[int]] = {}
    rows: list[tuple[int | date | str, ...]] = []
    for cell in sorted(cells):  # one order for every drain, so that two of them cannot lock each other
        sums = [cells[cell][column] for column in COLUMNS]
        rows.append((cell.agency_id, cell.month, cell.field_id, cell.channel, *sums))
        total = agencies.setdefault((cell.agency_id, cell.month), [0] * len(COLUMNS))
        agencies[cell.agency_id, cell.month] = [a + b for a, b in zip(total, sums, strict=True)]
    with connection.cursor() as cursor:
        if rows:
            cursor.executemany(_UPSERT_FIELD, rows)
            cursor.executemany(_UPSERT_AGENCY, [(*key, *agencies[key]) for key in sorted(agencies)])
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
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE dossiers_fact IN EXCLUSIVE MODE")
        cursor.execute("DELETE FROM reports_fieldmonth")
        cursor.execute("DELETE FROM reports_agencymonth")
        cursor.execute(
            f"INSERT INTO reports_fieldmonth (agency_id, month, field_id, channel, {_SUMS})"  # noqa: S608
            f" SELECT * FROM ({_RECOUNT}) r WHERE received + early + on_time + late + ended > 0"
        )
        cursor.execute(
            f"INSERT INTO reports_agencymonth (agency_id, month, {_SUMS}) SELECT agency_id, month,"  # noqa: S608
            f" {', '.join(f'sum({c})' for c in COLUMNS)} FROM reports_fieldmonth GROUP BY 1, 2"
        )


def differences() -> list[Difference]:
    """Every cell in which the roll-ups differ from a recount of the dossiers; both are read in one snapshot."""
    with transaction.atomic(), connection.cursor() as cursor:
        # Nothing but the first statement of a transaction may choose its snapshot; inside a test's one we take what is.
        if not connection.savepoint_ids:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        recounted = _cells(cursor, _RECOUNT)
        rolled = _cells(cursor, f"SELECT agency_id, month, field_id, channel, {_SUMS} FROM reports_fieldmonth")  # noqa: S608
    zero = dict.fromkeys(COLUMNS, 0)
    return [
        Difference(key[0], key[1].isoformat(), key[2], key[3], rolled.get(key, zero), recounted.get(key, zero))
        for key in sorted(rolled.keys() | recounted.keys())
        if rolled.get(key, zero) != recounted.get(key, zero)
    ]


def _cells(cursor: Any, sql: str) -> dict[tuple[Any, ...], dict[str, int]]:
    cursor.execute(sql)
    return {tuple(row[:4]): dict(zip(COLUMNS, row[4:], strict=True)) for row in cursor.fetchall()}
