"""A promise is f(start, allowance, calendar, pauses, extension): the legal examples, and what holds for every one."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from apps.dossiers.domain.explanation import Explanation, PauseEffect
from apps.dossiers.domain.promise import ExtensionNotLater, PauseSpan, SupplementMode, promise
from apps.dossiers.domain.timeliness import Timeliness, classify
from apps.worktime import Allowance, DayIsClosed, DayKind, DueTime, SpecialDay, Unit
from tests.dossiers.domain.promises import RESTART, RESUME, promised, supplement
from tests.worktime.calendars import ASSUMED_2027, SAME_DAY, at, calendar, calendar_days, days, hours, own_rows


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        pytest.param([], "2026-11-16", id="undisturbed"),
        pytest.param([supplement("2026-11-09 10:00", "2026-11-16 09:00", RESTART)], "2026-12-01", id="P1"),
        pytest.param([supplement("2026-11-09 10:00", "2026-11-16 09:00", RESUME)], "2026-11-23", id="P2"),
        pytest.param([supplement("2026-11-09 10:00", None, RESTART)], "2026-11-16", id="not answered yet"),
        pytest.param([supplement("2026-11-09 10:00", "2026-11-09 16:00", RESUME)], "2026-11-16", id="answered at once"),
        pytest.param(
            [
                supplement("2026-11-04 10:00", "2026-11-06 09:00", RESUME),
                supplement("2026-11-09 10:00", "2026-11-16 09:00", RESUME),
            ],
            "2026-11-26",
            id="two resumes add up",
        ),
        pytest.param(
            [
                supplement("2026-11-04 10:00", "2026-11-11 09:00", RESUME),
                supplement("2026-11-09 10:00", "2026-11-16 09:00", RESUME),
            ],
            "2026-11-27",
            id="days in both count once",
        ),
        pytest.param(
            [
                supplement("2026-11-04 10:00", "2026-11-06 09:00", RESUME),
                supplement("2026-11-09 10:00", "2026-11-16 09:00", RESTART),
            ],
            "2026-12-01",
            id="a restart forgets what came before",
        ),
        pytest.param(
            [supplement("2026-11-16 10:00", "2026-11-20 09:00", RESUME)], "2026-11-20", id="asked on the last day"
        ),
        pytest.param(
            [supplement("2026-11-09 10:00", "2026-11-14 09:00", RESUME)], "2026-11-23", id="answered on a Saturday"
        ),
    ],
)
def test_promise_moves_by_its_pauses(pauses: list[PauseSpan], due: str) -> None:
    given_promise = promised("2026-11-02 09:00", days(10), *pauses)

    assert given_promise.due_at == at(f"{due} 17:30")
    assert given_promise.late_after == at(f"{due} 23:59:59.999999")


@pytest.mark.parametrize("mode", SupplementMode)
def test_pause_opened_after_the_promise_broke_mends_nothing(mode: SupplementMode) -> None:
    in_time = promised("2026-11-02 09:00", days(3), supplement("2026-11-05 23:59:59", "2026-11-16 09:00", mode))
    too_late = promised("2026-11-02 09:00", days(3), supplement("2026-11-06 00:00", "2026-11-16 09:00", mode))

    assert in_time.due_at > at("2026-11-05 17:30")
    assert too_late.due_at == at("2026-11-05 17:30")
    assert [note.effect for note in too_late.pauses] == [PauseEffect.TOO_LATE]


@pytest.mark.parametrize(
    ("allowance", "mode", "due"),
    [
        (hours(4), RESUME, "2026-11-25 14:00"),
        (hours(4), RESTART, "2026-11-25 15:00"),
        (days("1.5"), RESUME, "2026-11-27 11:30"),
        (calendar_days(10), RESUME, "2026-12-07 17:30"),
        (SAME_DAY, RESUME, "2026-11-25 17:30"),
        (SAME_DAY, RESTART, "2026-11-25 17:30"),
    ],
)
def test_every_unit_gives_paused_time_back(allowance: Allowance, mode: SupplementMode, due: str) -> None:
    pause = supplement("2026-11-23 11:00", "2026-11-25 09:00", mode)

    assert promised("2026-11-23 10:00", allowance, pause).due_at == at(due)


def test_extension_moves_a_promise_to_the_close_of_a_working_day() -> None:
    extended = promised("2026-11-20 09:42", days(3), extended_to="2026-12-02")

    assert (extended.due_at, extended.late_after) == (at("2026-12-02 17:30"), at("2026-12-02 23:59:59.999999"))
    assert extended.extended_to == date(2026, 12, 2)


def test_extended_promise_keeps_two_classes() -> None:
    first = promised("2026-11-20 09:42", days(3))
    extended = promised("2026-11-20 09:42", days(3), extended_to="2026-12-02")
    done = at("2026-12-01 10:00")

    assert classify(done_at=done, due_at=first.due_at, late_after=first.late_after) is Timeliness.LATE
    assert classify(done_at=done, due_at=extended.due_at, late_after=extended.late_after) is Timeliness.EARLY


@pytest.mark.parametrize(
    ("to", "error"),
    [("2026-11-26", ExtensionNotLater), ("2026-11-25", ExtensionNotLater), ("2026-11-28", DayIsClosed)],
)
def test_extension_to_no_later_working_day_is_refused(to: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        promised("2026-11-20 09:42", days(3), extended_to=to)


@pytest.mark.parametrize(("mode", "due"), [(RESUME, "2026-12-07"), (RESTART, "2026-12-03")])
def test_pause_after_an_extension_moves_the_day_it_gave(mode: SupplementMode, due: str) -> None:
    pause = supplement("2026-11-27 09:00", "2026-12-02 09:00", mode)

    extended = promised("2026-11-20 09:42", days(1), pause, extended_to="2026-12-02", extended_at="2026-11-23 16:00")

    assert extended.due_at == at(f"{due} 17:30")


def test_extension_is_never_taken_back_by_a_restart() -> None:
    pause = supplement("2026-11-25 09:00", "2026-11-26 09:00", RESTART)

    extended = promised("2026-11-20 09:42", days(2), pause, extended_to="2026-12-10", extended_at="2026-11-24 16:00")

    assert extended.due_at == at("2026-12-10 17:30")


def test_pause_cannot_close_before_it_opens() -> None:
    with pytest.raises(ValueError, match="closes after"):
        supplement("2026-11-09 10:00", "2026-11-09 09:59", RESUME)


# Laws

starts = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: at("2024-06-01 00:00") + timedelta(minutes=minutes))
allowances = st.one_of(
    st.integers(1, 40).map(lambda halves: days(str(Decimal(halves) / 2))),
    st.integers(1, 80).map(hours),
    st.integers(1, 40).map(calendar_days),
    st.just(SAME_DAY),
)
# (hours after reception or after the pause before, hours long, mode): perhaps after the promise broke
spans = st.lists(
    st.tuples(st.integers(0, 900), st.integers(0, 300), st.sampled_from(SupplementMode)), min_size=1, max_size=4
)


def _pauses(start: datetime, drawn: list[tuple[int, int, SupplementMode]]) -> list[PauseSpan]:
    return [
        PauseSpan("supplement", opened := start + timedelta(hours=after), opened + timedelta(hours=long), mode)
        for after, long, mode in drawn
    ]


def _in_turn(start: datetime, drawn: list[tuple[int, int, SupplementMode]]) -> list[PauseSpan]:
    """One after the other, as the database has them: a dossier waits for one thing at a time."""
    pauses = []
    for after, long, mode in drawn:
        opened = start + timedelta(hours=after)
        start = opened + timedelta(hours=long)
        pauses.append(PauseSpan("supplement", opened, start, mode))
    return pauses


# A day's promise given after three, a request over night, another before work began: to begin anew gave less.
@example(
    at("2024-06-03 16:00"),
    SAME_DAY,
    [(0, 2, SupplementMode.RESUME), (0, 14, SupplementMode.RESTART)],
    DueTime.END_OF_DAY,
)
# Two restarts before work began on a Saturday, and a stop across a weekend: once found by chance.
@example(
    at("2024-06-01 00:00"),
    days("1"),
    [(0, 56, SupplementMode.RESTART), (0, 66, SupplementMode.RESTART), (0, 66, SupplementMode.RESUME)],
    DueTime.SAME_TIME,
)
@given(starts, allowances, spans, st.sampled_from(DueTime))
def test_a_pause_less_never_delays(
    start: datetime, allowance: Allowance, drawn: list[tuple[int, int, SupplementMode]], due_time: DueTime
) -> None:
    pauses = _in_turn(start, drawn)
    whole = promise(received_at=start, allowance=allowance, calendar=ASSUMED_2027, due_time=due_time, pauses=pauses)

    for left_out in range(len(pauses)):
        fewer = [*pauses[:left_out], *pauses[left_out + 1 :]]
        without = promise(
            received_at=start, allowance=allowance, calendar=ASSUMED_2027, due_time=due_time, pauses=fewer
        )
        assert without.due_at <= whole.due_at
        assert without.late_after <= whole.late_after


@given(starts, allowances, spans, st.dates(date(2024, 6, 1), date(2027, 1, 1)))
def test_a_holiday_more_never_brings_a_promise_forward(
    start: datetime, allowance: Allowance, drawn: list[tuple[int, int, SupplementMode]], holiday: date
) -> None:
    extra = SpecialDay(date=holiday, kind=DayKind.HOLIDAY, name="Nghỉ đột xuất")
    others = [row for row in own_rows() if row.date != holiday]
    pauses = _pauses(start, drawn)

    before = promise(received_at=start, allowance=allowance, calendar=calendar(special_days=own_rows()), pauses=pauses)
    after = promise(
        received_at=start, allowance=allowance, calendar=calendar(special_days=[*others, extra]), pauses=pauses
    )

    assert before.due_at <= after.due_at


@given(starts, st.integers(1, 40), st.integers(1, 20), spans)
def test_more_time_never_ends_earlier(
    start: datetime, amount: int, more: int, drawn: list[tuple[int, int, SupplementMode]]
) -> None:
    pauses = _pauses(start, drawn)
    less, longer = (
        promise(received_at=start, allowance=days(length), calendar=ASSUMED_2027, pauses=pauses)
        for length in (amount, amount + more)
    )

    assert less.due_at < longer.due_at


@given(starts, allowances, spans)
def test_explanation_survives_json_and_accounts_for_every_day(
    start: datetime, allowance: Allowance, drawn: list[tuple[int, int, SupplementMode]]
) -> None:
    given_promise = promise(received_at=start, allowance=allowance, calendar=ASSUMED_2027, pauses=_pauses(start, drawn))
    explanation = given_promise.explanation

    stored = json.loads(json.dumps(explanation.as_json()))

    assert Explanation.from_json(stored) == explanation
    assert Explanation.from_json(stored).sentence() == explanation.sentence()
    days_of_runs = [
        run.first + timedelta(days=n) for run in explanation.runs for n in range((run.last - run.first).days + 1)
    ]
    begin = explanation.counts_from.date()
    assert days_of_runs == [begin + timedelta(days=n + 1) for n in range((explanation.due_at.date() - begin).days)]
    in_days = allowance.unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY)
    assert explanation.counted == (int(allowance.amount) if in_days else 0)
    assert [row.is_last for row in explanation.rows()].count(True) == 1


def test_restart_leaves_its_trace() -> None:
    """Flaws F7 and F8 elsewhere: a pause that moves nothing, a clock restarted without a trace."""
    pause = supplement("2026-11-09 10:00", "2026-11-16 09:00", RESTART)

    (note,) = promised("2026-11-02 09:00", days(10), pause).pauses

    assert note.effect is PauseEffect.RESTARTED
    assert (note.opened_at, note.closed_at, note.document) == (pause.opened_at, pause.closed_at, pause.document)
