"""How numbers of people are shown."""

from __future__ import annotations

import pytest

from apps.accounts.domain.identity import show_phone


@pytest.mark.parametrize(
    ("kept", "shown"),
    [("+84978654312", "0978 654 312"), ("02053800100", "0205 3800 100"), ("0978654312", "0978 654 312"), ("", "")],
)
def test_phone_is_shown_in_threes_and_a_second_time_the_same(kept: str, shown: str) -> None:
    assert show_phone(kept) == shown
    assert show_phone(shown) == shown
