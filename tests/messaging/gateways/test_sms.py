"""The SMS gateway, over real HTTP."""

from __future__ import annotations

import socket
import threading
from uuid import UUID

import pytest

from apps.messaging.gateways import Letter, NoAnswer, NotSetUp, OurFault, Refused, TryLater, http
from apps.messaging.gateways.sms import SmsGateway
from tests.messaging.peers import TOKEN, SmsPeer

LETTER = Letter(key=UUID(int=7), to="+84912345678", subject="", body="UBND xã Suối Mây: đã nhận hồ sơ.")


@pytest.fixture
def gateway(sms: SmsPeer) -> SmsGateway:
    return SmsGateway.from_settings()


def test_an_sms_is_posted_with_number_text_key_and_token(gateway: SmsGateway, sms: SmsPeer) -> None:
    assert gateway.send(letter=LETTER) == "sms-1"
    assert sms.bodies == [{"to": "+84912345678", "text": "UBND xã Suối Mây: đã nhận hồ sơ."}]
    assert sms.headers[0]["Idempotency-Key"] == str(UUID(int=7))
    assert sms.headers[0]["Authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize(
    ("answer", "reference"),
    [
        (b'{"id": "abc-1"}', "abc-1"),
        (b'{"id": 17}', "17"),
        (b'{"id": "<script>"}', "script"),
        (b'{"id": "' + b"x" * 500 + b'"}', "x" * 64),
        (b"[]", ""),
        (b"taken", ""),
        (b"", ""),
        (b"\xff\xfe", ""),
    ],
)
def test_what_was_taken_is_sent_however_oddly_it_was_said(
    gateway: SmsGateway, sms: SmsPeer, answer: bytes, reference: str
) -> None:
    sms.answer = lambda _number: (200, answer)

    assert gateway.send(letter=LETTER) == reference


@pytest.mark.parametrize("status", [400, 406, 410, 413, 422])
def test_a_refused_letter_is_final(gateway: SmsGateway, sms: SmsPeer, status: int) -> None:
    sms.answer = lambda _number: (status, b"+84912345678 is not a number")

    with pytest.raises(Refused) as refused:
        gateway.send(letter=LETTER)

    assert str(refused.value) == f"http_{status}"


@pytest.mark.parametrize("status", [302, 408, 409, 425, 429, 500, 502, 503])
def test_trouble_that_is_not_about_the_letter_is_worth_another_try(
    gateway: SmsGateway, sms: SmsPeer, status: int
) -> None:
    sms.answer = lambda _number: (status, b"")

    with pytest.raises(TryLater) as later:
        gateway.send(letter=LETTER)

    assert later.value.code == f"http_{status}"
    assert not isinstance(later.value, NoAnswer)


@pytest.mark.parametrize("status", [401, 402, 403, 404, 405])
def test_a_refusal_of_our_contract_is_our_fault(gateway: SmsGateway, sms: SmsPeer, status: int) -> None:
    sms.answer = lambda _number: (status, b"")

    with pytest.raises(OurFault, match=f"http_{status}"):
        gateway.send(letter=LETTER)


def test_a_gateway_that_hangs_is_not_waited_for_long(
    gateway: SmsGateway, sms: SmsPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "TIMEOUT_SECONDS", 0.2)
    sms.delay = 0.6

    with pytest.raises(NoAnswer, match="timeout"):
        gateway.send(letter=LETTER)


def test_a_gateway_that_is_away_is_worth_another_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        gateway = SmsGateway(url=f"http://127.0.0.1:{taken.getsockname()[1]}/sms", token="")

        with pytest.raises(NoAnswer, match="unreachable"):
            gateway.send(letter=LETTER)


def test_a_gateway_that_does_not_speak_http_is_worth_another_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as odd:
        gateway = SmsGateway(url=f"http://127.0.0.1:{odd.getsockname()[1]}/sms", token="")
        odd.settimeout(5)

        def babble() -> None:
            connection, _ = odd.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"220 mail.example ESMTP\r\n")

        thread = threading.Thread(target=babble)
        thread.start()
        with pytest.raises(NoAnswer, match="unreachable"):
            gateway.send(letter=LETTER)
        thread.join()


def test_no_gateway_is_a_way_that_is_not_set_up() -> None:
    with pytest.raises(NotSetUp, match="not_configured"):
        SmsGateway(url="", token="").send(letter=LETTER)
