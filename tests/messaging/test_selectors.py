"""What a person was told, what was said about something, what did not leave."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from apps.messaging import selectors, services
from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.domain.recipients import Recipient
from apps.messaging.domain.retrying import MessageState
from apps.officials.models import Agency
from tests.messaging.conftest import AT, Enqueue, make_agency
from tests.messaging.peers import MailPeer, SmsPeer

pytestmark = pytest.mark.django_db


def test_the_inbox_shows_a_persons_own_messages_newest_first(enqueue: Enqueue) -> None:
    enqueue(at=AT)
    enqueue(kind=Kind.WITHDRAWN, at=AT + timedelta(hours=1))
    enqueue(about="dossier:2", to=Recipient(person_key="person:13"))

    inbox = selectors.in_app(person_key="person:12")

    assert [message.kind for message in inbox] == ["withdrawn", "submitted"]


def test_nobody_has_the_inbox_of_the_empty_key(enqueue: Enqueue) -> None:
    enqueue(to=Recipient(phone="+84912345678"))

    assert not selectors.in_app(person_key="").exists()


def test_messages_about_one_thing_say_what_became_of_them(
    enqueue: Enqueue, agency: Agency, sms: SmsPeer, mail: MailPeer
) -> None:
    mail.refusals = {"lanh@example.vn": "550 no such mailbox"}
    enqueue()
    enqueue(about="dossier:2")
    services.send_due(at=AT)

    rows = {row.channel: row for row in selectors.for_about(agency_id=agency.pk, about="dossier:1")}

    assert list(rows) == [Channel.SMS, Channel.EMAIL, Channel.IN_APP]
    assert (rows[Channel.SMS].state, rows[Channel.SMS].recipient, rows[Channel.SMS].failure) == (
        MessageState.SENT,
        "0912 *** 678",
        "",
    )
    assert (rows[Channel.EMAIL].state_label, rows[Channel.EMAIL].recipient, rows[Channel.EMAIL].failure) == (
        "Không gửi được",
        "l***@example.vn",
        "Nơi nhận chuyển tin không nhận (mã 550).",
    )


def test_messages_about_one_thing_cost_one_query(
    enqueue: Enqueue, agency: Agency, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    enqueue(channels=[Channel.SMS])
    with django_assert_num_queries(1):
        assert len(selectors.for_about(agency_id=agency.pk, about="dossier:1")) == 1
    enqueue()
    with django_assert_num_queries(1):
        assert len(selectors.for_about(agency_id=agency.pk, about="dossier:1")) == 3


def test_failures_are_those_of_one_agency_that_wait_for_a_person(
    enqueue: Enqueue, agency: Agency, sms: SmsPeer
) -> None:
    other = make_agency(code="H99.72", is_ours=False)
    sms.answer = lambda number: (400 if number < 3 else 500, b"")
    phone_only = Recipient(phone="+84912345678")
    enqueue(to=phone_only)
    enqueue(to=phone_only, agency_id=other.pk)
    enqueue(to=phone_only, about="dossier:3", at=AT + timedelta(seconds=1))

    services.send_due(at=AT + timedelta(minutes=1))

    assert [(row.about, row.failure) for row in selectors.failures(agency_id=agency.pk)] == [
        ("dossier:1", "Nơi nhận chuyển tin không nhận (mã 400).")
    ]
