"""Gateways that misbehave, real ones on loopback: whatever they do, one row is sent, and each key has one effect."""

from __future__ import annotations

import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from pytest_django import Settings

from apps.messaging import selectors, services
from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.domain.recipients import Recipient
from apps.messaging.domain.retrying import CLAIM_LASTS, PAUSES, SILENCE, MessageState
from apps.messaging.gateways import http
from apps.messaging.models import Delivery, OutboxMessage, WayOut
from apps.officials.models import Agency
from tests.messaging.conftest import AT, Enqueue
from tests.messaging.peers import MailPeer, SmsPeer

pytestmark = pytest.mark.django_db

PHONE_ONLY = Recipient(phone="+84912345678")
TAKEN = b'HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{"id": "twin"}'
REFUSED = b"HTTP/1.1 422 Unprocessable Content\r\nContent-Length: 0\r\n\r\n"


def rows(channel: Channel = Channel.SMS) -> list[tuple[str, int, str]]:
    found = OutboxMessage.objects.filter(channel=channel.value).order_by("pk")
    return list(found.values_list("state", "tries", "last_error"))


def test_a_gateway_that_answers_after_we_hung_up_has_one_effect(
    enqueue: Enqueue, sms: SmsPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "TIMEOUT_SECONDS", 0.2)
    enqueue(to=PHONE_ONLY)
    sms.delay = 0.6
    assert services.send_due(at=AT).failed == 1
    assert rows() == [("temporary", 1, "timeout")]

    sms.delay = 0.0
    assert services.send_due(at=AT + PAUSES[0]).sent == 1

    key = str(OutboxMessage.objects.get().key)
    assert dict(sms.requests) == {key: 2}
    assert list(sms.effects) == [key]
    assert rows() == [("sent", 2, "")]


def test_a_gateway_that_breaks_after_taking_it_has_one_effect(enqueue: Enqueue, sms: SmsPeer) -> None:
    enqueue(to=PHONE_ONLY)

    key = str(OutboxMessage.objects.get().key)

    def take_and_break(_number: int) -> tuple[int, bytes]:
        sms.effects[key] = {}
        return 500, b""

    sms.answer = take_and_break
    services.send_due(at=AT)
    sms.answer = None
    services.send_due(at=AT + PAUSES[0])

    assert rows() == [("sent", 2, "")]
    assert (dict(sms.requests), list(sms.effects)) == ({key: 2}, [key])


@contextmanager
def raw_gateway(*answers: bytes) -> Generator[str]:
    """A gateway of bare bytes: each connection gets the next answer, whatever it asked."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(10)

        def serve() -> None:
            for answer in answers:
                connection, _ = door.accept()
                with connection:
                    asked = b""
                    while b"\r\n\r\n{" not in asked or not asked.endswith(b"}"):
                        asked += connection.recv(65536)
                    connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}/sms"
        thread.join()


def test_a_gateway_that_answers_twice_does_not_answer_for_the_next_message(
    enqueue: Enqueue, settings: Settings
) -> None:
    for number in range(2):
        enqueue(to=PHONE_ONLY, about=f"dossier:{number}", at=AT + timedelta(seconds=number))

    with raw_gateway(TAKEN + TAKEN, REFUSED) as settings.SMS_GATEWAY_URL:
        services.send_due(at=AT + timedelta(seconds=5))

    assert rows() == [("sent", 1, ""), ("permanent", 1, "http_422")]
    assert Delivery.objects.filter(outcome="sent").count() == 1


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-x\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
    ],
)
def test_half_an_answer_is_none_and_is_asked_for_again(enqueue: Enqueue, settings: Settings, answer: bytes) -> None:
    enqueue(to=PHONE_ONLY)

    with raw_gateway(answer) as settings.SMS_GATEWAY_URL:
        services.send_due(at=AT)

    assert rows() == [("temporary", 1, "unreachable")]


@pytest.mark.parametrize("answer", [b"HTTP/1.1 200", b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{"])
def test_an_answer_cut_off_counts_as_far_as_it_says_enough(
    enqueue: Enqueue, zalo: SmsPeer, settings: Settings, answer: bytes
) -> None:
    """200 says that an SMS was taken; of Zalo it says nothing, for the number in the body does."""
    enqueue(to=PHONE_ONLY, channels=[Channel.SMS, Channel.ZALO])

    with raw_gateway(answer) as settings.SMS_GATEWAY_URL, raw_gateway(answer) as settings.ZALO_GATEWAY_URL:
        services.send_due(at=AT)

    assert rows() == [("sent", 1, "")]
    assert rows(Channel.ZALO) == [("temporary", 1, "odd_answer")]


def test_a_silent_gateway_holds_up_no_other_way_and_is_left_alone_for_a_while(
    enqueue: Enqueue, sms: SmsPeer, mail: MailPeer, settings: Settings
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.SMS_GATEWAY_URL = f"http://127.0.0.1:{taken.getsockname()[1]}/sms"
        for number in range(30):
            enqueue(to=PHONE_ONLY, about=f"dossier:{number}")
        services.send_due(at=AT)
        enqueue(to=Recipient(email="lanh@example.vn"), at=AT)

        second = services.send_due(at=AT + timedelta(seconds=1))

    assert (second.sent, second.failed, second.is_full) == (1, 0, False)
    assert len(mail.letters) == 1
    (way,) = [way for way in selectors.ways_out() if way.channel == "sms"]
    assert (way.failing_since, way.silent_until, way.last_error) == (AT, AT + SILENCE, "unreachable")
    settings.SMS_GATEWAY_URL = sms.url
    services.send_due(at=AT + SILENCE)
    services.send_due(at=AT + SILENCE)
    assert [state for state, _, _ in rows()].count("sent") == 30
    way.refresh_from_db()
    assert (way.failing_since, way.silent_until, way.last_error) == (None, None, "")


def test_a_mailbox_that_is_refused_is_not_asked_again_and_others_get_theirs(enqueue: Enqueue, mail: MailPeer) -> None:
    mail.refusals = {"khong-co@example.vn": "550 no such mailbox", "day@example.vn": "452 mailbox full"}
    for number, address in enumerate(["khong-co@example.vn", "day@example.vn", "lanh@example.vn"]):
        enqueue(to=Recipient(email=address), about=f"dossier:{number}")

    services.send_due(at=AT)
    services.send_due(at=AT + timedelta(seconds=1))

    assert rows(Channel.EMAIL) == [
        ("permanent", 1, "smtp_550"),
        ("temporary", 1, "smtp_452"),
        ("sent", 1, ""),
    ]
    assert [letter["To"] for letter in mail.letters] == ["lanh@example.vn"]
    assert not WayOut.objects.filter(channel="email", failing_since__isnull=False).exists()


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1)])
def test_a_clock_set_back_doubles_and_loses_nothing(
    enqueue: Enqueue, agency: Agency, sms: SmsPeer, mail: MailPeer, back: timedelta
) -> None:
    mail_only = Recipient(email="lanh@example.vn")
    enqueue(to=mail_only, about="dossier:1")  # sent before
    services.send_due(at=AT)
    enqueue(to=mail_only, about="dossier:2")  # waiting when the clock is set back
    (held, *_) = enqueue(to=mail_only, about="dossier:3")  # its sender has just died
    OutboxMessage.objects.filter(pk=held.pk).update(
        state=MessageState.SENDING.value, tries=1, claimed_at=AT, next_try_at=AT + CLAIM_LASTS
    )
    WayOut.objects.filter(channel="email").update(silent_until=AT + SILENCE)  # noted by the clock that was ahead
    earlier = AT - back

    enqueue(to=mail_only, about="dossier:1", at=earlier)  # said again by an act that is done again
    enqueue(to=mail_only, about="dossier:4", at=earlier)
    services.send_due(at=earlier)
    services.send_due(at=earlier + timedelta(minutes=1))

    assert len(mail.letters) == 2  # the first and the one written after the change; the others wait for their hour
    for at in (AT, AT + CLAIM_LASTS, AT + timedelta(hours=2)):
        services.send_due(at=at)
    assert len(mail.letters) == 4
    assert len({letter["Message-ID"] for letter in mail.letters}) == 4
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {"sent"}


def test_zalo_in_trouble_says_so_with_200(enqueue: Enqueue, zalo: SmsPeer) -> None:
    expected = {-118: "permanent", -124: "technical", -200: "temporary", 0: "sent"}
    for number in range(len(expected)):
        enqueue(to=PHONE_ONLY, about=f"dossier:{number}", channels=[Channel.ZALO], at=AT + timedelta(seconds=number))
    errors = list(expected)
    zalo.answer = lambda number: (200, f'{{"error": {errors[number - 1]}, "data": {{"msg_id": "z1"}}}}'.encode())

    services.send_due(at=AT + timedelta(minutes=1))

    assert [state for state, _, _ in rows(Channel.ZALO)] == list(expected.values())
    assert OutboxMessage.objects.get(state="sent").reference == "z1"


def test_zalo_gets_a_template_five_facts_and_the_key_and_nothing_of_a_person(enqueue: Enqueue, zalo: SmsPeer) -> None:
    letter = {"code": "H99.71-261126-0007", "due": "thứ Ba", "letter": "Kính gửi bà Lò Thị Lành", "paper": "https://x/"}
    enqueue(to=PHONE_ONLY, kind=Kind.APOLOGY_LETTER, facts=letter, channels=[Channel.ZALO])

    services.send_due(at=AT)

    (body,) = zalo.bodies
    row = OutboxMessage.objects.get()
    assert set(body) == {"phone", "template_id", "template_data", "tracking_id"}
    assert (body["phone"], body["tracking_id"], set(zalo.requests)) == ("84912345678", str(row.key), {str(row.key)})
    data: object = body["template_data"]
    assert data == {
        "unit": "UBND xã Suối Mây",
        "hotline": "0210 3880 001",
        "portal": "http://localhost:8000",
        "code_tail": "0007",
        "due": "thứ Ba",
    }


def test_zalo_waits_for_the_morning_as_an_sms_does(enqueue: Enqueue, zalo: SmsPeer) -> None:
    night = AT + timedelta(hours=18)  # Friday, 03:00 in Việt Nam
    enqueue(to=PHONE_ONLY, channels=[Channel.ZALO], at=night)

    assert services.send_due(at=night).put_off == 1
    assert services.send_due(at=AT + timedelta(hours=22)).sent == 1


def test_a_kind_without_an_approved_template_is_not_sent_by_zalo(
    enqueue: Enqueue, zalo: SmsPeer, settings: Settings
) -> None:
    settings.ZALO_TEMPLATES = {}
    enqueue(to=PHONE_ONLY, channels=[Channel.ZALO])

    services.send_due(at=AT)

    assert rows(Channel.ZALO) == [("technical", 1, "no_template")]
    assert zalo.requests.total() == 0
