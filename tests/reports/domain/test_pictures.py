"""Marks stand where their numbers say and inside the picture, whatever the numbers are."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.reports.domain import pictures
from apps.reports.domain.pictures import Change
from apps.reports.domain.weeks import NotWeeks, Slot, Weeks

few = st.integers(0, 5_000)


@given(st.dictionaries(st.builds(Slot, st.integers(1, 5), st.integers(7, 17)), few, max_size=20))
def test_the_darkest_hour_is_the_busiest_and_nothing_is_no_shade(numbers: dict[Slot, int]) -> None:
    drawn = pictures.heat(
        numbers=numbers, weekdays=dict.fromkeys(range(1, 6), ""), hours=range(7, 18), width=330, room=28, tall=30
    )

    most = max(numbers.values(), default=0)
    assert {cell.slot: cell.value for cell in drawn.cells if cell.value} == {k: n for k, n in numbers.items() if n}
    for cell in drawn.cells:
        assert (cell.shade == 0) == (cell.value == 0)
        assert (cell.shade == 5) >= (cell.value == most > 0)
        assert float(cell.x) + float(drawn.side) <= drawn.width
        assert float(cell.y) + drawn.tall <= drawn.height


@given(few, few, st.data())
def test_a_fall_ends_where_it_says_and_every_bar_hangs_on_the_one_before(
    carried: int, came: int, data: st.DataObject
) -> None:
    gone = data.draw(st.integers(0, carried + came))
    left = carried + came - gone
    drawn = pictures.waterfall(
        changes=[
            Change(label="a", value=carried, kind="mute", is_total=True),
            Change(label="b", value=came, kind="river"),
            Change(label="c", value=-gone, kind="ok"),
            Change(label="d", value=left, kind="mute", is_total=True),
        ],
        width=560,
        height=260,
    )

    first, up, down, last = drawn.steps
    assert last.link == down.link
    assert abs(float(up.y) + float(up.tall) - float(first.link)) <= 0.2
    assert abs(float(down.y) - float(up.link)) <= 0.2
    for step in drawn.steps:
        assert float(step.y) >= pictures.STEP_TOP - 0.1
        assert float(step.y) + float(step.tall) <= drawn.ground + 0.2


@given(st.lists(few, min_size=12, max_size=12))
def test_small_bars_share_one_scale_and_stay_inside(values: list[int]) -> None:
    drawn = pictures.small(values=values, most=5_000, width=200, height=64)

    for bar, value in zip(drawn.bars, values, strict=True):
        assert abs(float(bar.tall) - 58 * value / 5_000) <= 0.06
        assert float(bar.x) + float(drawn.thick) <= 200


def test_weeks_are_eight_whole_ones_that_are_over() -> None:
    assert (Weeks.before(date(2026, 11, 16)).first, Weeks.before(date(2026, 11, 16)).last) == (
        date(2026, 9, 21),
        date(2026, 11, 15),
    )
    assert Weeks.before(date(2026, 11, 15)).last == date(2026, 11, 8)
    assert Slot.read("2-9") == Slot(2, 9)
    for text in ("0-9", "8-9", "2-24", "2", ""):
        with pytest.raises(NotWeeks):
            Slot.read(text)
