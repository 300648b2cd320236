"""Marks stand where their numbers say, inside the picture, whatever the numbers are."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from apps.reports.domain import charts
from apps.reports.domain.charts import BarRow, Point

numbers = st.lists(st.integers(0, 5_000), max_size=8)
shares = st.lists(st.none() | st.decimals(0, 100, places=2), min_size=1, max_size=12)


@given(numbers)
def test_bars_are_as_long_as_their_numbers_and_stay_inside(values: list[int]) -> None:
    rows = [BarRow(label=str(n), value=value, kind="ok") for n, value in enumerate(values)]

    drawn = charts.bars(rows=rows, width=440, label_room=142)

    assert [bar.value for bar in drawn.bars] == values
    most = max(values, default=0) or 1
    for bar in drawn.bars:
        assert abs(float(bar.length) - 254 * bar.value / most) <= 0.06
        assert 142 + float(bar.length) <= 440 - charts.VALUE_ROOM


@given(shares)
def test_dots_stay_inside_and_only_months_with_data_have_one(found: list[Decimal | None]) -> None:
    points = [Point(label=f"T{n}", percent=share, words=f"{share}%") for n, share in enumerate(found)]

    drawn = charts.line(points=points, width=660, height=240, label_every=3)

    assert [dot.has_value for dot in drawn.dots] == [share is not None for share in found]
    for dot in drawn.dots:
        assert drawn.left <= float(dot.x) <= drawn.right
        if dot.has_value:
            assert charts.TOP <= float(dot.y) <= 240 - charts.BOTTOM
            assert 0 < float(dot.words_y) < drawn.foot
    assert drawn.dots[-1].is_last
    assert drawn.dots[-1].has_label


def test_a_month_without_data_is_a_gap_in_the_line_and_never_a_zero() -> None:
    found = [Decimal(90), Decimal(92), None, Decimal(95), Decimal(97)]
    points = [Point(label="", percent=share) for share in found]

    drawn = charts.line(points=points, width=660, height=240, label_every=1)

    assert len(drawn.paths) == 2
    assert [path.count("L") for path in drawn.paths] == [1, 1]


def test_the_worst_and_the_last_month_say_their_share() -> None:
    points = [Point(label="", percent=Decimal(n), words=f"{n}%") for n in (95, 91, 97)]

    drawn = charts.line(points=points, width=660, height=240, label_every=1)

    assert [dot.words for dot in drawn.dots] == ["", "91%", "97%"]
    assert [line.label for line in drawn.grid] == ["90%", "92%", "94%", "96%", "98%", "100%"]
