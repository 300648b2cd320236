"""How pages say days, hours, money and shares."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from apps.core import labels

AT = datetime(2026, 11, 26, 10, 30, tzinfo=UTC)


def test_instants_are_said_on_the_office_clock() -> None:
    assert labels.hour(AT) == "17:30"
    assert labels.moment(AT) == "17:30 thứ Năm, 26/11/2026"
    assert labels.stamp(AT) == "17:30 26/11/2026"
    assert labels.day(datetime(2026, 11, 25, 17, 30, tzinfo=UTC)) == "thứ Năm, 26/11/2026"


def test_sunday_has_no_number() -> None:
    assert labels.day(date(2026, 11, 22)) == "Chủ nhật, 22/11/2026"


@pytest.mark.parametrize(("amount", "words"), [(0, "0 đ"), (8000, "8.000 đ"), (1_250_000, "1.250.000 đ")])
def test_money_is_grouped_and_never_broken(amount: int, words: str) -> None:
    assert labels.money(amount) == words.replace(" ", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("numerator", "denominator", "words"),
    [(1148, 1176, "97,62%"), (1239, 1272, "97,41%"), (0, 5, "0,00%"), (5, 5, "100,00%"), (0, 0, None)],
)
def test_share_is_written_with_a_comma_or_not_at_all(numerator: int, denominator: int, words: str | None) -> None:
    assert labels.percent(numerator=numerator, denominator=denominator) == words


@given(st.integers(1, 10**9), st.data())
def test_share_that_is_not_whole_is_never_rounded_to_whole(denominator: int, data: st.DataObject) -> None:
    numerator = data.draw(st.integers(0, denominator))

    words = labels.percent(numerator=numerator, denominator=denominator)

    assert (words == "100,00%") == (numerator == denominator)
    assert (words == "0,00%") == (numerator == 0)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("typed", ["1/2/2026", "01/02/2026", "1-2-2026", "1.2.2026", "2026-02-01"])
def test_a_typed_day_is_the_same_day_in_both_languages(language: str, typed: str) -> None:
    with override(language):
        assert forms.DateField().clean(typed) == date(2026, 2, 1)


def test_english_follows_english_numbers() -> None:
    with override("en"):
        assert labels.percent(numerator=1, denominator=3) == "33.33%"
        assert labels.number(1148) == "1,148"
