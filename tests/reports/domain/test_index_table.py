"""A hundred points in five groups, and what is given where nothing was measured."""

from __future__ import annotations

from fractions import Fraction

import pytest

from apps.reports.domain.index_periods import months, plain_days
from apps.reports.domain.index_table import TABLE, Grade, Group, Row, grade, total
from apps.reports.domain.terms import Term


def test_groups_are_worth_what_the_decision_says() -> None:
    assert [sum(one.most for one in TABLE.values() if one.group is group) for group in Group] == [18, 20, 22, 22, 18]
    assert set(TABLE) == set(Row)


def test_total_keeps_the_provinces_part_apart_and_gives_nothing_for_what_was_not_measured() -> None:
    found = total([(Row.PROGRESS, Fraction(113, 6)), (Row.RESULTS, None), (Row.PROVISION, None)])

    assert (found.ours, found.most_ours, found.province) == (Fraction(113, 6), 26, 12)
    assert found.with_province == Fraction(113, 6) + 12


@pytest.mark.parametrize(
    ("points", "name"),
    [
        (Fraction(90), Grade.EXCELLENT),
        (Fraction(8999, 100), Grade.GOOD),
        (Fraction(80), Grade.GOOD),
        (Fraction(70), Grade.FAIR),
        (Fraction(50), Grade.AVERAGE),
        (Fraction(4999, 100), Grade.WEAK),
    ],
)
def test_grade_begins_with_its_own_points(points: Fraction, name: Grade) -> None:
    assert grade(points) is name


@pytest.mark.parametrize(
    ("term", "first", "last", "named"),
    [
        ("2026-11", "2026-11-01", "2026-11-30", 1),
        ("2026-q4", "2026-10-01", "2026-12-31", 3),
        ("2026-q1", "2026-01-01", "2026-03-31", 3),
        ("2026", "2026-01-01", "2026-12-31", 12),
        ("2028-02", "2028-02-01", "2028-02-29", 1),
    ],
)
def test_what_people_say_is_counted_in_the_months_after_which_a_term_is_named(
    term: str, first: str, last: str, named: int
) -> None:
    days = plain_days(Term.read(term))

    assert (days.first.isoformat(), days.last.isoformat(), len(months(Term.read(term)))) == (first, last, named)
