"""The light of a target: by exact numbers, and none where nothing was measured."""

from __future__ import annotations

from decimal import Decimal

import pytest

from apps.reports.domain.aims import Aim, Light, Reached, light


@pytest.mark.parametrize(
    ("aim", "reached", "target", "shines"),
    [
        (Aim.SATISFIED, Reached(numerator=9, denominator=10), 90, Light.GREEN),
        (Aim.SATISFIED, Reached(numerator=899_999, denominator=1_000_000), 90, Light.AMBER),  # 90,00 % when rounded
        (Aim.SATISFIED, Reached(numerator=85, denominator=100), 90, Light.AMBER),
        (Aim.SATISFIED, Reached(numerator=84, denominator=100), 90, Light.RED),
        (Aim.SATISFIED, Reached(numerator=0, denominator=0), 90, Light.NONE),
        (Aim.ONLINE, Reached(numerator=1, denominator=1), None, Light.NONE),
        (Aim.SIGNED, None, 100, Light.NONE),
        (Aim.LATE, Reached(numerator=0), 0, Light.GREEN),
        (Aim.LATE, Reached(numerator=1), 0, Light.RED),
        (Aim.LATE, Reached(numerator=5), 5, Light.GREEN),
    ],
)
def test_light_is_that_of_the_exact_figure(
    aim: Aim, reached: Reached | None, target: int | None, shines: Light
) -> None:
    assert light(aim=aim, reached=reached, target=None if target is None else Decimal(target)) is shines
