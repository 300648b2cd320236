"""A promise is f(start, allowance, calendar, pauses, extension): the legal examples, and what holds for every one."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.dossiers.domain.explanation import DayPart, DayRun, Explanation, PauseEffect
from apps.dossiers.domain.promise import ExtensionNotLater, PauseSpan, Promise, SupplementMode, promise
from apps.dossiers.domain.timeliness import Timeliness, classify
from apps.worktime import Allowance, DayIsClosed, DayKind, DueTime, SpecialDay, Unit
from tests.worktime.calendars import ASSUMED_2027, SAME_DAY, at, calendar, calendar_days, days, hours, own_rows

RESTART, RESUME = SupplementMode.RESTART, SupplementMode.RESUME


def supplement(opened: str, closed: str | None, mode: SupplementMode) -> PauseSpan:
    """A supplement asked for and, perhaps, answered."""
    return PauseSpan("supplement", at(opened), at(closed) if closed else None, mode, "Phiếu yêu cầu bổ sung số 12")


def promised(
    received: str, allowance: Allowance, *pauses: PauseSpan, extended_to: str = "", extended_at: str = ""
) -> Promise:
    """A promise on the announced calendars."""
    return promise(
        received_at=at(received),
        allowance=allowance,
        calendar=ASSUMED_2027,
        pauses=pauses,
        extended_to=date.fromisoformat(extended_to) if extended_to else None,
        extended_at=at(extended_at) if extended_at else None,
    )


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
# (hours after reception, hours long, mode): perhaps overlapping, perhaps after the promise broke
spans = st.lists(
    st.tuples(st.integers(0, 900), st.integers(0, 300), st.sampled_from(SupplementMode)), min_size=1, max_size=4
)


def _pauses(start: datetime, drawn: list[tuple[int, int, SupplementMode]]) -> list[PauseSpan]:
    return [
        PauseSpan("supplement", opened := start + timedelta(hours=after), opened + timedelta(hours=long), mode)
        for after, long, mode in drawn
    ]


@given(starts, allowances, spans, st.sampled_from(DueTime))
def test_a_pause_less_never_delays(
    start: datetime, allowance: Allowance, drawn: list[tuple[int, int, SupplementMode]], due_time: DueTime
) -> None:
    pauses = _pauses(start, drawn)
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


# What people read


@pytest.mark.parametrize(
    ("given_promise", "expected"),
    [
        (
            promised("2026-11-20 09:42", days(5)),
            "5 ngày làm việc, tính từ ngày làm việc sau ngày tiếp nhận (thứ Hai 23/11);"
            " bỏ 24/11 (Ngày Văn hóa Việt Nam), 28-29/11 (cuối tuần)",
        ),
        (
            promised("2026-11-02 09:00", days(10), supplement("2026-11-09 10:00", "2026-11-16 09:00", RESUME)),
            "10 ngày làm việc, tính từ ngày làm việc sau ngày tiếp nhận (thứ Ba 3/11);"
            " bỏ 7-8/11, 14-15/11, 21-22/11 (cuối tuần);"
            " cộng 5 ngày chờ bổ sung (Phiếu yêu cầu bổ sung số 12)",
        ),
        (
            promised("2026-11-02 09:00", days(10), supplement("2026-11-09 10:00", "2026-11-16 09:00", RESTART)),
            "10 ngày làm việc, tính lại từ ngày làm việc sau ngày nhận đủ hồ sơ bổ sung (thứ Ba 17/11);"
            " bỏ 21-22/11, 28-29/11 (cuối tuần), 24/11 (Ngày Văn hóa Việt Nam);"
            " đã chờ bổ sung từ thứ Hai 9/11 (Phiếu yêu cầu bổ sung số 12)",
        ),
        (
            promised("2026-11-02 09:00", days(10), supplement("2026-11-09 10:00", None, RESTART)),
            "10 ngày làm việc, tính từ ngày làm việc sau ngày tiếp nhận (thứ Ba 3/11);"
            " bỏ 7-8/11, 14-15/11 (cuối tuần);"
            " đang tạm dừng từ thứ Hai 9/11, chờ bổ sung (Phiếu yêu cầu bổ sung số 12)",
        ),
        (
            promised("2026-11-02 09:00", days(2), supplement("2026-11-09 10:00", "2026-11-10 10:00", RESUME)),
            "2 ngày làm việc, tính từ ngày làm việc sau ngày tiếp nhận (thứ Ba 3/11);"
            " lần chờ bổ sung từ thứ Hai 9/11 (Phiếu yêu cầu bổ sung số 12) mở khi đã quá hẹn nên không cộng thêm",
        ),
        (
            promised("2026-11-21 20:15", days("2.5")),
            "2,5 ngày làm việc, tính từ ngày làm việc sau ngày tiếp nhận (thứ Tư 25/11);"
            " nhận ngoài giờ làm việc nên ngày tiếp nhận là thứ Hai 23/11",
        ),
        (
            promised("2026-08-21 09:00", days(2)),
            "2 ngày làm việc, tính từ ngày làm việc sau ngày tiếp nhận (thứ Bảy 22/8);"
            " bỏ 23/8 (cuối tuần); tính cả thứ Bảy 22/8 (làm bù cho 31/8)",
        ),
        (
            promised("2026-11-23 10:00", hours(8)),
            "8 giờ làm việc, tính từ 10:00 thứ Hai 23/11; bỏ 24/11 (Ngày Văn hóa Việt Nam)",
        ),
        (
            promised("2026-11-09 09:00", calendar_days(15)),
            "15 ngày, tính từ ngày sau ngày tiếp nhận (thứ Ba 10/11);"
            " ngày cuối rơi vào ngày nghỉ 24/11 (Ngày Văn hóa Việt Nam) nên lùi đến thứ Tư 25/11",
        ),
        (promised("2026-02-13 15:00", SAME_DAY), "Trả trong ngày làm việc tiếp nhận (thứ Sáu 13/2)"),
        (
            promised("2026-11-23 15:30", SAME_DAY),
            "Trả trong ngày; nhận sau 15:00 nên hẹn ngày làm việc tiếp theo (thứ Tư 25/11);"
            " bỏ 24/11 (Ngày Văn hóa Việt Nam)",
        ),
        (
            promised("2027-02-02 09:00", days(2)),
            "2 ngày làm việc, tính từ ngày làm việc sau ngày tiếp nhận (thứ Tư 3/2);"
            " bỏ 4-8/2 (Tết Nguyên đán, dự kiến), 9-10/2 (Nghỉ bù Tết Nguyên đán, dự kiến);"
            " lịch nghỉ của thời gian này mới là dự kiến",
        ),
        (
            promised("2026-12-31 09:00", days(1), extended_to="2027-01-08"),
            "1 ngày làm việc, tính từ ngày làm việc sau ngày tiếp nhận (thứ Hai 4/1/2027);"
            " hẹn lại một lần đến thứ Sáu 8/1/2027; lịch nghỉ của thời gian này mới là dự kiến",
        ),
    ],
)
def test_sentence_says_which_days_count_and_why_others_do_not(given_promise: Promise, expected: str) -> None:
    assert given_promise.explanation.sentence() == expected


def test_sentence_of_a_long_period_does_not_list_every_weekend() -> None:
    sentence = promised("2026-06-01 09:00", days(40)).explanation.sentence()

    assert sentence == (
        "40 ngày làm việc, tính từ ngày làm việc sau ngày tiếp nhận (thứ Ba 2/6); bỏ các ngày cuối tuần"
    )


def test_rows_count_days_aloud_and_cross_out_days_off() -> None:
    rows = promised("2026-11-20 09:42", days(3)).explanation.rows()

    assert [(row.days, row.words, row.number, row.is_last) for row in rows] == [
        ("Thứ Sáu 20/11", "nhận lúc 9:42, ngày nhận không tính", "", False),
        ("T7, CN 21–22/11", "cuối tuần", "", False),
        ("Thứ Hai 23/11", "ngày làm việc", "1", False),
        ("Thứ Ba 24/11", "nghỉ lễ, Ngày Văn hóa Việt Nam", "", False),
        ("Thứ Tư 25/11", "ngày làm việc", "2", False),
        ("Thứ Năm 26/11", "hết giờ làm việc, 17:30", "3", True),
    ]


def test_rows_show_paused_days_and_the_day_given_by_an_extension() -> None:
    pause = supplement("2026-11-09 10:00", "2026-11-10 09:00", RESUME)

    rows = promised("2026-11-06 09:00", days(2), pause, extended_to="2026-11-13").explanation.rows()

    assert [(row.days, row.words, row.number, row.is_last) for row in rows] == [
        ("Thứ Sáu 6/11", "nhận lúc 9:00, ngày nhận không tính", "", False),
        ("T7, CN 7–8/11", "cuối tuần", "", False),
        ("Thứ Hai 9/11", "ngày làm việc", "1", False),
        ("Thứ Ba 10/11", "đồng hồ dừng, không tính", "", False),
        ("Thứ Tư 11/11", "hẹn lần đầu", "2", False),
        ("Thứ Sáu 13/11", "hẹn lại một lần, 17:30", "", True),
    ]


def test_rows_of_a_half_day_end_with_a_half() -> None:
    rows = promised("2026-11-21 20:15", days("1.5")).explanation.rows()

    assert [(row.days, row.words, row.number) for row in rows] == [
        ("Thứ Bảy 21/11", "nhận lúc 20:15, ngoài giờ làm việc", ""),
        ("Thứ Hai 23/11", "ngày tiếp nhận, không tính", ""),
        ("Thứ Ba 24/11", "nghỉ lễ, Ngày Văn hóa Việt Nam", ""),
        ("Thứ Tư 25/11", "ngày làm việc", "1"),
        ("Thứ Năm 26/11", "hạn lúc 11:30", "½"),
    ]


def test_rows_of_a_long_period_are_counted_week_by_week() -> None:
    rows = promised("2026-06-01 09:00", days(12)).explanation.rows()

    assert [(row.days, row.number) for row in rows] == [
        ("Thứ Hai 1/6", ""),
        ("T3–T6 2–5/6", "1–4"),
        ("T7, CN 6–7/6", ""),
        ("T2–T6 8–12/6", "5–9"),
        ("T7, CN 13–14/6", ""),
        ("T2, T3 15–16/6", "10–11"),
        ("Thứ Tư 17/6", "12"),
    ]


def test_rows_after_a_restart_begin_with_the_complement() -> None:
    pause = supplement("2026-11-09 10:00", "2026-11-16 09:00", RESTART)

    rows = promised("2026-11-06 09:00", days(2), pause).explanation.rows()

    assert [(row.days, row.words, row.number) for row in rows] == [
        ("Thứ Sáu 6/11", "nhận lúc 9:00", ""),
        ("Thứ Hai 16/11", "nhận đủ hồ sơ bổ sung, tính lại từ đầu", ""),
        ("Thứ Ba 17/11", "ngày làm việc", "1"),
        ("Thứ Tư 18/11", "hết giờ làm việc, 17:30", "2"),
    ]


def test_explanation_holds_the_calendar_it_was_made_under() -> None:
    """Flaw F19 elsewhere: a corrected calendar changes nothing and explains nothing. Ours keeps what was true then."""
    explanation = promised("2026-11-20 09:42", days(1)).explanation

    assert explanation.calendar_name == "2027_assumed"
    assert explanation.calendar_fingerprint == ASSUMED_2027.fingerprint
    assert explanation.runs == (
        DayRun(date(2026, 11, 21), date(2026, 11, 22), DayPart.WEEKEND),
        DayRun(date(2026, 11, 23), date(2026, 11, 23), DayPart.COUNTED),
    )


def test_restart_leaves_its_trace() -> None:
    """Flaws F7 and F8 elsewhere: a pause that moves nothing, a clock restarted without a trace."""
    pause = supplement("2026-11-09 10:00", "2026-11-16 09:00", RESTART)

    (note,) = promised("2026-11-02 09:00", days(10), pause).pauses

    assert note.effect is PauseEffect.RESTARTED
    assert (note.opened_at, note.closed_at, note.document) == (pause.opened_at, pause.closed_at, pause.document)
