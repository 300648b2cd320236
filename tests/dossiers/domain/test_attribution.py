"""Who held the file, and to whom its lateness is charged."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.dossiers.domain.attribution import CHARGEABLE, Charge, Passed, Stage, Stay, charge, holdings, stays
from apps.dossiers.domain.status import SUPPLEMENT_ANSWERED, Status
from tests.worktime.calendars import ASSUMED_2027, at

CLERK, OFFICER, LEADER = 1, 2, 3
RECEIVED, FORWARDED = "2026-11-23 08:00", "2026-11-23 09:30"
LATE_AFTER = at("2026-11-26 23:59:59.999999")


def event(when: str, status: Status, *, action: str = "", **changes: Any) -> Passed:
    return Passed(at(when), action, {"status": status.value, **changes})


def received() -> Passed:
    return event(RECEIVED, Status.RECEIVED, received_at=at(RECEIVED).isoformat(), received_by_id=CLERK, holder_id=CLERK)


def forwarded(when: str = FORWARDED) -> Passed:
    return event(when, Status.RECEIVED, holder_id=OFFICER, step_position=1)


def prepared(when: str) -> Passed:
    return event(when, Status.AWAITING_SIGNATURE, holder_id=LEADER, step_position=2)


def asked(when: str) -> Passed:
    return event(when, Status.AWAITING_SUPPLEMENT, paused_at=at(when).isoformat())


def accepted(when: str) -> Passed:
    return event(when, Status.PROCESSING, paused_at=None)


def places(*events: Passed, until: str = "2026-11-30 08:00") -> list[tuple[Stage, int | None, datetime]]:
    return [(stay.stage, stay.holder_id, stay.since) for stay in stays(events=events, until=at(until))]


def charged(*events: Passed, until: str) -> Charge | None:
    found = stays(events=events, until=at(until))
    return charge(stays=found, late_after=LATE_AFTER, calendar=ASSUMED_2027)


def test_the_file_goes_from_desk_to_officer_to_leader() -> None:
    taken = Passed(at("2026-11-23 10:00"), "take", {"status": "processing"})

    found = places(received(), forwarded(), taken, prepared("2026-11-25 15:00"))

    assert found == [
        (Stage.DESK, CLERK, at(RECEIVED)),
        (Stage.WORK, OFFICER, at(FORWARDED)),
        (Stage.SIGNATURE, LEADER, at("2026-11-25 15:00")),
    ]


def test_before_reception_and_after_the_end_nobody_holds_it() -> None:
    filed = Passed(at("2026-11-22 20:00"), "submit", {"status": "submitted"})
    ended = event("2026-11-24 09:00", Status.WITHDRAWN, finished_at=at("2026-11-24 09:00").isoformat(), holder_id=None)

    found = stays(events=[filed, received(), ended], until=at("2027-01-01 00:00"))

    assert found == (Stay(Stage.DESK, CLERK, at(RECEIVED), at("2026-11-24 09:00")),)
    assert stays(events=[], until=at("2027-01-01 00:00")) == ()


def test_waiting_for_papers_is_the_citizens_time_until_they_have_answered() -> None:
    answered = Passed(at("2026-11-25 20:00"), SUPPLEMENT_ANSWERED, {})
    remark = Passed(at("2026-11-25 21:00"), "issue_slip", {})

    found = places(received(), forwarded(), asked("2026-11-25 09:00"), answered, remark, accepted("2026-11-26 10:00"))

    assert found[2:] == [
        (Stage.CITIZEN, None, at("2026-11-25 09:00")),
        (Stage.DESK, CLERK, at("2026-11-25 20:00")),
        (Stage.WORK, OFFICER, at("2026-11-26 10:00")),
    ]


@pytest.mark.parametrize(
    ("status", "paused", "stage"),
    [
        (Status.AWAITING_PAYMENT, True, Stage.CITIZEN),
        (Status.AWAITING_PARTNER, False, Stage.PARTNER),
        (Status.PROCESSING, True, Stage.NOBODY),
        (Status.AWAITING_SIGNATURE, True, Stage.NOBODY),
    ],
)
def test_time_with_others_is_not_the_officers(status: Status, paused: bool, stage: Stage) -> None:
    waits = event("2026-11-24 08:00", status, paused_at="2026-11-24T08:00:00+07:00" if paused else None)

    assert places(received(), forwarded(), waits)[-1][:2] == (stage, None)


def test_lateness_is_charged_to_whoever_had_it_longest_after_the_promise_broke() -> None:
    found = charged(received(), forwarded(), prepared("2026-11-27 15:30"), until="2026-11-27 16:00")

    assert found == Charge(Stage.WORK, OFFICER, timedelta(hours=6, minutes=30))


def test_who_acted_in_time_is_not_charged_when_the_signature_came_late() -> None:
    found = charged(received(), forwarded(), prepared("2026-11-26 16:00"), until="2026-11-30 08:30")

    assert found == Charge(Stage.SIGNATURE, LEADER, timedelta(hours=9))


def test_a_request_sent_after_the_promise_broke_does_not_charge_the_citizen() -> None:
    found = charged(
        *(received(), forwarded(), asked("2026-11-27 08:30"), accepted("2026-12-04 08:00")), until="2026-12-04 08:30"
    )

    assert found and (found.stage, found.holder_id) == (Stage.WORK, OFFICER)


def test_lateness_without_any_working_time_is_charged_to_whoever_had_it_when_it_broke() -> None:
    found = charged(received(), forwarded(), prepared("2026-11-27 07:10"), until="2026-11-27 07:20")

    assert found == Charge(Stage.WORK, OFFICER, timedelta())


def test_what_was_done_in_time_is_charged_to_nobody() -> None:
    assert charged(received(), forwarded(), until="2026-11-26 23:59:59") is None


def test_years_that_the_calendar_does_not_reach_are_charged_without_a_length() -> None:
    long_ago = [stays_in(2019)]

    assert charge(stays=long_ago, late_after=long_ago[0].since, calendar=ASSUMED_2027) == Charge(
        Stage.WORK, OFFICER, timedelta()
    )


def stays_in(year: int) -> Stay:
    start = at("2026-11-23 08:00").replace(year=year)
    return Stay(Stage.WORK, OFFICER, start, start + timedelta(days=9))


PLACES = st.tuples(st.sampled_from(Stage), st.sampled_from([CLERK, OFFICER, LEADER]))


@given(
    steps=st.lists(st.tuples(PLACES, st.integers(1, 5_000)), min_size=1, max_size=12),
    promised=st.integers(0, 20_000),
)
def test_every_minute_is_somebodys_and_the_late_ones_add_up(
    steps: list[tuple[tuple[Stage, int], int]], promised: int
) -> None:
    start, now = at(RECEIVED), at(RECEIVED)
    way = []
    for place, minutes in steps:
        way.append(Stay(*place, now, now + timedelta(minutes=minutes)))
        now = way[-1].until
    late_after = start + timedelta(minutes=promised)

    found = holdings(stays=way, late_after=late_after, calendar=ASSUMED_2027)
    to_whom = charge(stays=way, late_after=late_after, calendar=ASSUMED_2027)

    late = ASSUMED_2027.working_time_between(start=late_after, end=now) if now > late_after else timedelta()
    assert sum((one.time for one in found), timedelta()) == ASSUMED_2027.working_time_between(start=start, end=now)
    assert sum((one.late for one in found), timedelta()) == late
    assert (to_whom is None) == (now <= late_after)
    if to_whom:
        assert to_whom.late == late
        after = [stay.stage for stay in way if stay.until > late_after]
        assert to_whom.stage in CHARGEABLE or not set(after) & set(CHARGEABLE)
