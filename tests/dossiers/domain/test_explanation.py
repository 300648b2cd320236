"""What people read of a promise: one sentence, or the days counted aloud."""

from __future__ import annotations

from datetime import date

import pytest

from apps.dossiers.domain.explanation import DayPart, DayRun
from apps.dossiers.domain.promise import Promise, promise
from apps.worktime import STANDARD_WEEK, DayKind, Session, SpecialDay
from tests.dossiers.domain.promises import RESTART, RESUME, promised, supplement
from tests.worktime.calendars import ASSUMED_2027, SAME_DAY, at, calendar, calendar_days, days, hours


@pytest.mark.parametrize(
    ("given_promise", "expected"),
    [
        (
            promised("2026-11-20 09:42", days(5)),
            "5 ngày làm việc, tính từ ngày làm việc sau ngày tiếp nhận (thứ Hai 23/11);"
            " bỏ 24/11 (Ngày Văn hóa Việt Nam), 28-29/11 (cuối tuần)",
        ),
        (
            promised("2026-11-20 09:42", days(5), supplement("2026-11-25 10:00", "2026-11-30 09:00", RESUME)),
            "5 ngày làm việc, tính từ ngày làm việc sau ngày tiếp nhận (thứ Hai 23/11);"
            " bỏ 24/11 (Ngày Văn hóa Việt Nam), 28-29/11 (cuối tuần);"
            " cộng 3 ngày chờ bổ sung (Phiếu yêu cầu bổ sung số 12)",
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
            promised("2026-11-25 09:00", SAME_DAY, supplement("2026-11-25 10:00", "2026-11-26 09:00", RESUME)),
            "Trả trong ngày làm việc tiếp nhận (thứ Tư 25/11); cộng 1 ngày chờ bổ sung (Phiếu yêu cầu bổ sung số 12)",
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


def test_sentence_calls_a_day_off_by_its_kind_where_the_row_has_no_name() -> None:
    kinds = {24: DayKind.HOLIDAY, 25: DayKind.IN_LIEU, 26: DayKind.SWAP_OFF, 28: DayKind.MAKEUP_WORK}
    office = calendar(
        special_days=[SpecialDay(date=date(2026, 11, day), kind=kind, name="") for day, kind in kinds.items()]
    )

    given = promise(received_at=at("2026-11-20 09:00"), allowance=days(3), calendar=office)

    assert given.explanation.sentence() == (
        "3 ngày làm việc, tính từ ngày làm việc sau ngày tiếp nhận (thứ Hai 23/11);"
        " bỏ 24/11 (nghỉ lễ), 25/11 (nghỉ bù), 26/11 (nghỉ hoán đổi); tính cả thứ Bảy 28/11 (làm bù)"
    )


def test_sentence_of_a_paper_for_the_same_day_taken_in_on_a_morning_that_does_not_count() -> None:
    office = calendar(week=(*STANDARD_WEEK[:5], Session.from_text("07:30-11:30"), ()), reception_only=[5])

    given = promise(received_at=at("2026-11-21 09:00"), allowance=SAME_DAY, calendar=office)

    assert given.explanation.sentence() == (
        "Trả trong ngày làm việc đầu tiên sau ngày tiếp nhận (thứ Hai 23/11); bỏ 22/11 (cuối tuần)"
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
