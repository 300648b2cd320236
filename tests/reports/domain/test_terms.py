"""The periods of reports: example R8, and that months leave no day out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.reports.domain.terms import NotATerm, Span, Term, TermKind, ended_on, lately, month_of

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-11", date(2026, 10, 15), date(2026, 11, 14)),
        ("2026-01", date(2025, 12, 15), date(2026, 1, 14)),
        ("2026-q4", date(2026, 9, 15), date(2026, 12, 14)),
        ("2026-q1", date(2025, 12, 15), date(2026, 3, 14)),
        ("2026-6t", date(2025, 12, 15), date(2026, 6, 14)),
        ("2026-9t", date(2025, 12, 15), date(2026, 9, 14)),
        ("2026", date(2025, 12, 15), date(2026, 12, 14)),
    ],
)
def test_a_term_runs_from_the_15th_to_the_14th(text: str, first: date, last: date) -> None:
    term = Term.read(text)

    assert (term.span, term.text) == (Span(first, last), text)
    assert term in ended_on(last)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026-13", "2026-q5", "2026-7t", "0026", "2026-11 ", "26-11", "2026-Q1", "٢٠٢٦"),
        *("1000", "1000-01", "1945-01", "2945", "2999-12"),  # no office ever worked then
    ],
)
def test_anything_else_is_no_term(text: str) -> None:
    with pytest.raises(NotATerm):
        Term.read(text)


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2026, 11, 15), date(2026, 11, 14)), (date.min, date(2026, 1, 1)), (date(2026, 1, 1), date.max)],
)
def test_a_span_does_not_end_before_it_begins_or_leave_the_years_of_offices(first: date, last: date) -> None:
    with pytest.raises(NotATerm):
        Span(first, last)


@given(day=DAYS)
def test_every_day_lies_in_one_reporting_month_and_they_follow_each_other(day: date) -> None:
    span = month_of(day).span

    assert span.first <= day <= span.last
    assert month_of(span.last + timedelta(days=1)).span.first == span.last + timedelta(days=1)


@given(day=DAYS)
def test_what_was_lately_has_ended_but_for_the_running_month(day: date) -> None:
    running, *ended = lately(day)

    assert day <= running.span.last
    assert all(term.span.last < day for term in ended)
    assert {term.kind for term in ended} == set(TermKind)
