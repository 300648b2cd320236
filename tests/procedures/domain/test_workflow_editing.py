"""A workflow under the editor's hands."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from apps.officials.domain.duties import Duty
from apps.procedures.domain.conditions import Asks, Test
from apps.procedures.domain.workflow import HAMLET, Part, Route, Step
from apps.procedures.domain.workflow_editing import fingerprint, insert, moved, put, step_data, step_of, without
from tests.procedures.domain.test_workflow import step

THREE = (step(1), step(2), step(3))


def order(steps: tuple[Step, ...]) -> list[str]:
    assert [one.position for one in steps] == list(range(1, len(steps) + 1))
    return [one.name.removeprefix("Bước ") for one in steps]


def test_steps_are_put_in_moved_and_taken_out() -> None:
    new = step(2, name="Bước mới")

    assert order(insert(steps=THREE, step=new)) == ["1", "mới", "2", "3"]
    assert order(put(steps=THREE, step=new)) == ["1", "mới", "3"]
    assert order(without(steps=THREE, position=2)) == ["1", "3"]
    assert order(moved(steps=THREE, position=3, places=-1)) == ["1", "3", "2"]


@given(st.integers(-3, 9), st.integers(-9, 9))
def test_place_that_is_not_there_loses_no_step(position: int, places: int) -> None:
    assert sorted(order(moved(steps=THREE, position=position, places=places))) == ["1", "2", "3"]
    assert len(insert(steps=THREE, step=step(position))) == 4


@given(
    st.builds(
        Step,
        position=st.just(1),
        name=st.text(min_size=1),
        duty=st.sampled_from(Duty),
        hours=st.decimals(0, 999, places=2),
        unit=st.text(max_size=5),
        agency=st.text(max_size=5),
        part=st.sampled_from(Part),
        is_optional=st.booleans(),
        is_parallel=st.booleans(),
        wait_days=st.integers(0, 90),
        remind_hours=st.sampled_from((Decimal(0), Decimal("1.5"))),
        when=st.sampled_from((None, Asks("purpose", Test.FILLED))),
        routes=st.sampled_from(((), (Route(Asks(HAMLET, Test.ONE_OF, ("A", "B")), "Tổ 1"),))),
    )
)
def test_step_survives_being_plain_data(given_step: Step) -> None:
    assert step_of(position=1, row=step_data(given_step)) == given_step


def test_fingerprint_sees_every_change_and_nothing_else() -> None:
    assert fingerprint(THREE) == fingerprint(tuple(reversed(THREE)))
    assert fingerprint(THREE) != fingerprint(moved(steps=THREE, position=1, places=1))
    assert fingerprint((step(1, "4"),)) == fingerprint((step(1, "4.00"),))
