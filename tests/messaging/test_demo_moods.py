"""The demonstration's gateways report what became of each message, and fail in the way one chooses."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import UUID, uuid4

import pytest
from pytest_django import Settings

from apps.messaging.domain.reports import is_genuine
from apps.messaging.gateways import Gateway, Letter, OurFault, Refused, TryLater
from apps.messaging.gateways.mail import MailGateway
from apps.messaging.gateways.sms import SmsGateway
from apps.messaging.gateways.zalo import ZaloGateway
from tests.messaging.test_demo_gateway import MAIL, SMS, TOKEN, Running, run_gateway


@dataclass
class Portal:
    """The portal's side: remembers what was reported to it."""

    reports: list[tuple[str, dict[str, str], bytes]]
    address: str


@pytest.fixture(scope="module")
def portal() -> Generator[Portal]:
    told: list[tuple[str, dict[str, str], bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.append((self.path, dict(self.headers.items()), body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield Portal(reports=told, address=f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def reporting(portal: Portal) -> Generator[Running]:
    yield from run_gateway(portal=portal.address)


def change(running: Running, *, channel: str, mood: str, **headers: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", running.sms_port, timeout=5)
    form = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    connection.request("POST", "/cach-tra-loi", body=f"channel={channel}&mood={mood}", headers=form)
    return connection.getresponse().status


def reported(portal: Portal, *, key: UUID, times: int = 1) -> list[tuple[str, str]]:
    """(address, status) of the reports about one message, each of them genuine."""
    until = time.monotonic() + 20
    while True:
        about = [told for told in portal.reports if json.loads(told[2])["key"] == str(key)]
        if len(about) >= times:
            break
        assert time.monotonic() < until
        time.sleep(0.05)
    for path, headers, body in about:
        signed = {"timestamp": headers["X-Timestamp"], "signed": headers["X-Signature"], "body": body}
        assert is_genuine(secret=f"khoa-{path.split('/')[2]}", at=datetime.now(UTC), **signed)  # type: ignore[arg-type]
    return [(path, json.loads(body)["status"]) for path, _, body in about]


def test_what_was_taken_is_reported_by_every_way(reporting: Running, portal: Portal, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", reporting.mail_port
    zalo = ZaloGateway(url=f"http://127.0.0.1:{reporting.sms_port}/zalo", token=TOKEN, templates={"received": "r1"})
    letters: dict[str, tuple[Gateway, Letter]] = {
        "sms": (SmsGateway(url=f"http://127.0.0.1:{reporting.sms_port}/sms", token=TOKEN), replace(SMS, key=uuid4())),
        "email": (MailGateway(sender="Một Cửa <motcua@localhost>"), replace(MAIL, key=uuid4())),
        "zalo": (zalo, replace(SMS, key=uuid4(), template="received", parameters={"code_tail": "0007"})),
    }

    for gateway, letter in letters.values():
        gateway.send(letter=letter)

    for way, (_, letter) in letters.items():
        assert reported(portal, key=letter.key) == [(f"/bao-phat/{way}/", "delivered")]
    shown = {item["channel"]: item for item in reporting.messages()}
    assert {item["said"] for item in shown.values()} == {"delivered"}
    assert shown["zalo"]["text"] == "Mẫu tin r1\ncode_tail: 0007"
    assert "đã báo: đến người nhận" in reporting.get("/")[2]


def test_a_mood_is_chosen_and_obeyed(reporting: Running, portal: Portal) -> None:
    gateway = SmsGateway(url=f"http://127.0.0.1:{reporting.sms_port}/sms", token=TOKEN)
    lost, later = replace(SMS, key=uuid4()), replace(SMS, key=uuid4())
    try:
        assert change(reporting, channel="sms", mood="busy") == 303
        with pytest.raises(TryLater, match="http_500"):
            gateway.send(letter=lost)
        change(reporting, channel="sms", mood="refuse")
        with pytest.raises(Refused, match="http_422"):
            gateway.send(letter=lost)
        change(reporting, channel="sms", mood="lose")
        gateway.send(letter=lost)
        change(reporting, channel="sms", mood="later")
        gateway.send(letter=later)
        gateway.send(letter=later)
        page = reporting.get("/")[2]
    finally:
        change(reporting, channel="sms", mood="deliver")

    assert reported(portal, key=lost.key) == [("/bao-phat/sms/", "permanent")]
    assert [said for _, said in reported(portal, key=later.key, times=2)] == ["temporary", "delivered"]
    assert '<option value="later" selected>' in page


def test_moods_are_changed_by_our_own_page_only(reporting: Running) -> None:
    here = f"http://127.0.0.1:{reporting.sms_port}"

    assert change(reporting, channel="sms", mood="deliver", Origin=here) == 303
    assert change(reporting, channel="sms", mood="busy", Origin="http://evil.example") == 403
    assert change(reporting, channel="in_app", mood="busy") == 400
    assert change(reporting, channel="sms", mood="x") == 400


def test_a_wrong_zalo_token_is_not_served(reporting: Running) -> None:
    stranger = ZaloGateway(
        url=f"http://127.0.0.1:{reporting.sms_port}/zalo", token="wrong", templates={"received": "r1"}
    )

    with pytest.raises(OurFault, match="http_401"):
        stranger.send(letter=replace(SMS, template="received"))
