"""A phone does not ring at night nor on a day off without need (domain 5.7 (6))."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.domain.timing import LOCAL, PhoneHours, leaves_at

WEEKEND_AND_LUNAR_NEW_YEAR = {date(2026, 2, day) for day in range(14, 23)}


def is_day_off(day: date) -> bool:
    return day.weekday() >= 5 or day in WEEKEND_AND_LUNAR_NEW_YEAR


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        ("2026-11-26T09:00", "2026-11-26T09:00"),  # a Thursday morning
        ("2026-11-26T07:00", "2026-11-26T07:00"),
        ("2026-11-26T19:59:59", "2026-11-26T19:59:59"),
        ("2026-11-26T06:59:59", "2026-11-26T07:00"),
        ("2026-11-26T20:00", "2026-11-27T07:00"),
        ("2026-11-27T20:00", "2026-11-30T07:00"),  # Friday evening: Monday
        ("2026-11-28T10:00", "2026-11-30T07:00"),  # Saturday: Monday
        ("2026-02-13T21:00", "2026-02-23T07:00"),  # into the nine days of Tết
    ],
)
def test_an_sms_waits_for_working_daytime(at: str, leaves: str) -> None:
    when = leaves_at(kind=Kind.RECEIVED, channel=Channel.SMS, at=local(at), hours=PhoneHours(), is_day_off=is_day_off)

    assert when == local(leaves)


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        ("2026-11-28T00:00", "2026-11-28T07:00"),  # a promise of Friday broken at midnight: Saturday morning
        ("2026-02-15T10:00", "2026-02-15T10:00"),
        ("2026-02-15T21:00", "2026-02-16T07:00"),
    ],
)
def test_the_apology_notice_waits_for_the_morning_but_for_no_working_day(at: str, leaves: str) -> None:
    when = leaves_at(
        kind=Kind.APOLOGY_NOTICE, channel=Channel.SMS, at=local(at), hours=PhoneHours(), is_day_off=is_day_off
    )

    assert when == local(leaves)


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.IN_APP])
def test_mail_and_inbox_wake_nobody_and_leave_at_once(channel: Channel) -> None:
    night = local("2026-02-15T03:00")

    assert leaves_at(kind=Kind.RECEIVED, channel=channel, at=night, hours=PhoneHours(), is_day_off=is_day_off) == night


def test_an_office_may_send_on_days_off() -> None:
    hours = PhoneHours(on_days_off=True)
    saturday = local("2026-11-28T10:00")

    when = leaves_at(kind=Kind.RECEIVED, channel=Channel.SMS, at=saturday, hours=hours, is_day_off=is_day_off)

    assert when == saturday


def test_a_calendar_of_days_off_only_delays_but_never_silences() -> None:
    at = local("2026-11-26T21:00")

    when = leaves_at(kind=Kind.RECEIVED, channel=Channel.SMS, at=at, hours=PhoneHours(), is_day_off=lambda _day: True)

    assert when == local("2026-11-27T07:00")


@pytest.mark.parametrize(("opens", "closes"), [(20, 7), (7, 7), (-1, 20), (7, 25)])
def test_hours_that_leave_no_time_fall_back_to_the_usual_ones(opens: int, closes: int) -> None:
    assert PhoneHours.between(opens=opens, closes=closes, on_days_off=False) == PhoneHours()


def test_hours_may_run_to_midnight() -> None:
    assert PhoneHours.between(opens=0, closes=24, on_days_off=True) == PhoneHours(time(0), time.max, on_days_off=True)


@given(
    minutes=st.integers(0, 60 * 24 * 400),
    kind=st.sampled_from(list(Kind)),
    opens=st.integers(0, 22),
    length=st.integers(1, 24),
)
def test_the_instant_of_leaving_is_never_before_and_itself_allowed(
    minutes: int, kind: Kind, opens: int, length: int
) -> None:
    at = local("2026-01-01T00:00") + timedelta(minutes=minutes)
    hours = PhoneHours.between(opens=opens, closes=min(opens + length, 24), on_days_off=False)
    ask: Callable[[datetime], datetime] = lambda when: leaves_at(  # noqa: E731
        kind=kind, channel=Channel.SMS, at=when, hours=hours, is_day_off=is_day_off
    )

    assert ask(at) >= at
    assert ask(ask(at)) == ask(at)
