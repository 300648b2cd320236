"""The days that the index speaks of: the reporting period from the 15th to the 14th, and for what people say of the
office the plain months after which that period is named (domain 6.3)."""

from __future__ import annotations

from datetime import date, timedelta

from apps.reports.domain.terms import LENGTHS, MONTHS_OF_A_YEAR, Span, Term


def months(term: Term) -> list[date]:
    """The first days of the months after which a term is named."""
    last = term.year * MONTHS_OF_A_YEAR + term.last_month - 1
    numbers = range(last - LENGTHS[term.kind] + 1, last + 1)
    return [date(number // MONTHS_OF_A_YEAR, number % MONTHS_OF_A_YEAR + 1, 1) for number in numbers]


def plain_days(term: Term) -> Span:
    """From the first of its first month to the last day of its last."""
    named = months(term)
    after = (named[-1] + timedelta(days=31)).replace(day=1)
    return Span(named[0], after - timedelta(days=1))
