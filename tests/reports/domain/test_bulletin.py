"""What the loudspeaker says has no digit in it, and says what was counted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.dossiers.domain.timeliness import Rate
from apps.reports.domain.bulletin import seconds, sentences, share_in_words
from apps.reports.domain.figures import Sums
from apps.reports.domain.periods import Month

COUNTS = st.integers(min_value=0, max_value=2_000_000)


@pytest.mark.parametrize(
    ("numerator", "denominator", "words"),
    [
        (213, 227, "chín mươi ba phẩy tám mươi ba phần trăm"),
        (213, 247, "tám mươi sáu phẩy hai mươi ba phần trăm"),
        (19, 20, "chín mươi lăm phần trăm"),
        (1, 8, "mười hai phẩy năm phần trăm"),
        (20, 20, "một trăm phần trăm"),
        (0, 7, "không phần trăm"),
        (999_999, 1_000_000, "chín mươi chín phẩy chín mươi chín phần trăm"),
        (199, 2000, "chín phẩy chín mươi lăm phần trăm"),
        (1003, 1250, "tám mươi phẩy hai mươi bốn phần trăm"),
        (4003, 5000, "tám mươi phẩy không sáu phần trăm"),
    ],
)
def test_share_is_said_in_words(numerator: int, denominator: int, words: str) -> None:
    assert share_in_words(Rate(numerator, denominator)) == words


@given(COUNTS, COUNTS, COUNTS, COUNTS, st.integers(min_value=1, max_value=12))
def test_no_digit_no_short_form_and_no_long_sentence_is_left_for_a_voice(
    received: int, early: int, late: int, ended: int, number: int
) -> None:
    sums = Sums(received=received, early=early, late=late, ended=ended)

    lines = sentences(
        office="UBND xã Suối Mây",
        desk="Trung tâm Phục vụ hành chính công xã Suối Mây",
        month=Month(date(2026, number, 1)),
        of_month=sums,
        of_year=sums,
    )

    assert not any(letter.isdigit() or letter in "%/" for line in lines for letter in line)
    assert "UBND" not in "".join(lines)
    assert max(len(line.split()) for line in lines) < 40
    assert ("Chúng tôi xin lỗi những gia đình phải chờ." in lines) is bool(late)
    assert 10 <= seconds(lines) <= 200
