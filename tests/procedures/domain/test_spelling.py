"""What fingers meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.procedures.domain.spelling import respelt, slips, split_in_two, untelexed

KNOWN = {"khai": 20, "sinh": 20, "tu": 9, "kinh": 8, "hon": 7, "ngheo": 4, "chung": 6, "thuc": 6, "thu": 3, "giay": 9}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("giaays", "giay"),
        ("ddoocj", "doc"),
        ("thaan", "than"),
        ("chuwngs", "chung"),
        ("thuwcj", "thuc"),
        ("keets", "ket"),
        ("hooij", "hoi"),
        ("hojoi", "hooi"),  # a tone in the middle is only taken off
        ("gia61y", "giay"),
        ("d9o65c", "doc"),
        ("khai", "khai"),
        ("xa", "xa"),
        ("sao", "sao"),
        ("1", "1"),
        ("004873", "004873"),
    ],
)
def test_keyboard_that_was_not_switched_is_read(typed: str, meant: str) -> None:
    assert untelexed(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("khia", "khai"), ("sihn", "sinh"), ("sinnh", "sinh"), ("ngeo", "ngheo"), ("thcu", "thuc")]
)
def test_one_slip_leads_to_the_word(typed: str, meant: str) -> None:
    assert slips(typed, known=KNOWN)[0] == meant


def test_words_of_two_letters_are_not_guessed_at() -> None:
    assert slips("tu", known=KNOWN) == ()
    assert slips("zzzzzz", known=KNOWN) == ()


def test_both_spellings_of_a_final_i_are_one() -> None:
    assert (respelt("ki"), respelt("ly"), respelt("khai"), respelt("y")) == ("ky", "li", "khai", "y")


def test_forgotten_blank_is_put_back() -> None:
    assert split_in_two("khaisinh", known=KNOWN) == "khai sinh"
    assert split_in_two("khaixyz", known=KNOWN) == ""


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", max_size=40))
def test_any_word_is_read_somehow(word: str) -> None:
    assert len(untelexed(word)) <= len(word)
    assert set(slips(word, known=KNOWN)) <= set(KNOWN)
