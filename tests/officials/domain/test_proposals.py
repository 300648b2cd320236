"""The package proposes; everything it proposes is only expected."""

from __future__ import annotations

from datetime import date

from apps.officials.domain.calendar_file import read_calendar
from apps.officials.domain.calendars import DayEntry
from apps.officials.domain.proposals import proposed_days
from apps.officials.services.calendars import OWN_CALENDAR


def test_every_proposal_is_only_expected() -> None:
    proposed = proposed_days(year=2028)

    assert date(2028, 1, 26) in {line.date for line in proposed}  # Tết, by the moon of Vietnam
    assert not any(line.is_confirmed for line in proposed)
    assert {line.date.year for line in proposed} == {2028}


def test_a_swapped_day_is_proposed_with_the_saturday_that_makes_it_up() -> None:
    proposed = {line.date: line.kind for line in proposed_days(year=2026)}

    assert proposed[date(2026, 8, 31)] is DayEntry.SWAP_OFF
    assert proposed[date(2026, 8, 22)] is DayEntry.MAKEUP_WORK
    assert proposed[date(2026, 4, 27)] is DayEntry.IN_LIEU


def test_the_package_does_not_know_what_was_announced_so_it_may_not_decide() -> None:
    announced = {line.date: line.kind for line in read_calendar(OWN_CALENDAR.read_bytes()).lines}

    assert announced[date(2026, 1, 2)] is DayEntry.SWAP_OFF
    assert date(2026, 1, 2) not in {line.date for line in proposed_days(year=2026)}
