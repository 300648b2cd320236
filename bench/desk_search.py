"""Milliseconds for one search of the desk among 1,000,000 dossiers: ours against `LIKE` over every name.

    python -m bench.desk_search

Asked as a clerk asks: by code, by phone, by one common word, by a rare whole name, by words in the wrong order, by the
beginning of one, and by what nobody is called. Ours is `apps.desk.selectors.counter.find` whole: permission, reading
what was typed, and the lines of the page with their clocks. The rival answers names alone; both must find the same
dossiers. Filler: generate_series. EXPLAIN of each question must show no reading of the whole table.
"""

from __future__ import annotations

import json
from datetime import datetime
from statistics import median
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from bench import fill

DOSSIERS, ROUNDS = 1_000_000, 7
AT = datetime(2026, 11, 20, 17, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
NAMES = ("mai", "hoang thi net", "net hoang", "luong duc kh", "giang ngoc pao", "khong ai ten nay")


def prepare(*, dossiers: int) -> Any:
    """A clerk of an office with so many dossiers."""
    from django.db import connection

    from apps.officials.models import Official
    from apps.officials.selectors.office import actor_of

    fill.fill(connection=connection, dossiers=dossiers, open_every=25)
    clerk = Official.objects.select_related("agency").get(name="Vi Thị Hạnh")
    return actor_of(official=clerk, at=AT), clerk.agency


def measure() -> list[dict[str, object]]:
    """One line for names, against the rival; one for what has no rival: codes and phones."""
    from apps.desk.selectors.counter import find
    from apps.dossiers.models import Dossier
    from apps.dossiers.selectors import finding
    from bench.rivals import name_contains

    actor, agency = prepare(dossiers=DOSSIERS)
    some = Dossier.objects.order_by("-pk")[1234]
    ours: dict[str, float] = {}
    theirs: dict[str, float] = {}
    for text in (*NAMES, some.code, some.applicant_phone):
        plan = finding.search(actor=actor, text=text)[:20].explain()
        if "Seq Scan on dossiers_dossier" in plan:
            raise SystemExit(f"{text!r} reads the whole table:\n{plan}")
        ours[text] = _seconds(lambda text=text: find(actor=actor, agency=agency, text=text, at=AT))
    for text in NAMES:
        keys = list(finding.search(actor=actor, text=text).values_list("pk", flat=True)[:20])
        if keys != name_contains.found(agency_id=agency.pk, words=text):
            raise SystemExit(f"the two disagree about {text!r}: no figure")
        theirs[text] = _seconds(lambda text=text: name_contains.found(agency_id=agency.pk, words=text))
    slowest = max(NAMES, key=lambda text: ours[text])
    return [
        {
            "figure": f"desk search by name among {DOSSIERS:,} dossiers, slowest of {len(NAMES)} questions",
            "value": round(ours[slowest] * 1000, 1),
            "unit": "ms",
            "rival": "LIKE over every name, slowest of the same",
            "rival_value": round(max(theirs.values()) * 1000, 1),
            "ratio": round(max(theirs.values()) / ours[slowest], 1),
            "each_ms": {text: [round(ours[text] * 1000, 1), round(theirs[text] * 1000, 1)] for text in NAMES},
            "code_ms": round(ours[some.code] * 1000, 1),
            "phone_ms": round(ours[some.applicant_phone] * 1000, 1),
            "filler": fill.FILLER,
            "rounds": ROUNDS,
        }
    ]


def _seconds(ask: Any) -> float:
    times = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        ask()
        times.append(perf_counter() - begun)
    return median(times)


if __name__ == "__main__":
    with fill.scratch_database(name="mot_cua_bench_desk_search"):
        fill.set_up_django()
        from django.db import connections

        for line in measure():
            print(json.dumps(line, ensure_ascii=False))
        connections.close_all()
