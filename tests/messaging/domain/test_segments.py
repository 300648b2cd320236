"""How many SMS a text is billed as."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.messaging.domain.segments import is_plain, segments, without_marks


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),  # each counts twice
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 100, 2),
        ("a" * 152 + "€" * 77, 3),  # an extended letter is not cut in two: 152 + 76 x 2 + 1
        ("ộ" * 70, 1),
        ("ộ" * 71, 2),
        ("ộ" * 134, 2),
        ("ộ" * 135, 3),
        ("😀" * 35, 1),  # a pair each
        ("😀" * 36, 2),
        ("😀" * 67, 3),  # 33 pairs a part
        ("à" * 160, 1),  # some marks are in the GSM alphabet
        ("a" * 159 + "ạ", 3),
    ],
)
def test_a_text_is_billed_by_its_widest_letter(text: str, parts: int) -> None:
    assert segments(text) == parts


def test_a_notice_of_ours_costs_half_without_its_marks() -> None:
    marked = (
        "UBND xã Suối Mây: hồ sơ số cuối 0007 đã được tiếp nhận, hẹn trả kết quả 17:30, thứ Năm 26/11/2026."
        " Hỏi: 0210 388 0001. Xem thêm: https://motcua.suoimay.example, mục Tra cứu."
    )

    assert (segments(marked), segments(without_marks(marked))) == (3, 2)
    assert without_marks(marked).startswith("UBND xa Suoi May: ho so so cuoi 0007 da duoc tiep nhan, hen tra ket qua")


VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệóòỏõọốồổỗộớờởỡợúùủũụứừửữự 0123456789.,:/"
)


@given(VIETNAMESE)
def test_vietnamese_without_marks_is_plain_and_as_long(text: str) -> None:
    bare = without_marks(text)

    assert is_plain(bare)
    assert len(bare) == len(text)
    assert segments(bare) <= segments(text)


@given(st.text(), st.text())
def test_more_text_never_costs_less(text: str, more: str) -> None:
    assert segments(text + more) >= segments(text) >= 1
