"""The usual time: nine of ten cases, in days that really occurred."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.procedures.domain.usual import usual_days


@pytest.mark.parametrize(
    ("days", "usual"),
    [
        ([], None),
        ([4], 4),
        ([0] * 9 + [30], 0),
        ([0] * 8 + [7, 30], 7),
        (list(range(1, 11)), 9),
        (list(range(1, 21)), 18),
    ],
)
def test_usual_time_is_the_nine_tenths_of_the_cases(days: list[int], usual: int | None) -> None:
    assert usual_days(days=days) == usual


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_usual_time_holds_nine_of_ten_and_no_fewer_days_would(days: list[int]) -> None:
    usual = usual_days(days=days)

    assert usual in days
    assert sum(day <= usual for day in days) * 10 >= len(days) * 9
    assert sum(day < usual for day in days) * 10 < len(days) * 9
