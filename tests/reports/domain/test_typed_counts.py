"""A count is two whole numbers: a percentage is refused however it is written."""

from __future__ import annotations

import pytest

from apps.reports.domain.index_766 import Count
from apps.reports.domain.typed_counts import NotTyped, Wrong, count, whole


@pytest.mark.parametrize(("text", "number"), [("213", 213), (" 1.148 ", 1148), ("1 148", 1148), ("0", 0), ("007", 7)])
def test_number_of_things_is_read_as_people_write_it(text: str, number: int) -> None:
    assert whole(text) == number


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("86,23%", Wrong.PERCENTAGE),
        ("86,23", Wrong.PERCENTAGE),
        ("86.23 %", Wrong.PERCENTAGE),
        ("0.8623", Wrong.PERCENTAGE),
        ("93%", Wrong.PERCENTAGE),
        ("", Wrong.NOT_WHOLE),
        ("-3", Wrong.NOT_WHOLE),
        ("1e9", Wrong.NOT_WHOLE),
        ("٢٠", Wrong.NOT_WHOLE),
        ("213/227", Wrong.NOT_WHOLE),
        ("9999999999", Wrong.TOO_LARGE),
    ],
)
def test_what_is_no_number_of_things_says_why(text: str, wrong: Wrong) -> None:
    with pytest.raises(NotTyped) as refused:
        whole(text)

    assert refused.value.wrong is wrong


def test_part_is_never_more_than_the_whole() -> None:
    assert count(numerator=213, denominator=227) == Count(213, 227)
    with pytest.raises(NotTyped) as refused:
        count(numerator=228, denominator=227)
    assert refused.value.wrong is Wrong.MORE_THAN_ALL
