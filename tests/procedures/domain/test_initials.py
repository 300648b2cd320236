"""A procedure is meant by the first letters of words that stand side by side in its name."""

from __future__ import annotations

import pytest

from apps.procedures.domain.initials import are_initials, place_of

NAME = "Cấp Giấy xác nhận tình trạng hôn nhân"


@pytest.mark.parametrize(("letters", "place"), [("tthn", 4), ("TTHN", 4), ("cgx", 0), ("hn", 6), ("tth", 4)])
def test_letters_are_found_where_their_words_stand(letters: str, place: int) -> None:
    assert place_of(letters=letters, name=NAME) == place


@pytest.mark.parametrize("letters", ["tn", "nhh", "xyz"])
def test_letters_of_no_words_side_by_side_are_not_found(letters: str) -> None:
    assert place_of(letters=letters, name=NAME) is None


@pytest.mark.parametrize(
    ("typed", "are"),
    [("ks", True), ("tthn", True), ("k", False), ("hôn", False), ("ks 2", False), ("khaisinhmoi", False)],
)
def test_only_a_short_word_without_marks_may_be_initials(typed: str, are: bool) -> None:
    assert are_initials(typed) is are
