"""Sums in words, as a cashier reads them aloud."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.payments.domain.in_words import in_words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "không đồng"),
        (1, "một đồng"),
        (4, "bốn đồng"),
        (5, "năm đồng"),
        (10, "mười đồng"),
        (11, "mười một đồng"),
        (14, "mười bốn đồng"),
        (15, "mười lăm đồng"),
        (20, "hai mươi đồng"),
        (21, "hai mươi mốt đồng"),
        (24, "hai mươi tư đồng"),
        (55, "năm mươi lăm đồng"),
        (91, "chín mươi mốt đồng"),
        (100, "một trăm đồng"),
        (101, "một trăm linh một đồng"),
        (104, "một trăm linh tư đồng"),
        (105, "một trăm linh năm đồng"),
        (110, "một trăm mười đồng"),
        (111, "một trăm mười một đồng"),
        (115, "một trăm mười lăm đồng"),
        (1_000, "một nghìn đồng"),
        (1_001, "một nghìn không trăm linh một đồng"),
        (1_010, "một nghìn không trăm mười đồng"),
        (1_100, "một nghìn một trăm đồng"),
        (8_000, "tám nghìn đồng"),
        (15_000, "mười lăm nghìn đồng"),
        (21_500, "hai mươi mốt nghìn năm trăm đồng"),
        (100_000, "một trăm nghìn đồng"),
        (1_000_000, "một triệu đồng"),
        (1_000_005, "một triệu không trăm linh năm đồng"),
        (1_005_000, "một triệu không trăm linh năm nghìn đồng"),
        (1_250_000, "một triệu hai trăm năm mươi nghìn đồng"),
        (24_015_021, "hai mươi tư triệu không trăm mười lăm nghìn không trăm hai mươi mốt đồng"),
        (1_000_000_000, "một tỷ đồng"),
        (1_000_000_001, "một tỷ không trăm linh một đồng"),
        (2_000_500_000, "hai tỷ năm trăm nghìn đồng"),
        (1_005_000_000_000, "một nghìn không trăm linh năm tỷ đồng"),
        (1_000_000_000_000_000_000, "một tỷ tỷ đồng"),
    ],
)
def test_a_sum_is_read_as_people_read_it(amount: int, words: str) -> None:
    assert in_words(amount=amount) == words


VALUES = {
    **{word: value for value, word in enumerate("không một hai ba bốn năm sáu bảy tám chín".split())},
    "mốt": 1,
    "tư": 4,
    "lăm": 5,
}


def heard(words: str) -> int:
    """The sum that somebody who hears the words writes down."""
    total = millions = group = figure = 0
    for word in words.removesuffix(" đồng").split():
        if word in VALUES:
            figure = VALUES[word]
        elif word == "trăm":
            group, figure = figure * 100, 0
        elif word in ("mười", "mươi"):
            group, figure = group + 10 * (figure if word == "mươi" else 1), 0
        elif word in ("nghìn", "triệu"):
            millions, group, figure = millions + (group + figure) * (1_000 if word == "nghìn" else 1_000_000), 0, 0
        elif word == "tỷ":
            total, millions, group, figure = (total + millions + group + figure) * 10**9, 0, 0, 0
    return total + millions + group + figure


@given(st.integers(min_value=0, max_value=10**19))
def test_whoever_hears_the_words_writes_the_same_sum(amount: int) -> None:
    assert heard(in_words(amount=amount)) == amount


def test_no_sum_is_below_nothing() -> None:
    with pytest.raises(ValueError, match="-1"):
        in_words(amount=-1)
