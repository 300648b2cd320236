"""After an attempt: sent, later, or given up."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from django.conf import settings

from apps.messaging.domain.kinds import CARRIED_WAYS
from apps.messaging.domain.retrying import CLAIM_LASTS, MAX_TRIES, PAUSES, MessageState, Outcome, Verdict, verdict
from apps.messaging.gateways import http
from apps.messaging.services.sending import SECONDS_A_WAY
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


def test_a_round_with_every_gateway_at_its_slowest_ends_before_its_time_limit() -> None:
    answers = settings.EMAIL_TIMEOUT + 2 * http.TIMEOUT_SECONDS

    assert len(CARRIED_WAYS) * SECONDS_A_WAY + answers < SOFT_SECONDS


def test_our_own_fault_is_tried_again_and_stays_our_fault() -> None:
    first = verdict(outcome=Outcome.TECHNICAL, tries=1, at=AT)
    last = verdict(outcome=Outcome.TECHNICAL, tries=MAX_TRIES, at=AT)

    assert (first.state, first.next_try_at) == (MessageState.TECHNICAL, AT + PAUSES[0])
    assert last == Verdict(state=MessageState.TECHNICAL, next_try_at=None)
    assert verdict(outcome=Outcome.NOT_SET_UP, tries=1, at=AT) == last
