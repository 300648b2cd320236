"""What people do to messages: try again, take letters to the post, choose their ways."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from apps.accounts.domain.actor import Actor, ActorKind
from apps.accounts.models import Person, User
from apps.messaging import selectors, services
from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.domain.recipients import Recipient
from apps.messaging.domain.reports import Said
from apps.messaging.domain.retrying import MAX_TRIES, PAUSES
from apps.messaging.domain.ways import ChosenWays
from apps.messaging.models import Delivery, OutboxMessage
from apps.officials.models import Agency
from tests.messaging.conftest import AT, LANH, Enqueue, make_agency
from tests.messaging.peers import MailPeer, SmsPeer

pytestmark = pytest.mark.django_db

PHONE_ONLY = Recipient(phone="+84912345678", person_key="person:12", postal="Lò Thị Lành\nBản Pa")
NO_WAY = Recipient(person_key="person:12", postal="Lò Thị Lành\nBản Pa")
LATER = AT + timedelta(hours=1)


def clerk(agency: Agency, *, number: int = 5) -> Actor:
    return Actor(kind=ActorKind.OFFICIAL, id=number, name="Chị Mai", agency_id=agency.pk)


def the_sms() -> OutboxMessage:
    return OutboxMessage.objects.get(channel="sms")


@pytest.fixture
def refused(enqueue: Enqueue, sms: SmsPeer) -> OutboxMessage:
    """An SMS the gateway will not take."""
    enqueue(to=PHONE_ONLY)
    sms.answer = lambda _number: (422, b"")
    services.send_due(at=AT)
    sms.answer = None
    return the_sms()


def test_a_permanent_failure_is_tried_again_only_when_somebody_asks(
    refused: OutboxMessage, agency: Agency, sms: SmsPeer
) -> None:
    services.send_due(at=AT + timedelta(days=30))
    assert (the_sms().state, sms.requests.total()) == ("permanent", 1)

    services.retry(message_id=refused.pk, by=clerk(agency), at=LATER)
    services.send_due(at=LATER)

    again = the_sms()
    assert (again.state, again.retried_by, again.retried_at, again.tries) == ("sent", "official:5", LATER, 2)
    assert dict(sms.requests) == {str(refused.key): 2}


def test_who_asks_again_gets_the_whole_patience_again(enqueue: Enqueue, agency: Agency, mail: MailPeer) -> None:
    (row, *_) = enqueue(to=Recipient(email="lanh@example.vn"))
    OutboxMessage.objects.filter(pk=row.pk).update(
        state="permanent", tries=MAX_TRIES, next_try_at=None, last_error="smtp_451"
    )
    mail.refusals = {"lanh@example.vn": "451 try later"}

    services.retry(message_id=row.pk, by=clerk(agency), at=LATER)
    services.send_due(at=LATER)

    row.refresh_from_db()
    assert (row.state, row.tries, row.next_try_at) == ("temporary", MAX_TRIES + 1, LATER + PAUSES[0])


def test_a_second_press_and_a_message_that_has_left_are_refused(refused: OutboxMessage, agency: Agency) -> None:
    services.retry(message_id=refused.pk, by=clerk(agency), at=LATER)

    with pytest.raises(services.NotFailed):
        services.retry(message_id=refused.pk, by=clerk(agency), at=LATER)
    services.send_due(at=LATER)
    with pytest.raises(services.NotFailed):
        services.retry(message_id=refused.pk, by=clerk(agency), at=LATER)


def test_words_that_were_wiped_are_not_sent_again(refused: OutboxMessage, agency: Agency) -> None:
    services.wipe_old(at=AT + timedelta(days=400))

    with pytest.raises(services.WordsWiped):
        services.retry(message_id=refused.pk, by=clerk(agency), at=LATER)


def test_messages_of_another_office_do_not_exist(refused: OutboxMessage) -> None:
    other = make_agency(code="H99.72", is_ours=False)

    with pytest.raises(OutboxMessage.DoesNotExist):
        services.retry(message_id=refused.pk, by=clerk(other), at=LATER)


def test_what_failed_by_our_fault_leaves_when_it_is_mended(enqueue: Enqueue, agency: Agency, sms: SmsPeer) -> None:
    for number in range(3):
        enqueue(to=Recipient(phone="+84912345678"), about=f"dossier:{number}")
    sms.answer = lambda _number: (401, b"")
    services.send_due(at=AT)
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {"technical"}
    sms.answer = None

    assert services.retry_technical(channel=Channel.SMS, by=clerk(agency), at=LATER) == 3
    assert services.retry_technical(channel=Channel.SMS, by=clerk(agency), at=LATER) == 0
    assert services.send_due(at=LATER).sent == 3


def test_a_letter_is_printed_and_taken_to_the_post_once(enqueue: Enqueue, agency: Agency) -> None:
    enqueue(to=NO_WAY, kind=Kind.SUPPLEMENT_REQUESTED)
    (letter,) = selectors.to_post(agency_id=agency.pk)
    assert (letter.recipient, letter.state) == (NO_WAY.postal, "queued")

    printed = [services.mark_printed(message_ids=[letter.pk], by=clerk(agency), at=AT) for _ in range(2)]
    posted = [services.hand_to_post(message_ids=[letter.pk], by=clerk(agency, number=n), at=LATER) for n in (5, 6)]

    letter.refresh_from_db()
    assert (printed, posted) == ([1, 0], [1, 0])
    assert (letter.state, letter.sent_at) == ("sent", LATER)
    assert list(Delivery.objects.values_list("outcome", "by")) == [("sent", "official:5")]
    assert not selectors.to_post(agency_id=agency.pk).exists()


def test_no_machine_takes_a_letter_and_no_other_office_ticks_it_off(enqueue: Enqueue, agency: Agency) -> None:
    enqueue(to=NO_WAY, kind=Kind.SUPPLEMENT_REQUESTED)
    (letter,) = selectors.to_post(agency_id=agency.pk)
    other = make_agency(code="H99.72", is_ours=False)

    services.send_due(at=AT + timedelta(days=9))

    assert services.hand_to_post(message_ids=[letter.pk], by=clerk(other), at=LATER) == 0
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == ("queued", 0)


def test_an_owed_notice_that_failed_by_every_way_becomes_a_letter(
    enqueue: Enqueue, agency: Agency, sms: SmsPeer, mail: MailPeer
) -> None:
    enqueue(kind=Kind.SUPPLEMENT_REQUESTED, to=LANH)
    sms.answer = lambda _number: (422, b"")
    mail.refusals = {"lanh@example.vn": "550 no such mailbox"}

    services.send_due(at=AT)

    assert [letter.recipient_key for letter in selectors.to_post(agency_id=agency.pk)] == ["person:12"]
    assert {row.state for row in selectors.failures(agency_id=agency.pk)} == {"permanent"}


@pytest.mark.django_db(transaction=True)
def test_two_ways_that_fail_in_the_same_moment_leave_one_letter(
    enqueue: Enqueue, agency: Agency, sms: SmsPeer, mail: MailPeer
) -> None:
    enqueue(kind=Kind.SUPPLEMENT_REQUESTED, to=LANH)
    services.send_due(at=AT)

    def fail(channel: Channel) -> None:
        key = OutboxMessage.objects.get(channel=channel.value).key
        services.take_report(
            channel=channel, key=key, reference="", said=Said.PERMANENT, digest=channel.value, at=LATER
        )  # fmt: skip

    def fail_elsewhere() -> None:
        fail(Channel.EMAIL)
        connection.close()

    other = threading.Thread(target=fail_elsewhere)
    with transaction.atomic():
        fail(Channel.SMS)
        other.start()
        other.join(timeout=0.5)  # it does not see yet what was done here
    other.join()

    assert selectors.to_post(agency_id=agency.pk).count() == 1


def test_while_one_way_is_open_there_is_no_letter(
    enqueue: Enqueue, agency: Agency, sms: SmsPeer, mail: MailPeer
) -> None:
    enqueue(kind=Kind.SUPPLEMENT_REQUESTED, to=LANH)
    sms.answer = lambda _number: (422, b"")

    services.send_due(at=AT)

    assert not selectors.to_post(agency_id=agency.pk).exists()


def test_a_courtesy_that_failed_is_no_letter(refused: OutboxMessage, agency: Agency) -> None:
    assert refused.kind == Kind.SUBMITTED
    assert not selectors.to_post(agency_id=agency.pk).exists()


def test_a_choice_holds_from_now_on_and_may_be_changed(
    enqueue: Enqueue, agency: Agency, sms: SmsPeer, mail: MailPeer
) -> None:
    citizen = Actor(kind=ActorKind.CITIZEN, id=12, name="Lò Thị Lành")
    for chosen in (ChosenWays(sms=False), ChosenWays(sms=False, email=False)):
        services.choose_ways(agency_id=agency.pk, person_key="person:12", chosen=chosen, by=citizen, at=AT)
        assert selectors.chosen_ways(agency_id=agency.pk, person_key="person:12") == chosen

    assert {row.channel for row in enqueue()} == {"in_app"}
    assert selectors.chosen_ways(agency_id=agency.pk, person_key="person:13") == ChosenWays()


def test_an_inbox_counts_for_who_can_log_in() -> None:
    person = Person.objects.create(name="Lò Thị Lành", name_folded="lo thi lanh", created_at=AT)

    assert not selectors.reads_inbox(person_key=person.key)
    User.objects.create(username="0912345678", person=person, created_at=AT)
    assert selectors.reads_inbox(person_key=person.key)
    assert selectors.reads_inbox(person_key="official:3")
    assert not selectors.reads_inbox(person_key="")
