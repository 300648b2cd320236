"""The simplest good way to fold facts: one by one, each with two upserts and its deletion, all in one transaction."""

from __future__ import annotations

from django.db import connection, transaction

from apps.reports.domain.folding import COLUMNS

_ADD = {
    table: (
        f"INSERT INTO {table} AS t (agency_id, month, {extra}{', '.join(COLUMNS)})"
        f" VALUES (%s, %s, {'%s, %s, ' if extra else ''}{', '.join(['%s'] * len(COLUMNS))})"
        f" ON CONFLICT (agency_id, month{', field_id, channel' if extra else ''})"
        f" DO UPDATE SET {', '.join(f'{c} = t.{c} + EXCLUDED.{c}' for c in COLUMNS)}"
    )
    for table, extra in (("reports_fieldmonth", "field_id, channel, "), ("reports_agencymonth", ""))
}


@transaction.atomic
def drain(*, limit: int) -> int:
    """Fold up to so many facts; how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, agency_id, kind, field_id, channel, date_trunc('month', day)::date, timeliness"
            " FROM dossiers_fact ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED",
            [limit],
        )
        facts = cursor.fetchall()
        for pk, agency_id, kind, field_id, channel, month, timeliness in facts:
            column = timeliness if kind == "finished" else kind
            one = [int(column == name) for name in COLUMNS]
            cursor.execute(_ADD["reports_fieldmonth"], [agency_id, month, field_id, channel, *one])
            cursor.execute(_ADD["reports_agencymonth"], [agency_id, month, *one])
            cursor.execute("DELETE FROM dossiers_fact WHERE id = %s", [pk])
    return len(facts)
