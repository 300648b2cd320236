"""What makes a difference between a file and what we hold."""

from __future__ import annotations

import pytest

from apps.procedures.domain.comparing import merged


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ("Doanh nghiệp, Công dân Việt Nam", "Công dân Việt Nam; Doanh nghiệp"),
        ("Tổ chức (không gồm doanh nghiệp, HTX), Hợp tác xã", "Hợp tác xã; Tổ chức (không gồm doanh nghiệp, HTX)"),
        ("Phòng Kinh tế, Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Kinh tế, Hạ tầng và Đô thị; Phòng Kinh tế"),
    ],
)
def test_the_same_set_in_another_order_or_with_another_separator_changes_nothing(held: str, told: str) -> None:
    assert merged(held={"subjects": held}, told={"subjects": told}) == {"subjects": held}


def test_a_set_with_one_more_member_is_told_even_where_its_words_are_known() -> None:
    held, told = {"subjects": "Doanh nghiệp Việt Nam"}, {"subjects": "Doanh nghiệp; Doanh nghiệp Việt Nam"}

    assert merged(held=held, told=told) == told


def test_what_a_file_does_not_speak_of_stays() -> None:
    assert merged(held={"name": "A", "steps": "x"}, told={"name": "B", "steps": ""}) == {"name": "B", "steps": "x"}
