"""Deadlines per second, one by one and many at once, each against its rival on the same starts in the same run.

    python -m bench.deadlines

One JSON line a figure. One by one, the rival is the day-by-day walk. Many at once, the rival is one by one, over the
same cases of every unit; beside it stands `numpy.busday_offset`, which knows neither hours nor make-up Saturdays, so
that line has neither. The recalculation is what a change of calendar asks of 50,000 open promises: lay the new calendar
out, reckon each anew, and name those that moved.

Starts are aware instants in UTC, as they come from the database, spread over every hour of 2024 to 2026 (so two thirds
fall outside opening hours); amounts are even over the range named in the figure. Columns are at hand, as a query brings
them; `from_values` is the ratio where they must first be made of datetimes and allowances. Rounds of the two alternate;
the figures are those of the median round and the ratio is the median of the rounds' ratios, so that a noisy machine
disturbs both alike.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

from apps.worktime import (
    STANDARD_WEEK,
    Allowance,
    DayKind,
    Deadline,
    SpecialDay,
    Unit,
    WorkCalendar,
    special_days_from_csv,
)
from apps.worktime.batch import BatchCalendar, Cases, datetimes, instants
from bench.rivals import day_by_day

STARTS = 20_000
OPEN_PROMISES = 50_000
ROUNDS = 7
NINE = time(2)  # in UTC
CALENDAR = Path(__file__).parents[1] / "apps" / "officials" / "data" / "calendar_2024_2027.csv"
EVERY_UNIT = (
    *(Allowance(Decimal(halves) / 2, Unit.WORKING_DAY) for halves in range(1, 61)),
    *(Allowance(Decimal(quarters) / 4, Unit.WORKING_HOUR) for quarters in range(1, 61)),
    *(Allowance(Decimal(days), Unit.CALENDAR_DAY) for days in range(1, 61)),
    Allowance(Decimal(0), Unit.SAME_DAY),
)
Run = Callable[[], object]


def one_by_one(*, shortest: int, longest: int) -> dict[str, object]:
    """Deadlines per second for amounts even over a range of working days, ours and the walk's."""
    calendar, office = offices()
    starts = drawn(count=STARTS, seed=longest)
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

    agree(ours(), rival())
    return figure(
        f"deadlines, {shortest}-{longest} working days", "day by day", ours, rival, cases=STARTS, unit="deadlines/s"
    )


def many_at_once() -> dict[str, object]:
    """Deadlines per second over cases of every unit, in columns and one by one."""
    calendar, _ = offices()
    starts, allowances = drawn(count=OPEN_PROMISES, seed=5), chosen(count=OPEN_PROMISES, seed=5)
    batch, cases = BatchCalendar(calendar), Cases.of(received_at=starts, allowances=allowances)

    def ours() -> object:
        return batch.deadlines(cases)

    def from_values() -> object:
        return batch.deadlines(Cases.of(received_at=starts, allowances=allowances))

    def rival() -> list[datetime]:
        return [found.late_after for found in scalar(calendar, starts, allowances)]

    agree(datetimes(batch.deadlines(cases).late_after), rival())
    line = figure(
        "deadlines of every unit, in columns", "one by one", ours, rival, cases=OPEN_PROMISES, unit="deadlines/s"
    )
    return line | {"from_values": ratio(from_values, rival)}


def against_numpy() -> dict[str, object]:
    """Whole working days of receptions at nine, in columns and by `numpy.busday_offset`."""
    rows = [row for row in special_days() if row.kind is not DayKind.MAKEUP_WORK]
    calendar = office_of(rows)
    draw = random.Random(9)
    dates = np.array(
        [date(2024, 1, 2) + timedelta(days=draw.randrange(3 * 365)) for _ in range(OPEN_PROMISES)], "M8[D]"
    )
    amounts = np.array([draw.randint(1, 60) for _ in range(OPEN_PROMISES)])
    at_nine = instants(datetime.combine(day, NINE, UTC) for day in dates.tolist())
    cases = Cases(at_nine, amounts * 100, np.zeros(OPEN_PROMISES, dtype=np.int8))
    batch, days = BatchCalendar(calendar), np.busdaycalendar(holidays=[row.date for row in rows])

    def ours() -> object:
        return batch.deadlines(cases)

    def rival() -> object:
        return np.busday_offset(dates, amounts, roll="forward", busdaycal=days)

    due_dates = (batch.deadlines(cases).due_at + np.timedelta64(7, "h")).astype("M8[D]")
    agree(due_dates.tolist(), np.busday_offset(dates, amounts, roll="forward", busdaycal=days).tolist())
    return figure(
        "deadlines, 1-60 working days, in columns",
        "numpy busday_offset",
        ours,
        rival,
        cases=OPEN_PROMISES,
        unit="deadlines/s",
    )


def recalculation() -> dict[str, object]:
    """Which of 50,000 promises a late day off has moved; the calendar is laid out anew each time."""
    calendar, _ = offices()
    rows = [*special_days(), SpecialDay(date=date(2026, 11, 23), kind=DayKind.SWAP_OFF, name="Nghỉ hoán đổi")]
    starts, allowances = (
        drawn(count=OPEN_PROMISES, seed=6, days=60, last=date(2026, 11, 22)),
        chosen(count=OPEN_PROMISES, seed=6),
    )
    cases = Cases.of(received_at=starts, allowances=allowances)
    before = BatchCalendar(calendar).deadlines(cases).late_after
    kept = datetimes(before)

    def ours() -> list[int]:
        anew = BatchCalendar(office_of(rows)).deadlines(cases)
        return np.flatnonzero(anew.late_after != before).tolist()

    def rival() -> list[int]:
        anew = scalar(office_of(rows), starts, allowances)
        return [row for row, found in enumerate(anew) if found.late_after != kept[row]]

    agree(ours(), rival())
    line = figure("recalculation of 50,000 promises", "one by one", ours, rival, cases=OPEN_PROMISES, unit="promises/s")
    return line | {"milliseconds": round(1000 * OPEN_PROMISES / int(str(line["value"])), 1), "moved": len(ours())}


def drawn(*, count: int, seed: int, days: int = 3 * 365, last: date = date(2026, 12, 31)) -> list[datetime]:
    """Instants of every second of so many days."""
    draw = random.Random(seed)
    first = datetime(last.year, last.month, last.day, tzinfo=UTC) - timedelta(days=days)
    return [first + timedelta(seconds=draw.randrange(days * 86_400)) for _ in range(count)]


def chosen(*, count: int, seed: int) -> list[Allowance]:
    """Allowances of every unit."""
    draw = random.Random(seed)
    return [draw.choice(EVERY_UNIT) for _ in range(count)]


def scalar(calendar: WorkCalendar, starts: Sequence[datetime], allowances: Sequence[Allowance]) -> list[Deadline]:
    """The same one by one."""
    return [
        calendar.deadline(start=start, allowance=allowance) for start, allowance in zip(starts, allowances, strict=True)
    ]


def agree(ours: object, rival: object) -> None:
    """A figure stands only beside one that found the same."""
    if ours != rival:
        raise SystemExit("the two disagree: no figure")


def figure(name: str, rival_name: str, ours: Run, rival: Run, *, cases: int, unit: str) -> dict[str, object]:
    """The line of two runs over the same cases."""
    seconds = [(timed(ours), timed(rival)) for _ in range(ROUNDS)]
    value, rival_value = (cases / median(column) for column in zip(*seconds, strict=True))
    return {
        "figure": name,
        "value": round(value),
        "unit": unit,
        "rival": rival_name,
        "rival_value": round(rival_value),
        "ratio": round(median(theirs / mine for mine, theirs in seconds), 2),
        "starts": cases,
        "rounds": ROUNDS,
    }


def ratio(ours: Run, rival: Run) -> float:
    """How many times as fast, without a line of its own."""
    return round(median(timed(rival) / timed(ours) for _ in range(ROUNDS)), 2)


def special_days() -> list[SpecialDay]:
    """The rows the project carries."""
    return list(special_days_from_csv(CALENDAR.read_text(encoding="utf-8").splitlines()))


def office_of(rows: Sequence[SpecialDay]) -> WorkCalendar:
    """The ordinary week with those days."""
    return WorkCalendar.build(
        name="bench", first=date(2024, 1, 1), last=date(2027, 12, 31), week=STANDARD_WEEK, special_days=rows
    )


def offices() -> tuple[WorkCalendar, day_by_day.Office]:
    """One office for both."""
    rows = special_days()
    office = day_by_day.Office(
        week=[[(session.opens, session.closes) for session in sessions] for sessions in STANDARD_WEEK],
        off=frozenset(row.date for row in rows if row.kind is not DayKind.MAKEUP_WORK),
        made_up=frozenset(row.date for row in rows if row.kind is DayKind.MAKEUP_WORK),
    )
    return office_of(rows), office


def timed(run: Run) -> float:
    """Seconds one run takes."""
    began = perf_counter()
    run()
    return perf_counter() - began


if __name__ == "__main__":
    for line in (
        one_by_one(shortest=1, longest=60),
        one_by_one(shortest=1, longest=5),
        many_at_once(),
        against_numpy(),
        recalculation(),
    ):
        print(json.dumps(line, ensure_ascii=False), flush=True)
