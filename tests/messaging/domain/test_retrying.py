"""After an attempt: sent, later, or given up."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from apps.messaging.domain.retrying import CLAIM_LASTS, MAX_TRIES, PAUSES, MessageState, Outcome, Verdict, verdict
from apps.messaging.tasks import HARD_SECONDS, SOFT_SECONDS

AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)


def test_what_was_taken_is_sent() -> None:
    assert verdict(outcome=Outcome.SENT, tries=3, at=AT) == Verdict(state=MessageState.SENT, next_try_at=None)


def test_what_will_never_be_taken_is_given_up_at_once() -> None:
    assert verdict(outcome=Outcome.PERMANENT, tries=1, at=AT) == Verdict(state=MessageState.PERMANENT, next_try_at=None)


def test_pauses_grow_and_span_a_weekend() -> None:
    retries = [verdict(outcome=Outcome.TEMPORARY, tries=tries, at=AT) for tries in range(1, MAX_TRIES)]

    assert all(retry.state is MessageState.TEMPORARY for retry in retries)
    assert [retry.next_try_at for retry in retries] == [AT + pause for pause in PAUSES]
    assert all(first <= second for first, second in pairwise(PAUSES))
    assert sum(PAUSES, timedelta()) > timedelta(days=3)


def test_the_last_attempt_gives_up() -> None:
    assert verdict(outcome=Outcome.TEMPORARY, tries=MAX_TRIES, at=AT).state is MessageState.PERMANENT


def test_a_claim_outlives_the_task_that_made_it() -> None:
    assert SOFT_SECONDS < HARD_SECONDS < CLAIM_LASTS.total_seconds()
