"""A gateway reports what became of a message: signed, in any order, any number of times; strangers learn nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from apps.messaging import services
from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.domain.recipients import Recipient
from apps.messaging.domain.reports import signature
from apps.messaging.models import DeliveryReport, OutboxMessage
from apps.messaging.views.reporting import REFUSED
from tests.messaging.conftest import AT, Enqueue
from tests.messaging.peers import SmsPeer

pytestmark = pytest.mark.django_db

SMS_SECRET = "khoa-sms"
SECRETS = {"sms": SMS_SECRET, "zalo": "khoa-zalo", "email": ""}
PHONE_ONLY = Recipient(phone="+84912345678", person_key="person:12", postal="Lò Thị Lành\nBản Pa")


@pytest.fixture(autouse=True)
def secrets(settings: Settings) -> None:
    settings.CALLBACK_SECRETS = SECRETS


@pytest.fixture
def sent(enqueue: Enqueue, sms: SmsPeer) -> OutboxMessage:
    """An SMS the gateway has taken as `sms-1`."""
    enqueue(to=PHONE_ONLY, kind=Kind.SUPPLEMENT_REQUESTED, at=AT)
    services.send_due(at=AT)
    return the_sms()


def the_sms() -> OutboxMessage:
    return OutboxMessage.objects.get(channel=Channel.SMS.value)


def report(
    content: Any,
    *,
    channel: str = "sms",
    secret: str = SMS_SECRET,
    age: timedelta = timedelta(),
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Any:
    """POST one signed report."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    stamp = str(int((timezone.now() - age).timestamp()))
    signed = {"X-Timestamp": stamp, "X-Signature": signature(secret=secret, timestamp=stamp, body=body)}
    return Client(enforce_csrf_checks=True).post(
        f"/bao-phat/{channel}/", body, content_type="application/json", headers={**signed, **headers}
    )


def test_a_message_is_delivered_by_its_key_or_by_the_gateways_name_for_it(sent: OutboxMessage) -> None:
    assert (sent.state, sent.reference) == ("sent", "sms-1")

    assert report({"reference": "sms-1", "status": "delivered"}).status_code == 204
    delivered_at = the_sms().delivered_at
    assert report({"key": str(sent.key), "status": "delivered"}).status_code == 204

    assert (the_sms().state, the_sms().delivered_at, the_sms().sent_at) == ("delivered", delivered_at, AT)


def test_the_same_report_again_changes_nothing(sent: OutboxMessage) -> None:
    stamp = str(int(timezone.now().timestamp()))
    body = json.dumps({"key": str(sent.key), "status": "temporary"}).encode()
    headers = {"X-Timestamp": stamp, "X-Signature": signature(secret=SMS_SECRET, timestamp=stamp, body=body)}
    first = report(body, headers=headers)
    OutboxMessage.objects.filter(pk=sent.pk).update(state="sent", next_try_at=None)  # sent again meanwhile

    again = report(body, headers=headers)

    assert (first.status_code, again.status_code) == (204, 204)
    assert the_sms().state == "sent"
    assert DeliveryReport.objects.count() == 1


def test_a_temporary_failure_is_sent_again_under_the_same_key(sent: OutboxMessage, sms: SmsPeer) -> None:
    report({"key": str(sent.key), "status": "temporary"})

    waiting = the_sms()
    assert (waiting.state, waiting.last_error, waiting.sent_at) == ("temporary", "undelivered", AT)
    assert waiting.next_try_at is not None
    OutboxMessage.objects.filter(pk=sent.pk).update(next_try_at=AT + timedelta(minutes=1))
    services.send_due(at=AT + timedelta(minutes=1))
    assert (the_sms().state, the_sms().last_error) == ("sent", "")
    assert dict(sms.requests) == {str(sent.key): 2}


def test_a_permanent_failure_rests_in_sight_and_a_letter_takes_its_place(sent: OutboxMessage, sms: SmsPeer) -> None:
    report({"key": str(sent.key), "status": "permanent"})

    assert (the_sms().state, the_sms().next_try_at, the_sms().last_error) == ("permanent", None, "undelivered")
    letter = OutboxMessage.objects.get(channel=Channel.POST.value)
    assert (letter.state, letter.body, letter.cycle) == ("queued", sent.body, sent.cycle)
    services.send_due(at=AT + timedelta(days=30))
    assert sms.requests.total() == 1


def test_delivered_after_failed_is_delivered_and_the_other_way_round_too(sent: OutboxMessage) -> None:
    for status in ("permanent", "delivered", "temporary", "permanent"):
        assert report({"key": str(sent.key), "status": status}).status_code == 204

    assert (the_sms().state, the_sms().last_error) == ("delivered", "")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("status", "state"), [("permanent", "permanent"), ("delivered", "delivered")])
def test_a_report_that_overtakes_our_own_note_is_not_undone_by_it(
    enqueue: Enqueue, sms: SmsPeer, status: str, state: str
) -> None:
    enqueue(to=Recipient(phone="+84912345678"), at=AT)
    answers = []

    def answer(_number: int) -> tuple[int, bytes]:
        # We still wait for this answer when the gateway already reports.
        answers.append(report({"key": str(the_sms().key), "status": status}).status_code)
        connection.close()
        return 200, b'{"id": "sms-1"}'

    sms.answer = answer
    services.send_due(at=AT)

    assert answers == [204]
    assert the_sms().state == state


@pytest.mark.parametrize(
    "wrong",
    [
        {"secret": "khoa-zalo"},
        {"secret": ""},
        {"channel": "zalo"},
        {"channel": "email", "secret": ""},
        {"channel": "in_app", "secret": ""},
        {"channel": "khong-co"},
        {"age": timedelta(minutes=6)},
        {"age": timedelta(minutes=-6)},
        {"headers": {"X-Signature": ""}},
        {"headers": {"X-Timestamp": "x"}},
    ],
)
def test_strangers_are_told_that_there_is_nothing_here(sent: OutboxMessage, wrong: dict[str, Any]) -> None:
    refused = report({"key": str(sent.key), "status": "delivered"}, **wrong)

    assert (refused.status_code, refused.content) == (404, b"")
    assert the_sms().state == "sent"


def test_a_message_of_another_way_or_of_nobody_is_not_found(sent: OutboxMessage) -> None:
    about_sms = {"key": str(sent.key), "status": "delivered"}

    assert report(about_sms, channel="zalo", secret="khoa-zalo").status_code == 404
    assert report({"key": "5f0c95d6-0000-4000-8000-000000000000", "status": "delivered"}).status_code == 404
    assert report({"reference": "sms-2", "status": "delivered"}).status_code == 404
    assert the_sms().state == "sent"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"x", b"\xff", b"[]", b"1", b"null", {}, {"status": "delivered"}, {"status": "delivered", "key": "x"},
        {"status": "read", "reference": "sms-1"}, {"status": "delivered", "key": 7},
        {"status": "delivered", "reference": ["sms-1"]}, {"status": [], "reference": "sms-1"},
        {"status": "delivered", "reference": "a\0b"},
        b"[" * 4096,
    ],
)  # fmt: skip
def test_a_signed_report_that_says_nothing_is_a_bad_request(sent: OutboxMessage, content: Any) -> None:
    assert report(content).status_code == 400
    assert the_sms().state == "sent"


def test_an_endless_report_is_not_read(sent: OutboxMessage) -> None:
    assert report({"key": str(sent.key), "status": "delivered", "more": "x" * 5000}).status_code == 404


def test_who_guesses_is_stopped_and_the_gateway_is_not(sent: OutboxMessage) -> None:
    guesses = [report({}, secret=f"khoa-{number}").status_code for number in range(REFUSED.tries + 1)]

    assert set(guesses[:-1]) == {404}
    assert guesses[-1] == 429
    assert report({"key": str(sent.key), "status": "delivered"}).status_code == 204
    assert the_sms().state == "delivered"
