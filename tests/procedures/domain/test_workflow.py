"""The way of a dossier as data: which steps, beside which, at whose desk, and on which clock."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from apps.officials.domain.duties import Duty
from apps.procedures.domain.conditions import Asks, Test
from apps.procedures.domain.workflow import (
    HAMLET,
    Part,
    PlannedStep,
    Route,
    Stage,
    Step,
    Turn,
    plan,
    stages_of,
    turn_hours,
    turns,
    unit_of,
    way,
    work_starts_at,
)
from apps.worktime import Unit
from tests.worktime.calendars import ASSUMED_2027, ZONE

ELSEWHERE = Asks("lived_elsewhere", Test.EQUALS, ("Có",))


def step(position: int, hours: str = "4", **more: Any) -> Step:
    return Step(
        **{"position": position, "name": f"Bước {position}", "duty": Duty.CASE_OFFICER, "hours": Decimal(hours), **more}
    )


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=ZONE)


def planned(*steps: Step, received: str, unit: Unit = Unit.WORKING_DAY, **answers: str) -> tuple[PlannedStep, ...]:
    start = work_starts_at(received_at=at(received), unit=unit, calendar=ASSUMED_2027)
    stages = way(steps=steps, answers=answers)
    return plan(stages=stages, start=start, calendar=ASSUMED_2027, answers=answers)


def ends(*steps: Step, received: str, unit: Unit = Unit.WORKING_DAY, **answers: str) -> list[str]:
    return [f"{one.ends_at:%d/%m %H:%M}" for one in planned(*steps, received=received, unit=unit, **answers)]


def names(stages: tuple[Stage, ...]) -> list[list[int]]:
    return [[one.position for one in stage.steps] for stage in stages]


def test_steps_end_one_after_the_other_over_weekend_and_day_of_culture() -> None:
    assert ends(step(1), step(2, "16"), step(3), received="20/11/2026 09:00") == [
        "20/11 15:00",
        "25/11 15:00",
        "26/11 09:00",
    ]


def test_steps_end_one_after_the_other_over_tet() -> None:
    steps = (step(1, "8"), step(2, "16"), step(3, "8"), step(4, "8"))

    assert ends(*steps, received="28/01/2027 15:00") == ["29/01 15:00", "02/02 15:00", "03/02 15:00", "11/02 15:00"]


def test_work_on_what_came_after_three_begins_with_the_next_day_but_a_promise_of_hours_does_not_wait() -> None:
    assert ends(step(1), received="30/11/2026 16:45") == ["01/12 11:30"]
    assert ends(step(1), received="30/11/2026 16:45", unit=Unit.WORKING_HOUR) == ["01/12 10:45"]


def test_parallel_steps_begin_together_and_the_longest_holds_the_next_one_up() -> None:
    beside = step(2, "12", is_parallel=True, part=Part.COOPERATING, agency="Công an xã")

    got = planned(step(1), beside, step(3, "2"), received="23/11/2026 07:30")

    assert [(one.step.position, one.stage) for one in got] == [(1, 1), (2, 1), (3, 2)]
    assert [f"{one.starts_at:%d/%m %H:%M}" for one in got] == ["23/11 07:30", "23/11 07:30", "25/11 11:30"]
    assert [f"{one.ends_at:%d/%m %H:%M}" for one in got] == ["23/11 11:30", "25/11 11:30", "25/11 15:30"]


def test_observer_is_told_and_holds_nobody_up() -> None:
    watching = step(2, "0", is_parallel=True, part=Part.OBSERVER)

    assert ends(step(1), watching, step(3, "2"), received="23/11/2026 07:30") == [
        "23/11 11:30",
        "23/11 11:30",
        "23/11 15:30",
    ]


def test_waiting_for_the_law_is_counted_in_calendar_days_and_ends_on_a_working_day() -> None:
    posted = step(1, "4", wait_days=7)

    assert ends(posted, step(2), received="16/11/2026 07:30") == ["23/11 17:30", "25/11 11:30"]
    assert ends(step(1, "0", wait_days=8), received="16/11/2026 07:30") == ["25/11 17:30"]


def test_step_is_taken_where_the_answers_ask_for_it() -> None:
    steps = (step(1), step(2, when=ELSEWHERE), step(3))

    assert names(way(steps=steps, answers={"lived_elsewhere": "Có"})) == [[1], [2], [3]]
    assert names(way(steps=steps, answers={"lived_elsewhere": "Không"})) == names(way(steps=steps, answers={}))


def test_optional_step_can_be_left_out_and_no_other() -> None:
    steps = (step(1), step(2, is_optional=True), step(3))

    assert names(way(steps=steps, answers={}, left_out={1, 2})) == [[1], [3]]


def test_steps_beside_one_that_falls_away_stay_and_go_with_none_but_an_observer() -> None:
    steps = (step(1, when=ELSEWHERE), step(2, is_parallel=True), step(3, when=ELSEWHERE))
    watched = (*steps, step(4, "0", is_parallel=True, part=Part.OBSERVER))

    assert names(way(steps=steps, answers={})) == [[2]]
    assert names(way(steps=watched, answers={})) == [[2]]


def test_dossier_lies_with_the_main_step_of_its_stage() -> None:
    stage = stages_of(steps=(step(1, part=Part.COOPERATING), step(2, is_parallel=True)))[0]

    assert (stage.lead.position, [one.position for one in stage.beside]) == (2, [1])


def test_step_goes_to_the_unit_of_the_hamlet() -> None:
    far = Route(Asks(HAMLET, Test.ONE_OF, ("Khuổi Pục", "Lũng Vài")), "Tổ công tác phía Bắc")
    work = step(1, unit="Hộ tịch", routes=(far,))

    assert unit_of(work, answers={HAMLET: "Lũng Vài"}) == "Tổ công tác phía Bắc"
    assert unit_of(work, answers={HAMLET: "Nà Lạn"}) == "Hộ tịch"


def test_reminder_comes_before_the_end_and_never_before_the_beginning() -> None:
    early, late = planned(
        step(1, "8", remind_hours=Decimal(2)), step(2, "1", remind_hours=Decimal(4)), received="23/11/2026 07:30"
    )

    assert (f"{early.remind_at:%d/%m %H:%M}", late.remind_at) == ("23/11 15:30", late.starts_at)


def test_holder_keeps_the_dossier_while_another_agency_works() -> None:
    steps = (step(1), step(2, "16", agency="Công an xã"), step(3, "8", agency="Bảo hiểm xã hội"), step(4, "2"))

    found = turns(stages_of(steps=steps))

    assert [names(turn.stages) for turn in found] == [[[1], [2], [3]], [[4]]]
    assert (found[0].lead.position, [one.position for one in found[0].beside]) == (1, [2, 3])
    assert turn_hours(found[0], start=at("16/11/2026 07:30"), calendar=ASSUMED_2027) == Decimal(28)


def test_hours_of_a_turn_are_those_until_everything_in_it_is_done() -> None:
    turn = Turn((Stage((step(1, "4", wait_days=7),)),))

    assert turn_hours(turn, start=at("16/11/2026 07:30"), calendar=ASSUMED_2027) == Decimal(48)


@given(st.lists(st.tuples(st.integers(1, 40), st.booleans()), min_size=1, max_size=8))
def test_longest_way_is_the_sum_of_the_longest_of_each_stage(given_steps: list[tuple[int, bool]]) -> None:
    steps = [
        step(number, str(length), is_parallel=parallel)
        for number, (length, parallel) in enumerate(given_steps, start=1)
    ]

    last = max(planned(*steps, received="02/11/2026 07:30"), key=lambda one: one.ends_at)

    total = sum(max(one.hours for one in stage.steps) for stage in stages_of(steps=steps))
    assert last.ends_at == ASSUMED_2027.add_working_hours(start=at("02/11/2026 07:30"), hours=Decimal(total))
