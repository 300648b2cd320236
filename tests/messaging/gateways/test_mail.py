"""The mail server, over real SMTP."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from pytest_django import Settings

from apps.messaging.gateways import Letter, NoAnswer, NotSetUp, Refused, TryLater
from apps.messaging.gateways.mail import MailGateway
from tests.messaging.peers import MailPeer

LETTER = Letter(
    key=UUID(int=7),
    to="lanh@example.vn",
    subject="Hồ sơ số cuối 0007 đã được tiếp nhận",
    body="Kính gửi ông/bà,\n\nHồ sơ đã được tiếp nhận. Ữ Ẵ Ộ ₫",
)


@pytest.fixture
def gateway(mail: MailPeer) -> MailGateway:
    return MailGateway.from_settings()


def test_a_letter_arrives_with_every_diacritic_and_its_key(gateway: MailGateway, mail: MailPeer) -> None:
    assert gateway.send(letter=LETTER) == f"<{UUID(int=7)}@localhost>"

    (letter,) = mail.letters
    assert letter["Subject"].strip() == LETTER.subject
    assert letter["To"] == "lanh@example.vn"
    assert letter["From"].addresses[0].display_name == "Bộ phận Một cửa"
    assert letter["Message-ID"] == f"<{UUID(int=7)}@localhost>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content().replace("\r\n", "\n").strip() == LETTER.body


@pytest.mark.parametrize(
    ("reply", "expected"),
    [("550 no such mailbox", Refused), ("553 bad name", Refused), ("451 later", TryLater), ("452 full", TryLater)],
)
def test_a_refused_mailbox_is_final_when_the_server_says_so(
    gateway: MailGateway, mail: MailPeer, reply: str, expected: type[Exception]
) -> None:
    mail.refusals = {"lanh@example.vn": reply}

    with pytest.raises(expected, match=f"smtp_{reply[:3]}"):
        gateway.send(letter=LETTER)


@pytest.mark.parametrize(("reply", "expected"), [("554 spam", Refused), ("451 later", TryLater)])
def test_a_refused_content_is_final_when_the_server_says_so(
    gateway: MailGateway, mail: MailPeer, reply: str, expected: type[Exception]
) -> None:
    mail.data_reply = reply

    with pytest.raises(expected, match=f"smtp_{reply[:3]}"):
        gateway.send(letter=LETTER)


@pytest.mark.parametrize("to", ["", "lanh@", "a@b@c", "a, b@c.vn", "lanh@example.vn\nBcc: all@example.vn"])
def test_an_address_that_is_none_is_refused_before_anything_is_sent(
    gateway: MailGateway, mail: MailPeer, to: str
) -> None:
    with pytest.raises(Refused, match="bad_address"):
        gateway.send(letter=replace(LETTER, to=to))

    assert mail.letters == []


def test_a_line_break_in_a_subject_is_refused(gateway: MailGateway, mail: MailPeer) -> None:
    with pytest.raises(Refused, match="bad_address"):
        gateway.send(letter=replace(LETTER, subject="một\nBcc: all@example.vn"))


def test_a_server_that_is_away_is_worth_another_try(gateway: MailGateway, settings: Settings) -> None:
    settings.EMAIL_PORT = 9

    with pytest.raises(NoAnswer, match="unreachable"):
        gateway.send(letter=LETTER)


def test_a_server_that_hangs_is_not_waited_for_long(gateway: MailGateway, mail: MailPeer, settings: Settings) -> None:
    settings.EMAIL_TIMEOUT = 0.2
    mail.delay = 0.6

    with pytest.raises(NoAnswer):
        gateway.send(letter=LETTER)


def test_a_backend_that_prints_or_drops_letters_is_no_mail_server(settings: Settings) -> None:
    settings.EMAIL_HOST = None

    with pytest.raises(NotSetUp, match="not_configured"):
        MailGateway.from_settings().send(letter=LETTER)
