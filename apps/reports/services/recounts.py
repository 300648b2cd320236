"""The roll-ups counted from the dossiers themselves; facts still in the queue are taken off, so that it can be asked
at any moment."""

from __future__ import annotations

from apps.reports.domain.folding import COLUMNS

LOCAL = "AT TIME ZONE 'Asia/Ho_Chi_Minh'"
CLASSES = ("early", "on_time", "late")
RECEIVED, FINISHED = f"received_at {LOCAL}", f"finished_at {LOCAL}"


def _part(*, source: str, when: str, where: str = "true", **counted: str) -> str:
    """One kind of thing counted, by what each of its rows adds to the sums; the other sums gain nothing."""
    sums = ", ".join(f"{counted.get(column, '0')} AS {column}" for column in COLUMNS)
    return (
        f"SELECT agency_id, date_trunc('month', {when})::date AS month, field_id, channel, {sums}"  # noqa: S608
        f" FROM {source} WHERE {where}"
    )


_FINISHED = {one: f"(timeliness = '{one}')::int" for one in CLASSES}
_IN_FORCE = {f"{one}_in_force": f"(coalesce(timeliness_in_force, timeliness) = '{one}')::int" for one in CLASSES}
_QUEUED = {one: f"-(kind = 'finished' AND timeliness = '{one}')::int" for one in CLASSES}
_QUEUED_IN_FORCE = {
    f"{one}_in_force": f"-(kind = 'finished' AND coalesce(nullif(timeliness_in_force, ''), timeliness) = '{one}')::int"
    for one in CLASSES
}
_PARTS = (
    _part(source="dossiers_dossier", when=RECEIVED, where="received_at IS NOT NULL", received="1"),
    _part(
        source="dossiers_dossier",
        when=FINISHED,
        where="finished_at IS NOT NULL AND timeliness IS NOT NULL",
        **_FINISHED,
        **_IN_FORCE,
    ),
    _part(
        source="dossiers_dossier",
        when=FINISHED,
        where="finished_at IS NOT NULL AND timeliness IS NULL AND received_at IS NOT NULL",
        ended="1",
        ended_late="coalesce(ended_late, false)::int",
    ),
    _part(
        source="dossiers_fact",
        when="day",
        received="-(kind = 'received')::int",
        ended="-(kind = 'ended')::int",
        ended_late="-(kind = 'ended' AND timeliness = 'late')::int",
        **_QUEUED,
        **_QUEUED_IN_FORCE,
    ),
)
RECOUNT = (
    f"SELECT agency_id, month, field_id, channel, {', '.join(f'sum({c})::int AS {c}' for c in COLUMNS)}"  # noqa: S608
    f" FROM ({' UNION ALL '.join(_PARTS)}) parts GROUP BY 1, 2, 3, 4"
)
# To whom lateness is charged is kept by the event that finished the dossier.
RECOUNT_LATE = f"""
    SELECT agency_id, month, stage, sum(dossiers)::int AS dossiers, sum(minutes)::bigint AS minutes FROM (
      SELECT d.agency_id, date_trunc('month', {FINISHED})::date AS month, 1 AS dossiers,
             coalesce(facts->'late'->>'stage', '') AS stage,
             coalesce((facts->'late'->>'minutes')::bigint, 0) AS minutes
        FROM dossiers_dossier d
        LEFT JOIN dossiers_dossierevent e ON e.dossier_id = d.id AND e.facts ? 'late'
       WHERE finished_at IS NOT NULL AND timeliness = 'late'
      UNION ALL
      SELECT agency_id, date_trunc('month', day)::date, -1, late_stage, -late_minutes
        FROM dossiers_fact WHERE kind = 'finished' AND timeliness = 'late'
    ) parts GROUP BY 1, 2, 3
"""  # noqa: S608 - our own names
