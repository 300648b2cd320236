"""Seconds to fold 1,000 facts into the roll-ups: our drain against folding them one by one.

    python -m bench.rollup_drain

Both take from one backlog (filler: generate_series) and fold into the same tables; rounds of the two alternate, and
afterwards a recount must find every sum right. Commits go to a real disk.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from statistics import median
from time import perf_counter

from bench import fill

BATCH, ROUNDS = 1_000, 10


def measure() -> dict[str, object]:
    """The median of the rounds, ours and the rival's, and the median of their ratios."""
    from django.db import connection

    from apps.reports.services import rollups
    from bench.rivals import fact_by_fact

    seconds: dict[str, list[float]] = {"ours": [], "rival": []}
    drains: dict[str, Callable[[], int]] = {
        "ours": lambda: rollups.drain(limit=BATCH),
        "rival": lambda: fact_by_fact.drain(limit=BATCH),
    }
    fill.fill(connection=connection, dossiers=BATCH * ROUNDS, facts=True)  # two facts each
    for _ in range(ROUNDS):
        for name, drain in drains.items():
            begun = perf_counter()
            folded = drain()
            seconds[name].append(perf_counter() - begun)
            if folded != BATCH:
                raise SystemExit("the queue was empty too early: no figure")
    if rollups.differences():
        raise SystemExit("the sums are wrong: no figure")
    value, rival_value = median(seconds["ours"]), median(seconds["rival"])
    return {
        "figure": "drain per 1,000 facts",
        "value": round(value, 4),
        "unit": "s",
        "rival": "fact by fact",
        "rival_value": round(rival_value, 4),
        "ratio": round(median(b / a for a, b in zip(seconds["ours"], seconds["rival"], strict=True)), 2),
        "backlog": 2 * BATCH * ROUNDS,
        "filler": fill.FILLER,
        "rounds": ROUNDS,
    }


if __name__ == "__main__":
    with fill.scratch_database(name="mot_cua_bench_drain"):
        fill.set_up_django()
        from django.db import connections

        print(json.dumps(measure(), ensure_ascii=False))
        connections.close_all()
