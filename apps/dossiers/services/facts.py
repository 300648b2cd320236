"""The queue of facts that `reports` folds into roll-ups; nothing else may be taken from here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from apps.dossiers.models import Fact


@dataclass(frozen=True, slots=True)
class TakenFact:
    """One fact, already deleted from the queue in the caller's transaction."""

    agency_id: int
    kind: str
    field_id: int
    channel: str
    day: date
    timeliness: str
    timeliness_in_force: str
    late_stage: str
    late_minutes: int


def take(*, limit: int) -> list[TakenFact]:
    """Delete and return up to `limit` facts nobody else is folding. Fold them in the same transaction.

    Never "everything after the last id": ids commit out of order, and a late one would be lost. The ids are gathered
    into an array first: a plain IN may be planned so that the locking part runs again for every row.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM dossiers_fact WHERE id = ANY(ARRAY"
            "(SELECT id FROM dossiers_fact ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED))"
            " RETURNING agency_id, kind, field_id, channel, day, timeliness, timeliness_in_force, late_stage,"
            " late_minutes",
            [limit],
        )
        return [TakenFact(*row) for row in cursor.fetchall()]


def waiting() -> int:
    """How many facts nobody has folded yet."""
    return Fact.objects.count()
