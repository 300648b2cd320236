"""Seconds to reckon 50,000 open promises anew after a change of the calendar: in columns against one by one.

    python -m bench.recalculation

Both read the same rows (filler: generate_series, terms of 1 to 40 working days, each promise first put on the day its
terms give) and must find the same dossiers with the same new days. `listed_seconds` is the whole act as the worker does
it: reckon, compare with what leaders decided, write the list, commit.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bench import fill

if TYPE_CHECKING:
    from apps.officials.models import Agency

OPEN, ROUNDS = 50_000, 5
AT = datetime(2026, 11, 20, 17, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
_TERMS = """
UPDATE dossiers_dossier
   SET terms = jsonb_build_object('amount', (1 + (id - (SELECT min(id) FROM dossiers_dossier)) % 40)::text,
                                  'unit', 'working_day', 'due_time', 'end_of_day', 'supplement_mode', 'restart')
"""
_PROMISE = """
UPDATE dossiers_dossier d
   SET due_at = new.due_at, late_after = new.late_after, first_due_at = new.due_at, first_late_after = new.late_after
  FROM unnest(%s::bigint[], %s::timestamptz[], %s::timestamptz[]) new (id, due_at, late_after)
 WHERE d.id = new.id
"""


def prepare(*, dossiers: int) -> Agency:
    """An office with so many open dossiers, each promised what its terms give; then the swap of 23/11 is decided."""
    from django.db import connection

    from apps.accounts.domain.actor import SYSTEM
    from apps.officials.domain.calendars import CalendarLine, DayEntry
    from apps.officials.models import Agency
    from apps.officials.services import put_calendar_days
    from bench.rivals import one_by_one

    fill.fill(connection=connection, dossiers=dossiers, open_every=1)
    agency = Agency.objects.get(is_ours=True)
    with connection.cursor() as cursor:
        cursor.execute(_TERMS)
        columns = zip(*one_by_one.others(agency=agency, at=AT), strict=True)
        cursor.execute(_PROMISE, [list(column) for column in columns])
        cursor.execute("ANALYZE dossiers_dossier")
    swap = [
        CalendarLine(date=date(2026, 11, 23), kind=DayEntry.SWAP_OFF, name="Nghỉ hoán đổi"),
        CalendarLine(date=date(2026, 11, 28), kind=DayEntry.MAKEUP_WORK, name="Làm bù"),
    ]
    put_calendar_days(agency=agency, lines=swap, by=SYSTEM, at=AT)
    return agency


def measure() -> dict[str, object]:
    """The median of the rounds, ours and the rival's, and the median of their ratios."""
    from apps.desk.services.calendar_reviews import review_calendar
    from apps.desk.services.recalculating import reckon_open
    from bench.rivals import one_by_one

    agency = prepare(dossiers=OPEN)
    seconds = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        found = reckon_open(agency=agency, at=AT)
        ours, begun = perf_counter() - begun, perf_counter()
        theirs = one_by_one.others(agency=agency, at=AT)
        seconds.append((ours, perf_counter() - begun))
        if {(one.dossier_id, one.new_due_at, one.new_late_after) for one in found.others} != set(theirs):
            raise SystemExit("the two disagree: no figure")
    begun = perf_counter()
    review = review_calendar(agency_id=agency.pk, at=AT)
    listed = perf_counter() - begun
    value, rival_value = (median(column) for column in zip(*seconds, strict=True))
    return {
        "figure": f"recalculation of {OPEN:,} open dossiers",
        "value": round(value, 3),
        "unit": "s",
        "rival": "one by one",
        "rival_value": round(rival_value, 3),
        "ratio": round(median(b / a for a, b in seconds), 2),
        "listed_seconds": round(listed, 3),
        "affected": review.promises.count() if review else 0,
        "filler": fill.FILLER,
        "rounds": ROUNDS,
    }


if __name__ == "__main__":
    with fill.scratch_database(name="mot_cua_bench_recalculation"):
        fill.set_up_django()
        from django.db import connections

        print(json.dumps(measure(), ensure_ascii=False))
        connections.close_all()
