"""What an editor is told of a draft: what is wrong, and how its longest way stands to the law's time."""

from decimal import Decimal

import pytest

from apps.officials.domain.duties import Duty
from apps.procedures.domain.conditions import AnyOf, Asks, Condition, Test
from apps.procedures.domain.workflow import CASE, HAMLET, Part, Route, Step
from apps.procedures.domain.workflow_checks import Fault, FaultKind, Fit, faults_of, fit_of, ordinary_calendar, ways
from apps.worktime import STANDARD_WEEK, Allowance, Unit
from tests.procedures.domain.test_workflow import step
from tests.worktime.calendars import MOTLEY_WEEK

CALENDAR = ordinary_calendar(week=STANDARD_WEEK)
DAYS, SAME_DAY = Allowance(Decimal(3), Unit.WORKING_DAY), Allowance(Decimal(0), Unit.SAME_DAY)


def signing(position: int, hours: str = "4") -> Step:
    return step(position, hours, duty=Duty.LEADER)


def asks(field: str, value: str) -> Condition:
    return Asks(field, Test.EQUALS, (value,))


def fit(*steps: Step, allowance: Allowance = DAYS) -> Fit:
    found = fit_of(steps=steps, allowance=allowance, calendar=CALENDAR)
    assert found is not None
    return found


def kinds(*steps: Step, **options: tuple[str, ...]) -> list[tuple[FaultKind, int]]:
    return [(fault.kind, fault.position) for fault in faults_of(steps=steps, options=options)]


def test_sum_over_the_law_is_refused_with_both_numbers() -> None:
    tight, long = fit(step(1, "20"), signing(2)), fit(step(1, "32"), signing(2))

    assert (tight.needed, tight.allowed, tight.is_too_long) == (Decimal(24), Decimal(24), False)
    assert (long.needed, long.allowed, long.is_too_long) == (Decimal(36), Decimal(24), True)
    assert faults_of(steps=[step(1, "32"), signing(2)], options={}, fit=long) == (Fault(kind=FaultKind.TOO_LONG),)


def test_parallel_steps_count_once_and_optional_ones_count() -> None:
    assert fit(step(1, "12"), step(2, "20", is_parallel=True), signing(3)).needed == Decimal(24)
    assert fit(step(1, "12"), step(2, "8", is_optional=True), signing(3)).needed == Decimal(24)


def test_steps_of_different_answers_are_never_added_up() -> None:
    first, second = step(1, "16", when=asks("purpose", "Kết hôn")), step(2, "20", when=asks("purpose", "Vay vốn"))

    assert fit(first, second, signing(3)).needed == Decimal(24)
    assert len(ways(steps=(first, second, signing(3)))) == 3


def test_numbers_are_tried_on_both_sides_of_the_line() -> None:
    many = step(1, "8", when=Asks("copies", Test.GREATER, ("20",)))
    few = step(2, "2", when=Asks("copies", Test.LESS, ("21",)))

    assert {tuple(one.position for stage in way for one in stage.steps) for way in ways(steps=(many, few))} == {
        (),
        (1,),
        (2,),
    }


@pytest.mark.parametrize("day", ["01/01/0001", "31/12/9999", "29/02/2028"])
def test_days_are_tried_on_both_sides_of_the_line_as_far_as_there_are_days(day: str) -> None:
    later = step(1, "8", when=Asks("born", Test.GREATER, (day,)))

    assert () in ways(steps=(later,))
    assert len(ways(steps=(later,))) == (2 if day == "29/02/2028" else 1)


def test_too_many_answers_to_try_are_taken_as_if_every_step_were_needed() -> None:
    steps = [step(n, "1", when=asks(f"question_{n}", "Có")) for n in range(1, 12)]

    assert [len(way) for way in ways(steps=steps)] == [11]


@pytest.mark.parametrize(
    ("allowance", "allowed"),
    [
        (Allowance(Decimal("2.5"), Unit.WORKING_DAY), "20"),
        (Allowance(Decimal(4), Unit.WORKING_HOUR), "4"),
        (Allowance(Decimal(7), Unit.CALENDAR_DAY), "40"),
        (SAME_DAY, "8"),
    ],
)
def test_every_unit_of_the_law_is_measured_where_it_is_tightest(allowance: Allowance, allowed: str) -> None:
    assert fit(signing(1, "1"), allowance=allowance).allowed == Decimal(allowed)


def test_procedure_for_the_same_day_says_until_when_it_must_come_in() -> None:
    assert str(fit(step(1, "3"), signing(2, "2"), allowance=SAME_DAY).latest) == "10:30:00"
    assert fit(step(1, "1.5"), signing(2, "1"), allowance=SAME_DAY).latest is None
    assert fit(step(1, "1.5"), signing(2, "1")).latest is None


def test_office_with_short_days_has_less_time() -> None:
    motley = ordinary_calendar(week=MOTLEY_WEEK)

    found = fit_of(steps=[signing(1)], allowance=Allowance(Decimal(1), Unit.WORKING_DAY), calendar=motley)

    assert found is not None
    assert found.allowed < Decimal(8)


def test_law_longer_than_the_way_is_no_fault_and_waiting_counts() -> None:
    month = Allowance(Decimal(30), Unit.CALENDAR_DAY)

    assert not fit(step(1, "8", wait_days=15), signing(2), allowance=month).is_too_long
    assert fit(step(1, "8", wait_days=30), signing(2), allowance=month).is_too_long
    assert fit(step(1, "9000"), signing(2), allowance=month).is_too_long
    assert not fit(step(1, "8"), signing(2), allowance=Allowance(Decimal(9000), Unit.WORKING_DAY)).is_too_long


def test_workflow_without_faults_has_none() -> None:
    steps = (
        step(1, routes=(Route(asks(HAMLET, "Nà Lạn"), "Tổ 1"),)),
        step(2, "0", is_parallel=True, part=Part.OBSERVER, when=asks("purpose", "Vay vốn")),
        signing(3),
    )

    assert faults_of(steps=steps, options={"purpose": ("Vay vốn", "Kết hôn")}, fit=fit(*steps)) == ()
    assert kinds(step(1), step(2, when=asks(CASE, "Bất kỳ")), signing(3)) == []


def test_everything_wrong_is_said_at_once() -> None:
    assert kinds() == [(FaultKind.NO_STEPS, 0)]
    assert kinds(step(1, is_parallel=True), signing(2)) == [(FaultKind.FIRST_IS_PARALLEL, 1)]
    assert kinds(step(1, part=Part.COOPERATING), signing(2)) == [(FaultKind.NOBODY_ANSWERS, 1)]
    assert kinds(step(1, agency="Công an xã"), step(2), signing(3)) == [(FaultKind.FIRST_IS_ELSEWHERE, 1)]
    assert kinds(signing(1)) == [(FaultKind.NOBODY_PREPARES, 1)]
    assert kinds(step(1), step(2, duty=Duty.UNIT_HEAD, is_optional=True), signing(3)) == [
        (FaultKind.NOBODY_PREPARES, 3)
    ]
    assert kinds(step(1, "0"), signing(2)) == [(FaultKind.NO_TIME, 1)]
    assert kinds(signing(1), step(2)) == [(FaultKind.NO_SIGNATURE, 2)]
    assert kinds(step(1), step(2, duty=Duty.LEADER, is_optional=True)) == [(FaultKind.NO_SIGNATURE, 2)]
    assert kinds(step(1, "2", remind_hours=Decimal(2)), signing(2)) == [(FaultKind.LATE_REMINDER, 1)]


def test_condition_on_what_the_form_no_longer_asks_is_named() -> None:
    either = AnyOf((asks("gone", "Có"), asks("purpose", "Du học"), Asks("purpose", Test.FILLED)))

    found = faults_of(steps=[step(1), step(2, when=either), signing(3)], options={"purpose": ("Vay vốn",)})

    assert [(fault.kind, fault.about) for fault in found] == [
        (FaultKind.UNKNOWN_FIELD, "gone"),
        (FaultKind.UNKNOWN_VALUE, "Du học"),
    ]
