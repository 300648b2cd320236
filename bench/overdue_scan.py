"""Milliseconds in which the guard finds the promises that have just broken, among 1,000,000 dossiers.

    python -m bench.overdue_scan

The very query of a round of the beat (`apps.desk.services.broken.unnoticed`), explained by PostgreSQL with ANALYZE and
BUFFERS: with the partial index of open promises, and with that index and its two sisters (by office, by holder) taken
away in a transaction that is rolled back. Rounds of the two alternate. Filler: generate_series, two thirds of a percent
open, each of them overdue and noticed but for the last ten minutes', as in an office that has been watched for a year.
Printed beside it: the sweep over every open promise that the first beat of an hour makes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from bench import fill

DOSSIERS, OPEN_EVERY, ROUNDS = 1_000_000, 150, 5
INDEX = "dossiers_open_promises"
TAKEN_AWAY = (INDEX, "dossiers_open_of_agency", "dossiers_held")
BUFFERS = ("Shared Hit Blocks", "Shared Read Blocks")


class NoFigure(SystemExit):
    """Something is not as it must be measured."""


def measure() -> Iterator[dict[str, object]]:
    """The newly broken of ten minutes, then the sweep over all."""
    from django.db import connection

    from apps.desk.services.broken import unnoticed

    fill.fill(connection=connection, dossiers=DOSSIERS, open_every=OPEN_EVERY)
    at = _watched_for_a_year(connection)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE dossiers_dossier, desk_brokenpromise")
    yield {
        "figure": "overdue scan at 1,000,000 dossiers",
        **_compared(unnoticed(at=at, since=at - timedelta(minutes=10))),
        "rival": "no partial index",
        "open": DOSSIERS // OPEN_EVERY,
        "filler": fill.FILLER,
    }
    yield {
        "figure": "sweep over every open promise",
        **_compared(unnoticed(at=at)),
        "rival": "no partial index",
        "open": DOSSIERS // OPEN_EVERY,
        "filler": fill.FILLER,
    }


def _watched_for_a_year(connection: Any) -> datetime:
    """Every open promise that broke more than ten minutes ago has been noticed; the instant of the next round."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH open AS (SELECT * FROM dossiers_dossier WHERE received_at IS NOT NULL AND finished_at IS NULL),
                 last AS (SELECT max(late_after) AS at FROM open)
            INSERT INTO desk_brokenpromise (agency_id, dossier_id, cycle, late_after, holder_id, noticed_at)
            SELECT agency_id, id, 1, late_after, holder_id, late_after FROM open, last
             WHERE late_after < last.at - interval '8 minutes'
            """
        )
        cursor.execute("SELECT max(late_after) FROM dossiers_dossier WHERE finished_at IS NULL")
        latest: datetime = cursor.fetchone()[0]
    return latest + timedelta(seconds=30)


def _compared(query: Any) -> dict[str, object]:
    ours, rival, plan, without = [], [], {}, {}
    for _ in range(ROUNDS):
        plan = _explained(query)
        ours.append(plan["Execution Time"])
        with _without_index():
            without = _explained(query)
        rival.append(without["Execution Time"])
    if INDEX not in json.dumps(plan) or INDEX in json.dumps(without):
        raise NoFigure("the plan is not the one to be measured: no figure")
    if plan["Plan"]["Actual Rows"] != without["Plan"]["Actual Rows"] or not plan["Plan"]["Actual Rows"]:
        raise NoFigure("the two find different rows, or none: no figure")
    return {
        "value": round(median(ours), 3),
        "unit": "ms",
        "rival_value": round(median(rival), 3),
        "ratio": round(median(b / a for a, b in zip(ours, rival, strict=True)), 1),
        "buffers": sum(plan["Plan"][name] for name in BUFFERS),
        "rival_buffers": sum(without["Plan"][name] for name in BUFFERS),
        "found": plan["Plan"]["Actual Rows"],
        "index": INDEX,
        "rounds": ROUNDS,
    }


def _explained(query: Any) -> dict[str, Any]:
    said = json.loads(query.explain(format="json", analyze=True, buffers=True))
    plan: dict[str, Any] = said[0]
    return plan


@contextmanager
def _without_index() -> Iterator[None]:
    from django.db import connection, transaction

    with transaction.atomic():
        with connection.cursor() as cursor:
            for name in TAKEN_AWAY:
                cursor.execute(f"DROP INDEX {name}")
        yield
        transaction.set_rollback(True)


if __name__ == "__main__":
    with fill.scratch_database(name="mot_cua_bench_overdue"):
        fill.set_up_django()
        from django.db import connections

        for figure in measure():
            print(json.dumps(figure, ensure_ascii=False))
        connections.close_all()
