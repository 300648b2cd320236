"""The way of a dossier from hand to hand, as form 06 lists it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from apps.desk.domain.control import Happened, Place, continued, follow, judge
from apps.desk.domain.papers import StepResult
from tests.factories import ZONE

DESK = "Trung tâm Phục vụ hành chính công xã Suối Mây"
AT = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
PLACES = {1: Place("Quầy", "Vi Thị Hạnh"), 2: Place("Tư pháp", "Lò Văn Ín"), 3: Place("Lãnh đạo", "Lương Văn Bình")}


def at(hours: float) -> datetime:
    return AT + timedelta(hours=hours)


def planned(hours: float) -> str:
    return at(hours).isoformat()


RECEIVED = Happened(
    at(0),
    "receive",
    {"received_at": at(0).isoformat(), "received_by_id": 1, "holder_id": 1, "step_due_at": planned(2)},
)
WALK = (
    RECEIVED,
    Happened(at(1), "forward", {"holder_id": 2, "step_due_at": planned(30)}, "Nhờ anh Ín xem giúp"),
    Happened(at(2), "take", {"status": "processing"}),
    Happened(at(31), "submit_for_signature", {"holder_id": 3, "step_due_at": None}),
    Happened(at(32), "return_to_officer", {"holder_id": 2, "step_due_at": None}, "Ghi thiếu số quyết định."),
    Happened(at(33), "submit_for_signature", {"holder_id": 3, "step_due_at": planned(80)}),
    Happened(at(34), "sign", {"holder_id": 1, "finished_at": at(34).isoformat(), "step_due_at": None}),
)


def walked(*events: Happened) -> list[tuple[str, str, str, StepResult | None]]:
    found = follow(events=events, places=PLACES, desk=DESK, clerks=frozenset({1}), zone=ZONE)
    return [(row.action, row.giver, row.receiver, row.result) for row in found.rows]


def test_desk_gives_first_and_takes_last() -> None:
    rows = follow(events=WALK, places=PLACES, desk=DESK, clerks=frozenset({1}), zone=ZONE).rows

    assert (rows[0].giver_unit, rows[0].giver) == (DESK, "Vi Thị Hạnh")
    assert (rows[-1].receiver_unit, rows[-1].receiver) == (DESK, "Vi Thị Hạnh")
    assert {(row.giver_unit, row.receiver_unit) for row in rows[1:-1]} == {
        ("Tư pháp", "Lãnh đạo"),
        ("Lãnh đạo", "Tư pháp"),
    }


def test_each_hand_over_is_judged_by_the_end_planned_for_its_giver() -> None:
    assert walked(*WALK) == [
        ("Chuyển xử lý", "Vi Thị Hạnh", "Lò Văn Ín", StepResult.ON_TIME),
        ("Trình ký", "Lò Văn Ín", "Lương Văn Bình", StepResult.LATE),
        ("Trả lại người xử lý", "Lương Văn Bình", "Lò Văn Ín", None),
        ("Trình ký", "Lò Văn Ín", "Lương Văn Bình", None),
        ("Ký, chuyển kết quả về quầy", "Lương Văn Bình", "Vi Thị Hạnh", StepResult.EARLY),
    ]


@pytest.mark.parametrize(
    ("left", "said"),
    [(-30, StepResult.EARLY), (-1, StepResult.ON_TIME), (0, StepResult.ON_TIME), (0.01, StepResult.LATE)],
)
def test_early_is_a_day_before_and_late_after_the_instant(left: float, said: StepResult) -> None:
    assert judge(left_at=at(left), planned_at=at(0), zone=ZONE) is said


def test_pause_moves_the_planned_end_with_it() -> None:
    resumed = Happened(at(40), "resume", {"step_due_at": planned(60)})
    gone = Happened(at(50), "submit_for_signature", {"holder_id": 3})

    assert walked(*WALK[:3], resumed, gone)[-1][3] is StepResult.ON_TIME


@pytest.mark.parametrize("end", ["withdraw", "stop"])
def test_end_without_result_goes_back_to_the_desk(end: str) -> None:
    ended = Happened(at(3), end, {"holder_id": None, "finished_at": at(3).isoformat()}, "Làm ở nơi khác.")
    found = follow(events=(*WALK[:3], ended), places=PLACES, desk=DESK, clerks=frozenset({1}), zone=ZONE)

    assert (found.rows[-1].giver, found.rows[-1].receiver_unit, found.holder_id) == ("Lò Văn Ín", DESK, None)
    assert found.rows[-1].note == "Làm ở nơi khác."


def test_withdrawal_before_reception_is_no_hand_over() -> None:
    assert walked(Happened(at(0), "withdraw", {"status": "withdrawn"})) == []


def test_what_was_printed_stands_though_its_words_were_erased_since() -> None:
    printed = follow(events=WALK[:5], places=PLACES, desk=DESK, clerks=frozenset({1}), zone=ZONE).rows
    erased = tuple(Happened(one.at, one.action, one.changes) for one in WALK)
    now = follow(events=erased, places={}, desk=DESK, clerks=frozenset({1}), zone=ZONE).rows

    assert continued(printed=printed, now=now)[: len(printed)] == printed
    assert len(continued(printed=printed, now=now)) == len(now)
