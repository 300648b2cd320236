"""When somebody is reminded of a result that waits."""

from __future__ import annotations

import pytest

from apps.desk.domain.unclaimed import is_last, step_due, thresholds


def test_two_reminders_stand_at_a_third_and_two_thirds() -> None:
    assert thresholds(days=30, reminders=2) == (10, 20, 30)


@pytest.mark.parametrize("days", [1, 2, 3, 10, 31])
@pytest.mark.parametrize("reminders", [0, 1, 2, 5])
def test_steps_rise_and_end_with_the_last_day(days: int, reminders: int) -> None:
    found = thresholds(days=days, reminders=reminders)
    assert list(found) == sorted(set(found))
    assert (found[0] >= 1, found[-1]) == (True, days)
    assert len(found) <= reminders + 1


@pytest.mark.parametrize(("waited", "step"), [(0, 0), (9, 0), (10, 1), (19, 1), (20, 2), (29, 2), (30, 3), (400, 3)])
def test_step_follows_the_days_waited(waited: int, step: int) -> None:
    assert step_due(waited=waited, days=30, reminders=2) == step
    assert is_last(step=step, days=30, reminders=2) == (step == 3)
