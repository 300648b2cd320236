"""By which day a wording is posted, and how each place stands: the law's days, over the office's calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.procedures.domain.posting import (
    MISSING,
    Announcer,
    PostedInFuture,
    PostedTooEarly,
    PostingDays,
    PostingStanding,
    announcer_of,
    check_posted_day,
    posting_due,
    posting_standing,
)
from tests.worktime.calendars import calendar, own_rows

CALENDAR = calendar(special_days=own_rows())
DAYS = PostingDays(ministry=10, province=5, shortened=2)
DATES = st.dates(date(2025, 1, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("announced", "days", "due"),
    [
        (date(2026, 11, 16), 5, date(2026, 11, 23)),  # a Monday; the weekend is not counted
        (date(2026, 11, 20), 5, date(2026, 11, 30)),  # over 24/11, the Day of Vietnamese Culture, and two weekends
        (date(2026, 11, 21), 2, date(2026, 11, 25)),  # signed on a Saturday, and 24/11 is off
        (date(2026, 11, 16), 10, date(2026, 12, 1)),
        (date(2014, 3, 7), 5, date(2014, 3, 14)),  # before the years our calendar knows
    ],
)
def test_posting_is_due_so_many_working_days_after_the_decision(announced: date, days: int, due: date) -> None:
    assert posting_due(announced=announced, days=days, calendar=CALENDAR) == due


@given(announced=DATES, days=st.integers(1, 30))
def test_posting_is_never_due_before_as_many_days_have_passed(announced: date, days: int) -> None:
    due = posting_due(announced=announced, days=days, calendar=CALENDAR)

    assert due >= announced + timedelta(days=days)
    assert CALENDAR.is_working_day(due)


@given(due=st.none() | DATES, posted=st.none() | DATES, on=DATES)
def test_a_place_is_missing_exactly_when_nothing_was_posted(due: date | None, posted: date | None, on: date) -> None:
    stands = posting_standing(due=due, posted=posted, on=on)

    assert (stands in MISSING) == (posted is None)
    assert (stands is PostingStanding.OVERDUE) == (posted is None and due is not None and on > due)
    assert (stands is PostingStanding.POSTED_LATE) == (posted is not None and due is not None and posted > due)


@pytest.mark.parametrize(
    ("agency", "decision", "announcer"),
    [
        ("Bộ Tư pháp", "163/QĐ-BTP", Announcer.MINISTRY),
        ("", "1442/QĐ-BNV", Announcer.MINISTRY),
        ("UBND tỉnh Lào Cai", "1234/QĐ-UBND", Announcer.PROVINCE),
        ("", "", Announcer.PROVINCE),
    ],
)
def test_announcer_is_read_from_the_record(agency: str, decision: str, announcer: Announcer) -> None:
    assert announcer_of(issuing_agency=agency, decision=decision) is announcer
    assert DAYS.of(announcer) == {Announcer.MINISTRY: 10, Announcer.PROVINCE: 5}[announcer]


def test_nobody_posts_before_the_announcement_or_tomorrow() -> None:
    with pytest.raises(PostedTooEarly) as early:
        check_posted_day(posted=date(2026, 11, 1), announced=date(2026, 11, 2), on=date(2026, 11, 20))
    with pytest.raises(PostedInFuture):
        check_posted_day(posted=date(2026, 11, 21), announced=None, on=date(2026, 11, 20))

    assert early.value.announced == date(2026, 11, 2)
