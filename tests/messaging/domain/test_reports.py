"""What follows from a delivery report, in any order and any number of times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations, product

import pytest

from apps.messaging.domain.reports import FRESH, Said, after_report, is_genuine, signature
from apps.messaging.domain.retrying import MAX_TRIES, MessageState, Verdict

AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
SECRET = "khoa-cua-cong-sms"
BODY = b'{"status": "delivered"}'


@pytest.mark.parametrize("state", [state for state in MessageState if state is not MessageState.DELIVERED])
def test_delivered_is_believed_whatever_we_thought(state: MessageState) -> None:
    assert after_report(state=state, said=Said.DELIVERED, tries=1, at=AT) == Verdict(MessageState.DELIVERED, None)


@pytest.mark.parametrize("said", Said)
def test_delivered_is_the_end(said: Said) -> None:
    assert after_report(state=MessageState.DELIVERED, said=said, tries=1, at=AT) is None


@pytest.mark.parametrize("said", Said)
def test_what_never_left_has_no_fate(said: Said) -> None:
    assert after_report(state=MessageState.QUEUED, said=said, tries=0, at=AT) is None


@pytest.mark.parametrize("said", [Said.TEMPORARY, Said.PERMANENT])
@pytest.mark.parametrize("state", [MessageState.QUEUED, MessageState.PERMANENT, MessageState.TECHNICAL])
def test_an_old_failure_does_not_stop_what_was_sent_on_its_way_again(state: MessageState, said: Said) -> None:
    assert after_report(state=state, said=said, tries=1, at=AT) is None


def test_delivered_is_believed_after_somebody_asked_to_try_again_and_an_old_failure_is_not() -> None:
    said = [after_report(state=MessageState.TEMPORARY, said=one, tries=2, forgiven=2, at=AT) for one in Said]

    assert said == [Verdict(MessageState.DELIVERED, None), None, None]


def test_a_temporary_failure_is_tried_again_and_in_the_end_given_up() -> None:
    again = after_report(state=MessageState.SENT, said=Said.TEMPORARY, tries=1, at=AT)
    last = after_report(state=MessageState.SENT, said=Said.TEMPORARY, tries=MAX_TRIES, at=AT)

    assert again is not None
    assert again.state is MessageState.TEMPORARY
    assert last == Verdict(MessageState.PERMANENT, None)


def test_in_whatever_order_and_however_often_delivered_wins() -> None:
    for said in [*permutations(Said), *product(Said, repeat=4)]:
        state = MessageState.SENT
        for report in said:
            decided = after_report(state=state, said=report, tries=1, at=AT)
            state = decided.state if decided else state
        assert (state is MessageState.DELIVERED) == (Said.DELIVERED in said), said


def genuine(**changed: object) -> bool:
    stamp = str(int(AT.timestamp()))
    facts: dict[str, object] = {"secret": SECRET, "timestamp": stamp, "body": BODY, "at": AT}
    facts["signed"] = signature(secret=SECRET, timestamp=stamp, body=BODY)
    return is_genuine(**(facts | changed))  # type: ignore[arg-type]


def test_only_the_secret_the_body_and_the_hour_together_are_genuine() -> None:
    stamp = str(int(AT.timestamp()))

    assert genuine()
    assert not genuine(secret="khác")
    assert not genuine(body=BODY + b" ")
    assert not genuine(timestamp=str(int(AT.timestamp()) + 1))
    assert not genuine(signed="")
    assert not genuine(signed="ô" * 64)
    assert not genuine(secret="", signed=signature(secret="", timestamp=stamp, body=BODY))


@pytest.mark.parametrize("way", [-1, 1])
def test_a_report_is_worth_something_for_minutes_only(way: int) -> None:
    assert genuine(at=AT + way * FRESH)
    assert not genuine(at=AT + way * (FRESH + timedelta(seconds=1)))


@pytest.mark.parametrize("stamp", ["", "x", "-1", "1e9", "٣", "9" * 5000])
def test_a_timestamp_that_is_none_is_refused_quietly(stamp: str) -> None:
    assert not genuine(timestamp=stamp, signed=signature(secret=SECRET, timestamp=stamp, body=BODY))
