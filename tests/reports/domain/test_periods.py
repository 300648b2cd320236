"""A month has local edges, and its address reads back to itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.dossiers.domain.timeliness import VIETNAM
from apps.reports.domain.periods import Month, NotAMonth

firsts = st.dates(date(1990, 1, 1), date(2090, 1, 1)).map(lambda day: Month(day.replace(day=1)))


def test_an_instant_belongs_to_the_month_of_its_local_day() -> None:
    last_of_october = datetime(2026, 10, 31, 16, 59, 59, tzinfo=UTC)

    assert Month.of(last_of_october).text == "2026-10"
    assert Month.of(last_of_october + timedelta(seconds=1)).text == "2026-11"


@given(firsts)
def test_months_follow_each_other_without_a_gap(month: Month) -> None:
    assert month.next.previous == month
    assert month.ends_before == month.next.starts_at
    assert month.starts_at.astimezone(VIETNAM).day == 1
    assert month.back(12).first == month.first.replace(year=month.first.year - 1)


@given(firsts)
def test_the_address_of_a_month_reads_back(month: Month) -> None:
    assert Month.read(month.text) == month


@pytest.mark.parametrize("text", ["", "2026-13", "2026-00", "11/2026", "2026-1", "2026-11-01", "٢٠٢٦-١١", "0000-01"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(NotAMonth):
        Month.read(text)
