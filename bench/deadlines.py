"""Deadlines per second: the precomputed calendar against the day-by-day walk, on the same starts in the same run.

    python -m bench.deadlines

One JSON line a figure. Starts are aware instants in UTC, as they come from the database, spread over every hour of
2024 to 2026 (so two thirds fall outside opening hours); amounts are even over the range named in the figure. Rounds of
the two alternate; the figures are those of the median round and the ratio is the median of the rounds' ratios, so that
a noisy machine disturbs both alike.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter

from apps.worktime import STANDARD_WEEK, Allowance, DayKind, Unit, WorkCalendar, special_days_from_csv
from bench.rivals import day_by_day

STARTS = 20_000
ROUNDS = 7
CALENDAR = Path(__file__).parents[1] / "apps" / "officials" / "data" / "calendar_2024_2027.csv"


def figure(*, shortest: int, longest: int) -> dict[str, object]:
    """Deadlines per second for amounts even over a range of working days, ours and the rival's."""
    calendar, office = offices()
    draw = random.Random(longest)
    first = datetime(2024, 1, 2, tzinfo=UTC)
    starts = [first + timedelta(seconds=draw.randrange(3 * 365 * 86_400)) for _ in range(STARTS)]
    amounts = [Decimal(shortest + number % (longest - shortest + 1)) for number in range(STARTS)]
    cases = list(zip(starts, (Allowance(amount, Unit.WORKING_DAY) for amount in amounts), strict=True))
    plain = list(zip(starts, amounts, strict=True))

    def ours() -> list[tuple[datetime, datetime]]:
        found = []
        for start, allowance in cases:
            deadline = calendar.deadline(start=start, allowance=allowance)
            found.append((deadline.due_at, deadline.late_after))
        return found

    def rival() -> list[tuple[datetime, datetime]]:
        return [day_by_day.working_days(office, start, amount) for start, amount in plain]

    if ours() != rival():
        raise SystemExit("the two disagree: no figure")
    seconds = [(timed(ours), timed(rival)) for _ in range(ROUNDS)]
    value, rival_value = (STARTS / median(column) for column in zip(*seconds, strict=True))
    ratio = median(theirs / mine for mine, theirs in seconds)
    return {
        "figure": f"deadlines, {shortest}-{longest} working days",
        "value": round(value),
        "unit": "deadlines/s",
        "rival": "day by day",
        "rival_value": round(rival_value),
        "ratio": round(ratio, 2),
        "starts": STARTS,
        "rounds": ROUNDS,
    }


def offices() -> tuple[WorkCalendar, day_by_day.Office]:
    """One office for both."""
    rows = special_days_from_csv(CALENDAR.read_text(encoding="utf-8").splitlines())
    calendar = WorkCalendar.build(
        name="bench", first=date(2024, 1, 1), last=date(2027, 12, 31), week=STANDARD_WEEK, special_days=rows
    )
    office = day_by_day.Office(
        week=[[(session.opens, session.closes) for session in sessions] for sessions in STANDARD_WEEK],
        off=frozenset(row.date for row in rows if row.kind is not DayKind.MAKEUP_WORK),
        made_up=frozenset(row.date for row in rows if row.kind is DayKind.MAKEUP_WORK),
    )
    return calendar, office


def timed(run: Callable[[], object]) -> float:
    """Seconds one run takes."""
    began = perf_counter()
    run()
    return perf_counter() - began


if __name__ == "__main__":
    for shortest, longest in ((1, 60), (1, 5)):
        print(json.dumps(figure(shortest=shortest, longest=longest), ensure_ascii=False))
