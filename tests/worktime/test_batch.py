"""Many deadlines at once are the deadlines one by one, to the microsecond."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest

from apps.worktime import Allowance, BadAllowance, DueTime, OutsideCalendar, Unit, WorkCalendar
from apps.worktime.batch import BatchCalendar, Cases, datetimes, instants
from tests.sizes import pick
from tests.worktime.calendars import (
    ASSUMED_2027,
    MOTLEY,
    MOTLEY_WEEK,
    SAME_DAY,
    at,
    calendar,
    calendar_days,
    days,
    hours,
    own_rows,
)

CASES = pick(sample=4_000, full=50_000)
OFFICES = {
    "2027_assumed": ASSUMED_2027,
    "motley": MOTLEY,
    "papers on Saturday": calendar(special_days=own_rows(), week=MOTLEY_WEEK, reception_only=[5]),
}
EDGES = ("00:00", "07:00", "07:30", "08:00", "11:00", "11:30", "13:30", "15:00", "17:00", "17:30", "23:59:59.999999")


def drawn(*, seed: int, last: datetime) -> tuple[list[datetime], list[Allowance]]:
    """Starts at every microsecond of the day, one in four at an edge of a session; amounts of every unit."""
    draw = random.Random(seed)
    microseconds = (last - at("2024-01-01 00:00")) // timedelta(microseconds=1)
    starts = []
    for number in range(CASES):
        start = at("2024-01-01 00:00") + timedelta(microseconds=draw.randrange(microseconds))
        if number % 4 == 0:
            edge = at(f"{start.date()} {draw.choice(EDGES)}")
            start = max(edge + timedelta(microseconds=draw.choice([-1, 0, 0, 1])), at("2024-01-01 00:00"))
        starts.append(start.astimezone(UTC) if number % 2 else start)
    kinds = (
        lambda: days(str(Decimal(draw.randint(1, 180)) / 2)),
        lambda: hours(str(Decimal(draw.randint(1, 30_000)) / 100)),
        lambda: hours(draw.randint(1, 300)),
        lambda: calendar_days(draw.randint(1, 120)),
        lambda: SAME_DAY,
    )
    return starts, [draw.choice(kinds)() for _ in range(CASES)]


@pytest.mark.parametrize("due_time", DueTime)
@pytest.mark.parametrize("office", OFFICES.values(), ids=OFFICES.keys())
def test_columns_hold_the_answers_given_one_by_one(office: WorkCalendar, due_time: DueTime) -> None:
    starts, allowances = drawn(seed=1, last=at("2027-06-01 00:00"))

    found = BatchCalendar(office).deadlines(Cases.of(received_at=starts, allowances=allowances), due_time=due_time)

    rows = zip(starts, allowances, *map(datetimes, found), strict=True)
    for start, allowance, effective_at, due_at, late_after in rows:
        one = office.deadline(start=start, allowance=allowance, due_time=due_time)
        assert (effective_at, due_at, late_after) == (one.effective_at, one.due_at, one.late_after), (start, allowance)


@pytest.mark.parametrize("office", OFFICES.values(), ids=OFFICES.keys())
def test_rows_refused_are_those_refused_one_by_one(office: WorkCalendar) -> None:
    starts, allowances = drawn(seed=2, last=at("2028-02-01 00:00"))
    starts[::50] = [start - timedelta(days=4 * 365) for start in starts[::50]]

    with pytest.raises(OutsideCalendar) as refusal:
        BatchCalendar(office).deadlines(Cases.of(received_at=starts, allowances=allowances))

    alone = tuple(n for n in range(CASES) if not _is_inside(office, starts[n], allowances[n]))
    assert len(alone) > CASES // 50
    assert refusal.value.rows == alone
    assert str(len(alone)) in str(refusal.value)


@pytest.mark.parametrize(
    ("start", "allowance"),
    [
        (at("2023-12-31 23:59:59.999999"), days(1)),
        (at("2027-12-31 17:30:00.000001"), SAME_DAY),
        (at("2027-12-31 15:00:00.000001"), SAME_DAY),
        (at("2027-12-31 07:30"), days("0.5")),
        (at("2027-12-31 07:30"), hours("8.01")),
        (at("2027-12-31 07:30"), calendar_days(1)),
        (at("2028-01-01 00:00"), hours(1)),
        (at("2026-11-20 09:00"), days(10**8)),
        (at("2026-11-20 09:00"), hours(str(10**30))),
        (at("2026-11-20 09:00"), calendar_days(10**18)),
    ],
)
def test_both_ends_of_the_calendar_are_guarded(start: datetime, allowance: Allowance) -> None:
    cases = Cases.of(received_at=[at("2026-11-20 09:00"), start], allowances=[days(1), allowance])

    for due_time in DueTime:
        with pytest.raises(OutsideCalendar) as refusal:
            BatchCalendar(ASSUMED_2027).deadlines(cases, due_time=due_time)
        assert refusal.value.rows == (1,)
        with pytest.raises(OutsideCalendar):
            ASSUMED_2027.deadline(start=start, allowance=allowance, due_time=due_time)


def test_the_last_moment_of_the_calendar_is_inside() -> None:
    starts = [at("2027-12-30 09:00"), at("2027-12-31 07:30"), at("2027-12-31 15:00")]

    found = BatchCalendar(ASSUMED_2027).deadlines(
        Cases.of(received_at=starts, allowances=[days(1), hours(8), SAME_DAY])
    )

    assert datetimes(found.due_at) == [at("2027-12-31 17:30")] * 3


def test_no_cases_have_no_deadlines() -> None:
    found = BatchCalendar(ASSUMED_2027).deadlines(Cases.of(received_at=[], allowances=[]))

    assert [len(column) for column in found] == [0, 0, 0]


@pytest.mark.parametrize(
    ("hundredths", "unit"),
    [(25, 0), (0, 0), (-100, 0), (0, 1), (150, 2), (0, 2), (100, 3)],
)
def test_columns_with_an_unlawful_amount_are_refused(hundredths: int, unit: int) -> None:
    lawful = [100, 1, 100, 0][unit]

    with pytest.raises(BadAllowance) as refusal:
        _columns(hundredths=[lawful, hundredths], units=[unit, unit])

    assert (refusal.value.amount, refusal.value.unit) == (Decimal(hundredths) / 100, tuple(Unit)[unit])


def test_columns_that_do_not_belong_together_are_refused() -> None:
    with pytest.raises(ValueError, match="one length"):
        _columns(hundredths=[100], units=[0, 0])
    with pytest.raises(ValueError, match="not a unit"):
        _columns(hundredths=[100, 100], units=[0, 4])
    with pytest.raises(ValueError, match="microseconds"):
        Cases(np.array(["2026-11-20"], dtype="datetime64[s]"), np.array([100]), np.array([0], dtype=np.int8))
    with pytest.raises(TypeError):
        instants([datetime(2026, 11, 20, 9)])  # noqa: DTZ001 the very thing refused
    nowhen = Cases(np.array(["NaT"], dtype="datetime64[us]"), np.array([100]), np.array([0], dtype=np.int8))
    with pytest.raises(OutsideCalendar):
        BatchCalendar(ASSUMED_2027).deadlines(nowhen)


def _columns(*, hundredths: Sequence[int], units: Sequence[int]) -> Cases:
    starts = instants([at("2026-11-20 09:00")] * 2)
    return Cases(starts, np.array(hundredths, dtype=np.int64), np.array(units, dtype=np.int8))


def _is_inside(office: WorkCalendar, start: datetime, allowance: Allowance) -> bool:
    try:
        office.deadline(start=start, allowance=allowance)
    except OutsideCalendar:
        return False
    return True
