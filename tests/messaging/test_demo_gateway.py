"""The demonstration's own gateway: takes what we send, shows it, and runs only with DEMO=1."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from dataclasses import dataclass, replace
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from pytest_django import Settings

from apps.messaging.gateways import Letter, OurFault, Refused
from apps.messaging.gateways.mail import MailGateway
from apps.messaging.gateways.sms import SmsGateway
from config.launch import processes

TOKEN = "demo-token"
SMS = Letter(
    key=UUID(int=1), to="+84912345678", subject="", body="UBND xã Suối Mây: hồ sơ số cuối 0007 đã được tiếp nhận."
)
MAIL = replace(SMS, key=UUID(int=2), to="lanh@example.vn", subject="Hồ sơ số cuối 0007", body="Dòng một.\n\nDòng hai.")


@dataclass(frozen=True)
class Running:
    """The command in a process of its own."""

    sms_port: int
    mail_port: int
    child: subprocess.Popen[str]

    def get(self, path: str) -> tuple[int, dict[str, str], str]:
        response = self._ask(path)
        return response.status, dict(response.getheaders()), response.read().decode()

    def head_of(self, path: str) -> tuple[int, str]:
        response = self._ask(path)
        return response.status, response.headers["Content-Type"]

    def _ask(self, path: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.sms_port, timeout=5)
        connection.request("GET", path)
        return connection.getresponse()

    def messages(self) -> list[dict[str, str]]:
        return list(json.loads(self.get("/messages.json")[2]))


def command(*, demo: bool, sms_port: int, mail_port: int, portal: str = "http://127.0.0.1:9") -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "DEMO": str(int(demo)),
        "DEMO_GATEWAY_PORT": str(sms_port),
        "DEMO_SMTP_PORT": str(mail_port),
        "SMS_GATEWAY_TOKEN": TOKEN,
        "ZALO_GATEWAY_TOKEN": TOKEN,
        "PUBLIC_ADDRESS": portal,
        **{f"{way}_CALLBACK_SECRET": f"khoa-{way.lower()}" for way in ("SMS", "EMAIL", "ZALO")},
    }
    return subprocess.Popen(
        [sys.executable, "-m", "django", "demo_gateway"],
        cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def running() -> Generator[Running]:
    yield from run_gateway(portal="http://127.0.0.1:9")


def run_gateway(*, portal: str) -> Generator[Running]:
    ports = processes.free_port(), processes.free_port()
    child = command(demo=True, sms_port=ports[0], mail_port=ports[1], portal=portal)
    until = time.monotonic() + 30
    while not all(_listens(port) for port in ports):
        assert child.poll() is None, child.stdout and child.stdout.read()
        assert time.monotonic() < until
        time.sleep(0.05)
    yield Running(sms_port=ports[0], mail_port=ports[1], child=child)
    if child.poll() is None:
        child.kill()
    child.communicate()


def _listens(port: int) -> bool:
    with socket.socket() as knock:
        return knock.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def sms(running: Running) -> SmsGateway:
    return SmsGateway(url=f"http://127.0.0.1:{running.sms_port}/sms", token=TOKEN)


@pytest.fixture
def mail(running: Running, settings: Settings) -> MailGateway:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.mail_port
    return MailGateway(sender="Một Cửa <motcua@localhost>")


def test_what_is_sent_is_shown_newest_first(running: Running, sms: SmsGateway, mail: MailGateway) -> None:
    sms.send(letter=SMS)
    mail.send(letter=MAIL)

    shown = [(item["channel"], item["to"], item["subject"], item["text"]) for item in running.messages()]

    assert shown[:2] == [("email", MAIL.to, MAIL.subject, MAIL.body), ("sms", SMS.to, "", SMS.body)]
    page = running.get("/")[2]
    assert SMS.body in page
    assert "Dòng một.\n\nDòng hai." in page


def test_a_key_seen_twice_is_shown_once(running: Running, sms: SmsGateway, mail: MailGateway) -> None:
    first = sms.send(letter=SMS)
    mail.send(letter=MAIL)
    before = len(running.messages())

    assert sms.send(letter=SMS) == first
    mail.send(letter=MAIL)
    assert len(running.messages()) == before


def test_a_key_with_other_words_is_refused(running: Running, sms: SmsGateway, mail: MailGateway) -> None:
    sms.send(letter=SMS)
    mail.send(letter=MAIL)

    with pytest.raises(Refused, match="http_422"):
        sms.send(letter=replace(SMS, body="khác"))
    with pytest.raises(Refused, match="smtp_554"):
        mail.send(letter=replace(MAIL, body="khác"))


@pytest.mark.parametrize("path", ["/", "/sms"])
def test_sms_are_taken_at_the_door_and_at_its_named_address(running: Running, path: str) -> None:
    gateway = SmsGateway(url=f"http://127.0.0.1:{running.sms_port}{path}", token=TOKEN)

    assert gateway.send(letter=SMS).startswith("demo-")


def test_a_wrong_token_is_not_served(running: Running) -> None:
    stranger = SmsGateway(url=f"http://127.0.0.1:{running.sms_port}/sms", token="wrong")

    with pytest.raises(OurFault, match="http_401"):
        stranger.send(letter=SMS)


@pytest.mark.parametrize("body", [b"", b"x", b"[]", b'{"to": "", "text": "x"}', b'{"to": 1, "text": "x"}', b"\xff"])
def test_a_body_that_is_no_sms_is_refused(running: Running, body: bytes) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", running.sms_port, timeout=5)
    connection.request("POST", "/sms", body=body, headers={"Authorization": f"Bearer {TOKEN}"})

    assert connection.getresponse().status == 400


def test_scripts_in_a_message_are_shown_as_text(running: Running, sms: SmsGateway, mail: MailGateway) -> None:
    script = "<script>alert(1)</script>"
    sms.send(letter=replace(SMS, key=UUID(int=31), to=script, body=script))
    mail.send(letter=replace(MAIL, key=UUID(int=32), subject=script, body=f'"><img src=x onerror=1> {script}'))

    status, headers, page = running.get("/")

    assert status == 200
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 4
    assert "<script" not in page
    assert "<img" not in page
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self';")


def test_a_letter_without_key_or_plain_text_is_taken_too(running: Running) -> None:
    letter = EmailMessage()
    letter["Subject"] = "Chỉ có HTML"
    letter.set_content("<p>Chào</p>", subtype="html")
    before = len(running.messages())

    with smtplib.SMTP("127.0.0.1", running.mail_port, timeout=5) as server:
        for _ in range(2):
            server.sendmail("a@example.vn", ["b@example.vn", "c@example.vn"], letter.as_bytes())

    assert len(running.messages()) == before + 2
    assert running.messages()[0]["to"] == "b@example.vn, c@example.vn"


def test_links_in_a_letter_can_be_followed(running: Running, mail: MailGateway) -> None:
    link = "http://127.0.0.1:8000/danh-gia/abc-_1/"
    mail.send(letter=replace(MAIL, key=UUID(int=40), body=f"Mở đường dẫn này, dùng được một lần: {link}\n\nHết."))

    assert f'<a href="{link}" rel="nofollow">{link}</a>' in running.get("/")[2]


def test_the_page_finds_its_style_and_every_font_the_style_names(running: Running) -> None:
    status, headers, style = running.get("/page.css")
    fonts = re.findall(r"url\((/fonts/[^)]+)\)", style)

    assert (status, headers["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert len(fonts) == 4
    assert [running.head_of(font) for font in fonts] == [(200, "font/woff2")] * 4


@pytest.mark.parametrize("path", ["/nowhere", "/fonts/", "/fonts/../css/tokens.css", "/fonts/%2e%2e/x", "/sms"])
def test_other_addresses_are_not_found(running: Running, path: str) -> None:
    assert running.get(path)[0] == 404


def test_both_doors_open_on_loopback_only(running: Running) -> None:
    listening = "".join(Path(f"/proc/net/{table}").read_text() for table in ("tcp", "tcp6"))
    sockets = [line.split()[1] for line in listening.splitlines() if line.split()[3:4] == ["0A"]]

    for port in (running.sms_port, running.mail_port):
        assert [address for address in sockets if address.endswith(f":{port:04X}")] == [f"0100007F:{port:04X}"]


def test_without_demo_it_does_notrun_gateway() -> None:
    child = command(demo=False, sms_port=processes.free_port(), mail_port=processes.free_port())

    output, _ = child.communicate(timeout=30)

    assert child.returncode == 1
    assert "demo_gateway chỉ chạy khi DEMO=1." in output


def test_a_port_that_is_taken_is_said_in_one_sentence(running: Running) -> None:
    child = command(demo=True, sms_port=running.sms_port, mail_port=processes.free_port())

    output, _ = child.communicate(timeout=30)

    assert child.returncode == 1
    assert "Cổng đang có chương trình khác dùng" in output
    assert "Traceback" not in output


def test_sigterm_closes_both_doors_in_order() -> None:
    ports = processes.free_port(), processes.free_port()
    child = command(demo=True, sms_port=ports[0], mail_port=ports[1])
    until = time.monotonic() + 30
    while not all(_listens(port) for port in ports):
        assert time.monotonic() < until
        time.sleep(0.05)

    child.send_signal(signal.SIGTERM)
    output, _ = child.communicate(timeout=10)

    assert child.returncode == 0
    assert "Traceback" not in output
    assert "@" not in output
