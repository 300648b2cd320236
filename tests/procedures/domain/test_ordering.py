"""Lists follow the Vietnamese alphabet: letters first, tones after the letters of the whole word."""

import random

from hypothesis import given
from hypothesis import strategies as st

from apps.procedures.domain.ordering import sort_key

IN_ORDER = [
    "An",
    "Án",
    "Ăn",
    "Ân",
    "Ba",
    "Cấp bản sao",
    "Chứng thực",
    "Công nhận",
    "Da",
    "Đa",
    "Đăng ký",
    "Đất",
    "Em",
    "Ê đê",
    "Hộ tịch",
    "Lam",
    "Làm",
    "Lảm",
    "Lãm",
    "Lám",
    "Lạm",
    "Lan",
    "O",
    "Ô",
    "Ơ",
    "U",
    "Ư",
    "Xã",
    "Y",
]


def test_list_stands_as_in_a_vietnamese_dictionary() -> None:
    shuffled = random.Random(7).sample(IN_ORDER, len(IN_ORDER))

    assert sorted(shuffled, key=sort_key) == IN_ORDER


def test_same_word_in_two_forms_of_unicode_has_one_place() -> None:
    assert sort_key("Đăng ký") == sort_key("\u0110a\u0306ng ky\u0301")


@given(st.text(max_size=60))
def test_any_title_has_a_place(text: str) -> None:
    assert sort_key(text) == sort_key(text)
