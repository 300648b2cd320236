"""The sums counted from the dossiers themselves, what waits in the queue, and how the one is held against the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from apps.reports.domain.folding import COLUMNS, STAGE_COLUMNS
from apps.reports.services.grains import AGENCIES, FIELDS, PROVINCES, STAGES, Rollup

LOCAL = "AT TIME ZONE 'Asia/Ho_Chi_Minh'"
CLASSES = ("early", "on_time", "late")
RECEIVED, FINISHED = f"received_at {LOCAL}", f"finished_at {LOCAL}"


def _part(*, source: str, when: str, where: str, **counted: str) -> str:
    """One kind of thing counted, by what each of its rows adds to the sums; the other sums gain nothing."""
    sums = ", ".join(f"{counted.get(column, '0')} AS {column}" for column in COLUMNS)
    return (
        f"SELECT agency_id, date_trunc('month', {when})::date AS month, field_id, channel, {sums}"  # noqa: S608
        f" FROM {source} WHERE {where}"
    )


_FINISHED = {one: f"(timeliness = '{one}')::int" for one in CLASSES}
_IN_FORCE = {f"{one}_in_force": f"(coalesce(timeliness_in_force, timeliness) = '{one}')::int" for one in CLASSES}
_QUEUED = {one: f"(kind = 'finished' AND timeliness = '{one}')::int" for one in CLASSES}
_QUEUED_IN_FORCE = {
    f"{one}_in_force": f"(kind = 'finished' AND coalesce(nullif(timeliness_in_force, ''), timeliness) = '{one}')::int"
    for one in CLASSES
}
# `since` is the first instant that is counted, and the day it lies on: both of one month's beginning.
_COUNTED = " UNION ALL ".join(
    (
        _part(source="dossiers_dossier", when=RECEIVED, where="received_at >= %(since_at)s", received="1"),
        _part(
            source="dossiers_dossier",
            when=FINISHED,
            where="finished_at >= %(since_at)s AND timeliness IS NOT NULL",
            **_FINISHED,
            **_IN_FORCE,
        ),
        _part(
            source="dossiers_dossier",
            when=FINISHED,
            where="finished_at >= %(since_at)s AND timeliness IS NULL AND received_at IS NOT NULL",
            ended="1",
            ended_late="coalesce(ended_late, false)::int",
        ),
    )
)
_WAITING = _part(
    source="dossiers_fact",
    when="day",
    where="day >= %(since)s",
    received="(kind = 'received')::int",
    ended="(kind = 'ended')::int",
    ended_late="(kind = 'ended' AND timeliness = 'late')::int",
    **_QUEUED,
    **_QUEUED_IN_FORCE,
)
# To whom lateness is charged is kept by the event that finished the dossier.
_COUNTED_LATE = f"""
    SELECT d.agency_id, date_trunc('month', {FINISHED})::date AS month, coalesce(facts->'late'->>'stage', '') AS stage,
           1 AS dossiers, coalesce((facts->'late'->>'minutes')::bigint, 0) AS minutes
      FROM dossiers_dossier d
      LEFT JOIN dossiers_dossierevent e ON e.dossier_id = d.id AND e.facts ? 'late'
     WHERE finished_at >= %(since_at)s AND timeliness = 'late'
"""  # noqa: S608 - our own names
_WAITING_LATE = """
    SELECT agency_id, date_trunc('month', day)::date AS month, late_stage AS stage, 1 AS dossiers,
           late_minutes::bigint AS minutes
      FROM dossiers_fact WHERE kind = 'finished' AND timeliness = 'late' AND day >= %(since)s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One way of counting: the dossiers, the queue, and the tables that follow from them, the finest first."""

    columns: tuple[str, ...]
    counted: str
    waiting: str
    rollups: tuple[Rollup, ...]

    @property
    def folded(self) -> str:
        """What the finest table must say: the dossiers without what still waits."""
        finest = self.rollups[0]
        minus = ", ".join((*finest.about, *(f"-{column} AS {column}" for column in self.columns)))
        both = f"({self.counted} UNION ALL SELECT {minus} FROM ({self.waiting}) w)"  # noqa: S608 - our own names
        return f"SELECT * FROM ({finest.summed(both)}) r WHERE {' + '.join(self.columns)} > 0"  # noqa: S608

    @property
    def compared(self) -> str:
        """Every cell of these tables in which what is stored and waits is not what is counted."""
        finest = self.rollups[0]
        cells = " UNION ALL ".join(f"({_compared(rollup)})" for rollup in self.rollups)
        return (
            f"WITH counted AS MATERIALIZED ({finest.summed(f'({self.counted})')}),"
            f" waiting AS MATERIALIZED ({finest.summed(f'({self.waiting})')}) {cells}"
        )


def _compared(rollup: Rollup) -> str:
    stored = (
        f"SELECT {', '.join(rollup.about)}, {_sums(rollup.columns)} FROM"  # noqa: S608 - our own names
        f" (SELECT {rollup.names} FROM {rollup.table} WHERE month >= %(since)s"
        f" UNION ALL {rollup.summed('waiting')}) both_of_them GROUP BY {', '.join(rollup.about)}"
    )
    shown = (f"'{rollup.grain}' AS grain", f"{_object(_plain(rollup.about))} AS key")
    ours, theirs = (_cells(rollup.columns, of=side) for side in ("s", "c"))
    return (
        f"SELECT {', '.join(shown)}, {_object(ours)} AS stored, {_object(theirs)} AS recounted"  # noqa: S608
        f" FROM ({stored}) s FULL JOIN ({rollup.summed('counted')}) c USING ({', '.join(rollup.about)})"
        f" WHERE ({', '.join(ours.values())}) <> ({', '.join(theirs.values())})"
        f" ORDER BY {', '.join(rollup.about)}"
    )


def _sums(columns: Sequence[str]) -> str:
    return ", ".join(f"sum({column})::bigint AS {column}" for column in columns)


def _plain(names: Sequence[str]) -> dict[str, str]:
    return {name: name for name in names}


def _cells(columns: Sequence[str], *, of: str) -> dict[str, str]:
    return {column: f"coalesce({of}.{column}, 0)" for column in columns}


def _object(parts: Mapping[str, str]) -> str:
    named = ", ".join(f"'{name}', {value}" for name, value in parts.items())
    return f"jsonb_build_object({named})"


SOURCES = (
    Source(columns=COLUMNS, counted=_COUNTED, waiting=_WAITING, rollups=(FIELDS, AGENCIES, PROVINCES)),
    Source(columns=STAGE_COLUMNS, counted=_COUNTED_LATE, waiting=_WAITING_LATE, rollups=(STAGES,)),
)
