"""The outbox forgets words and addresses, never that something was said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from apps.messaging import services
from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.models import OutboxMessage
from apps.officials.models import Agency
from apps.officials.services import change_setting
from tests.messaging.conftest import AT, CODE, Enqueue
from tests.messaging.peers import MailPeer, SmsPeer

pytestmark = pytest.mark.django_db

LINK = "https://motcua.example/danh-gia/chi-mot-lan/"
SURVEY = {"code": CODE, "survey": LINK}


def by(channel: Channel) -> OutboxMessage:
    return OutboxMessage.objects.get(channel=channel.value)


def test_a_link_that_votes_is_wiped_as_soon_as_it_has_left(enqueue: Enqueue, mail: MailPeer) -> None:
    enqueue(kind=Kind.SURVEY_INVITATION, facts=SURVEY)
    assert LINK in by(Channel.EMAIL).body

    services.send_due(at=AT)

    assert LINK in mail.letters[0].get_content()
    assert (by(Channel.EMAIL).body, by(Channel.EMAIL).wiped_at) == ("", AT)
    assert LINK in by(Channel.IN_APP).body  # its owner has still to press it


def test_the_link_in_an_inbox_is_wiped_when_it_is_used_or_worth_nothing(enqueue: Enqueue, mail: MailPeer) -> None:
    enqueue(kind=Kind.SURVEY_INVITATION, facts=SURVEY)
    enqueue(kind=Kind.SURVEY_INVITATION, facts=SURVEY, about="dossier:2")
    services.send_due(at=AT)
    (agency_id,) = set(OutboxMessage.objects.values_list("agency_id", flat=True))

    wiped = services.wipe(agency_id=agency_id, about="dossier:1", kind=Kind.SURVEY_INVITATION, at=AT)

    inbox = OutboxMessage.objects.filter(channel="in_app").order_by("about")
    assert wiped == 1
    assert [bool(message.body) for message in inbox] == [False, True]
    services.wipe_old(at=AT + timedelta(days=60, seconds=1))
    assert [bool(message.body) for message in inbox.all()] == [False, False]


def test_what_waits_to_be_sent_keeps_its_words(enqueue: Enqueue) -> None:
    enqueue(kind=Kind.SURVEY_INVITATION, facts=SURVEY)

    services.wipe_old(at=AT + timedelta(days=400))

    assert LINK in by(Channel.EMAIL).body


def test_old_messages_forget_words_and_address_and_the_inbox_keeps_its_letters(
    enqueue: Enqueue, agency: Agency, sms: SmsPeer, mail: MailPeer
) -> None:
    change_setting(agency=agency, name="message_words_days", value=30)
    enqueue()
    services.send_due(at=AT)
    late = AT + timedelta(days=30)

    assert services.wipe_old(at=late) == 0
    assert services.wipe_old(at=late + timedelta(seconds=1)) == 2
    assert services.wipe_old(at=late + timedelta(seconds=1)) == 0

    for channel in (Channel.SMS, Channel.EMAIL):
        row = by(channel)
        assert (row.body, row.recipient, row.state, row.sent_at) == ("", "", "sent", AT)
    assert by(Channel.IN_APP).body


def test_the_table_shows_no_word_of_a_wiped_message(enqueue: Enqueue, sms: SmsPeer) -> None:
    enqueue()
    services.send_due(at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(length(body)) FROM messaging_outboxmessage WHERE channel = 'sms'")
        (before,) = cursor.fetchone()
        services.wipe_old(at=AT + timedelta(days=400))
        cursor.execute("SELECT max(length(body)) FROM messaging_outboxmessage WHERE channel = 'sms'")
        (after,) = cursor.fetchone()

    assert before > 100 > after
