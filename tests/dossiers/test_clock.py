"""The round badge of a dossier: one function, the words of the design, from filing to return."""

from __future__ import annotations

from datetime import datetime

import pytest

from apps.dossiers.domain.status import Status
from apps.dossiers.selectors import ClockBadge, clock_of
from apps.officials.selectors import work_calendar
from apps.worktime import Unit
from tests import factories
from tests.factories import ZONE, Office
from tests.walking import sign, walk, walk_to

pytestmark = pytest.mark.django_db

# Received Friday 20/11/2026 at 8:20, three working days, 24/11 is a holiday: promised for Thursday 26/11, 17:30.
FRIDAY = datetime(2026, 11, 20, 8, 0, tzinfo=ZONE)


def at(day: int, hour: int = 9, *, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def badge(office: Office, status: Status, moment: datetime, **options: object) -> ClockBadge | None:
    dossier = walk_to(status=status, office=office, at=FRIDAY, **options)  # type: ignore[arg-type]
    return clock_of(dossier=dossier, at=moment, calendar=work_calendar(agency=office.agency, at=moment))


@pytest.mark.parametrize(
    ("moment", "kind", "words"),
    [
        (at(20), "ok", "Còn 3 ngày làm việc"),
        (at(22), "ok", "Còn 3 ngày làm việc"),  # a Sunday takes nothing away
        (at(23), "ok", "Còn 2 ngày làm việc"),  # neither does the holiday ahead
        (at(25, 7), "ok", "Còn 1 ngày làm việc"),
        (at(25, 8), "soon", "Còn 1 ngày làm việc"),
        (at(26), "soon", "Hạn hôm nay 17:30"),
        (at(26, 20), "soon", "Hạn hôm nay 17:30"),  # the promise ends with the day, not with the session
        (at(27), "late", "Quá hạn 1 ngày"),
        (at(28), "late", "Quá hạn 1 ngày"),  # Saturday
        (at(1, month=12), "late", "Quá hạn 3 ngày"),
    ],
)
def test_open_promise_counts_working_days(moment: datetime, kind: str, words: str) -> None:
    assert badge(factories.office(), Status.PROCESSING, moment) == ClockBadge(kind, words)


def test_promise_broken_on_a_friday_is_late_since_then_and_not_by_no_days() -> None:
    office = factories.office()
    offering = factories.offering(agency=office.agency, amount="4")

    assert badge(office, Status.PROCESSING, at(28), offering=offering) == ClockBadge("late", "Quá hạn từ 27/11/2026")


def test_promises_older_than_the_calendar_are_told_without_their_days() -> None:
    office = factories.office()
    calendar = work_calendar(agency=office.agency, at=at(26).replace(year=2030))
    held = walk_to(status=Status.PROCESSING, office=office, at=FRIDAY)
    done = walk_to(status=Status.RESULT_READY, office=office, at=FRIDAY)

    told = [clock_of(dossier=one, at=at(26).replace(year=2030), calendar=calendar) for one in (held, done)]

    assert told == [ClockBadge("late", "Quá hạn từ 26/11/2026"), ClockBadge("ok", "Xong trước hạn")]


def test_promise_of_hours_is_late_since_its_hour() -> None:
    office = factories.office()
    offering = factories.offering(agency=office.agency, amount="2", unit=Unit.WORKING_HOUR)

    assert badge(office, Status.PROCESSING, at(20, 11), offering=offering) == ClockBadge("late", "Quá hạn từ 10:20")


@pytest.mark.parametrize(
    ("moment", "kind", "words"),
    [
        (at(20), "ok", "Còn 7 giờ làm việc để nhận"),
        (at(23, 7), "soon", "Còn 40 phút để nhận"),
        (at(23), "late", "Quá giờ tiếp nhận"),
    ],
)
def test_intake_counts_eight_working_hours(moment: datetime, kind: str, words: str) -> None:
    assert badge(factories.office(), Status.SUBMITTED, moment) == ClockBadge(kind, words)


@pytest.mark.parametrize("status", [Status.NEED_FIX_INTAKE, Status.AWAITING_SUPPLEMENT])
def test_clock_stands_while_the_citizen_is_asked(status: Status) -> None:
    assert badge(factories.office(), status, at(30)) == ClockBadge("pause", "Tạm dừng, chờ bổ sung")


@pytest.mark.parametrize("status", [Status.DRAFT, Status.REFUSED, Status.WITHDRAWN])
def test_nothing_is_promised_where_nothing_is_asked(status: Status) -> None:
    assert badge(factories.office(), status, at(30)) is None


@pytest.mark.parametrize(
    ("signed_at", "kind", "words"),
    [
        (at(23), "ok", "Xong trước hạn 2 ngày"),
        (at(26), "ok", "Xong đúng hạn"),
        (at(27), "waslate", "Xong trễ hạn 1 ngày"),
        (at(2, month=12), "waslate", "Xong trễ hạn 4 ngày"),
    ],
)
def test_finished_dossier_says_how_it_kept_its_promise(signed_at: datetime, kind: str, words: str) -> None:
    office = factories.office()
    walked = walk(status=Status.AWAITING_SIGNATURE, office=office, at=FRIDAY)
    walked.at = signed_at
    walked.step(sign)

    calendar = work_calendar(agency=office.agency, at=signed_at)

    assert clock_of(dossier=walked.dossier, at=signed_at, calendar=calendar) == ClockBadge(kind, words)
