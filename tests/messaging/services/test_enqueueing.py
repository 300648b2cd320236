"""A message becomes a row with the act it speaks of."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from apps.messaging import services
from apps.messaging.domain.kinds import Channel, Kind, WrongFacts
from apps.messaging.domain.recipients import Recipient
from apps.messaging.domain.retrying import MessageState
from apps.messaging.models import OutboxMessage
from tests.messaging.conftest import AT, CODE, LANH, Enqueue, make_agency

pytestmark = pytest.mark.django_db


def test_a_message_is_one_row_for_each_way_the_recipient_is_reached(enqueue: Enqueue) -> None:
    rows = enqueue()

    assert {row.channel: row.recipient for row in rows} == {
        "sms": "+84912345678",
        "email": "lanh@example.vn",
        "in_app": "",
    }
    assert {row.recipient_key for row in rows} == {"person:12"}


@pytest.mark.parametrize(
    ("to", "ways"),
    [
        (Recipient(phone="+84912345678"), ["sms"]),
        (Recipient(email="lanh@example.vn"), ["email"]),
        (Recipient(), []),
    ],
)
def test_a_way_that_is_not_known_is_not_taken(enqueue: Enqueue, to: Recipient, ways: list[str]) -> None:
    assert [row.channel for row in enqueue(to=to)] == ways


def test_the_inbox_of_the_portal_has_the_message_at_once(enqueue: Enqueue) -> None:
    states = {row.channel: (row.state, row.sent_at, row.next_try_at) for row in enqueue()}

    assert states == {
        "sms": (MessageState.QUEUED, None, AT),
        "email": (MessageState.QUEUED, None, AT),
        "in_app": (MessageState.DELIVERED, AT, None),
    }


def test_saying_it_again_adds_nothing(enqueue: Enqueue) -> None:
    first = enqueue()

    assert enqueue() == []
    assert set(OutboxMessage.objects.all()) == set(first)


def test_a_second_cycle_is_a_new_message(enqueue: Enqueue) -> None:
    enqueue(kind=Kind.SUPPLEMENT_REQUESTED)

    assert len(enqueue(kind=Kind.SUPPLEMENT_REQUESTED, cycle=2)) == 3


def test_two_agencies_may_speak_about_the_same_key(enqueue: Enqueue) -> None:
    enqueue()

    assert len(enqueue(agency_id=make_agency(code="H99.72", is_ours=False).pk)) == 3


def test_the_office_fills_in_its_name_phone_and_address(enqueue: Enqueue) -> None:
    sms = next(row for row in enqueue() if row.channel == "sms")

    assert sms.body == (
        "UBND xã Suối Mây: hồ sơ số cuối 0007 đã gửi đến, đang chờ tiếp nhận."
        " Hỏi: 0210 3880 001. Xem thêm: http://localhost:8000, mục Tra cứu."
    )


def test_missing_or_unknown_facts_are_refused_and_nothing_is_written(enqueue: Enqueue) -> None:
    with pytest.raises(WrongFacts):
        enqueue(kind=Kind.RECEIVED)
    with pytest.raises(WrongFacts):
        enqueue(facts={"code": CODE, "applicant": "Lò Thị Lành"})

    assert not OutboxMessage.objects.exists()


def test_a_survey_link_by_sms_is_refused(enqueue: Enqueue) -> None:
    with pytest.raises(services.NotByThisWay):
        enqueue(kind=Kind.SURVEY_INVITATION, facts={"code": CODE, "survey": "https://x/"}, channels=[Channel.SMS])


def test_channels_may_be_fewer_than_the_kind_allows(enqueue: Enqueue) -> None:
    assert [row.channel for row in enqueue(channels=[Channel.EMAIL])] == ["email"]


def test_recipient_and_words_lie_sealed(enqueue: Enqueue) -> None:
    enqueue(
        kind=Kind.APOLOGY_LETTER,
        facts={"code": CODE, "due": "thứ Ba", "letter": "Kính gửi bà Lò Thị Lành", "paper": "https://x/"},
    )

    with connection.cursor() as cursor:
        cursor.execute("SELECT messaging_outboxmessage::text, recipient, body FROM messaging_outboxmessage")
        rows = cursor.fetchall()
    seen = "".join(row for row, _, _ in rows).encode() + b"".join(bytes(r) + bytes(b) for _, r, b in rows)
    assert CODE[-4:].encode() in seen  # the subject shows the last four of the code, so the search finds what is there
    for secret in ("+84912345678", "912345678", "lanh@example.vn", "Lành", CODE):
        assert secret.encode() not in seen
        assert secret.encode().hex().encode() not in seen
    assert "Lò Thị Lành" in OutboxMessage.objects.get(channel="email").body


def test_enqueue_costs_six_statements_whatever_the_number_of_ways(
    enqueue: Enqueue, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(6):
        enqueue(to=Recipient(phone="+84912345678"))
    with django_assert_num_queries(6):
        enqueue(about="dossier:2")


@pytest.mark.django_db(transaction=True)
def test_an_act_undone_takes_its_message_with_it(enqueue: Enqueue) -> None:
    with transaction.atomic():
        assert len(enqueue()) == 3
        transaction.set_rollback(True)

    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_who_say_it_at_once_make_one_row_for_each_way(enqueue: Enqueue, agency: object) -> None:
    together, made = threading.Barrier(8), []

    def say() -> None:
        together.wait()
        try:
            made.append(len(enqueue(kind=Kind.APOLOGY_NOTICE, to=LANH)))
        finally:
            connection.close()

    threads = [threading.Thread(target=say) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(made) == OutboxMessage.objects.count() == 3
