"""The simplest good way to fold facts: one by one, each with three upserts and its deletion, all in one transaction."""

from __future__ import annotations

from django.db import connection, transaction

from apps.reports.domain.folding import COLUMNS, FactSeen

_PROVINCE = "(SELECT split_part(code, '.', 1) FROM officials_agency WHERE id = %s)"


def _add(table: str, **keys: str) -> str:
    return (
        f"INSERT INTO reports_{table} AS t ({', '.join((*keys, *COLUMNS))})"
        f" VALUES ({', '.join((*keys.values(), *['%s'] * len(COLUMNS)))}) ON CONFLICT ({', '.join(keys)})"
        f" DO UPDATE SET {', '.join(f'{c} = t.{c} + EXCLUDED.{c}' for c in COLUMNS)}"
    )


_ADD_FIELD = _add("fieldmonth", agency_id="%s", month="%s", field_id="%s", channel="%s")
_ADD_AGENCY = _add("agencymonth", agency_id="%s", month="%s")
_ADD_PROVINCE = _add("provincemonth", province=_PROVINCE, month="%s", field_id="%s")
_ADD_LATE = (
    "INSERT INTO reports_stagemonth AS t (agency_id, month, stage, dossiers, minutes) VALUES (%s, %s, %s, 1, %s)"
    " ON CONFLICT (agency_id, month, stage) DO UPDATE SET dossiers = t.dossiers + 1, minutes = t.minutes + %s"
)


@transaction.atomic
def drain(*, limit: int) -> int:
    """Fold up to so many facts; how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, agency_id, kind, field_id, channel, day, timeliness, timeliness_in_force,"
            " late_stage, late_minutes"
            " FROM dossiers_fact ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED",
            [limit],
        )
        facts = cursor.fetchall()
        for pk, *seen in facts:
            fact = FactSeen(*seen)
            one = [int(name in fact.columns) for name in COLUMNS]
            cursor.execute(_ADD_FIELD, [fact.agency_id, fact.month, fact.field_id, fact.channel, *one])
            cursor.execute(_ADD_AGENCY, [fact.agency_id, fact.month, *one])
            cursor.execute(_ADD_PROVINCE, [fact.agency_id, fact.month, fact.field_id, *one])
            if fact.columns[0] == "late":
                minutes = fact.late_minutes
                cursor.execute(_ADD_LATE, [fact.agency_id, fact.month, fact.late_stage, minutes, minutes])
            cursor.execute("DELETE FROM dossiers_fact WHERE id = %s", [pk])
    return len(facts)
