"""The SMS and Zalo gateways of a demonstration, and the page that shows what was sent and how they behave."""

from __future__ import annotations

import json
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from secrets import compare_digest
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from apps.messaging.domain.kinds import CARRIED_WAYS, Channel
from apps.messaging.domain.reports import Said
from apps.messaging.labels import CHANNEL_LABELS
from apps.messaging.management.demo.counter import Busy, Counter, WrongAddress
from apps.messaging.management.demo.mailbox import Item, KeyReused
from apps.messaging.management.demo.moods import WORDS, Mood

STYLE = Path(__file__).parent / "page.css"
FONT_NAMES = frozenset(
    f"be-vietnam-pro-{subset}-{weight}-normal.woff2" for subset in ("vietnamese", "latin") for weight in (400, 700)
)
BODY_MAX_BYTES = 64 * 1024
POLICY = "default-src 'none'; style-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'"
DOORS = {"/": Channel.SMS, "/sms": Channel.SMS, "/zalo": Channel.ZALO}
SAID = {
    Said.DELIVERED.value: "đã báo: đến người nhận",
    Said.TEMPORARY.value: "đã báo: tạm thời chưa đến",
    Said.PERMANENT.value: "đã báo: không đến được",
}
JSON = "application/json; charset=utf-8"


class HttpDoor(ThreadingHTTPServer):
    """One server for the gateways (POST / or /sms, POST /zalo) and the page (GET /, POST /cach-tra-loi)."""

    daemon_threads = True

    def __init__(self, *, counter: Counter, port: int, token: str, zalo_token: str) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.counter = counter
        self.token = token
        self.zalo_token = zalo_token


class _Handler(BaseHTTPRequestHandler):
    server: HttpDoor
    timeout = 10
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Show what was sent: as a page, as JSON for whoever counts, and the page's style."""
        items = self.server.counter.mailbox.newest()
        path = urlsplit(self.path).path
        if path == "/":
            self._answer(HTTPStatus.OK, "text/html; charset=utf-8", self._page(items).encode())
        elif path == "/messages.json":
            self._answer(HTTPStatus.OK, JSON, json.dumps([_plain(item) for item in items], ensure_ascii=False).encode())
        elif path == "/page.css":
            self._answer(HTTPStatus.OK, "text/css; charset=utf-8", STYLE.read_bytes())
        elif path.removeprefix("/fonts/") in FONT_NAMES:
            font = settings.BASE_DIR / "static" / "fonts" / path.removeprefix("/fonts/")
            self._answer(HTTPStatus.OK, "font/woff2", font.read_bytes())
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """Take one message as a gateway would, or a new mood from the page."""
        announced = self.headers.get("Content-Length", "")
        length = int(announced) if announced.isdecimal() else 0
        if not 0 < length <= BODY_MAX_BYTES:
            self.close_connection = True
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        body = self.rfile.read(length)
        path = urlsplit(self.path).path
        if path == "/cach-tra-loi":
            self._change(body)
        elif path not in DOORS:
            self._refuse(HTTPStatus.NOT_FOUND)
        elif not self._is_known(DOORS[path]):
            self._refuse(HTTPStatus.UNAUTHORIZED)
        else:
            self._take(body, DOORS[path])

    def _is_known(self, channel: Channel) -> bool:
        if channel is Channel.ZALO:
            expected, given = self.server.zalo_token, self.headers.get("access_token", "")
        else:
            expected = f"Bearer {self.server.token}" if self.server.token else ""
            given = self.headers.get("Authorization", "")
        return compare_digest(given.encode(), expected.encode())

    def _take(self, body: bytes, channel: Channel) -> None:
        message = (_zalo if channel is Channel.ZALO else _sms)(body)
        if message is None:
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        to, text = message
        key = self.headers.get("Idempotency-Key", "")
        try:
            item = self.server.counter.take(key=key, channel=channel, to=to, subject="", text=text)
        except KeyReused:
            self._refuse(HTTPStatus.UNPROCESSABLE_ENTITY)
        except Busy:
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR)
        except WrongAddress:
            self._refuse_address(channel)
        else:
            answer = {"id": item.reference, "error": 0, "data": {"msg_id": item.reference}}
            self._answer(HTTPStatus.OK, JSON, json.dumps(answer).encode())

    def _refuse_address(self, channel: Channel) -> None:
        if channel is Channel.ZALO:
            self._answer(HTTPStatus.OK, JSON, b'{"error": -118}')
        else:
            self._refuse(HTTPStatus.UNPROCESSABLE_ENTITY)

    def _page(self, items: list[Item]) -> str:
        moods = self.server.counter.moods
        ways = [(way.value, CHANNEL_LABELS[way], moods.of(way).value) for way in CARRIED_WAYS]
        said = {item.reference: SAID.get(item.said, "") for item in items}
        shown = [(item, CHANNEL_LABELS[item.channel], said[item.reference]) for item in items]
        choices = [(mood.value, words) for mood, words in WORDS.items()]
        facts = {"items": shown, "portal": settings.PUBLIC_ADDRESS, "ways": ways, "moods": choices}
        return render_to_string("messaging/demo_gateway.html", facts)

    def _change(self, body: bytes) -> None:
        """A mood chosen on our own page: a page from elsewhere names itself in `Origin`."""
        origin = self.headers.get("Origin", "")
        if origin and urlsplit(origin).netloc != self.headers.get("Host", ""):
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        typed = parse_qs(body.decode(errors="replace"))
        try:
            channel, mood = Channel(typed["channel"][0]), Mood(typed["mood"][0])
        except (KeyError, ValueError):
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        if channel not in CARRIED_WAYS:
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        self.server.counter.moods.change(channel=channel, mood=mood)
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _refuse(self, status: HTTPStatus) -> None:
        self._answer(status, JSON, json.dumps({"error": status.phrase}).encode())

    def _answer(self, status: HTTPStatus, content_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing: phone numbers do not belong into logs, not even here."""


def _sms(body: bytes) -> tuple[str, str] | None:
    match _json(body):
        case {"to": str(to), "text": str(text)} if to and text:
            return to, text
    return None


def _zalo(body: bytes) -> tuple[str, str] | None:
    match _json(body):
        case {"phone": str(phone), "template_id": str(template), "template_data": dict(data)} if phone:
            lines = [f"Mẫu tin {template}", *(f"{name}: {value}" for name, value in data.items())]
            return phone, "\n".join(lines)
    return None


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except ValueError:
        return None


def _plain(item: Item) -> dict[str, str]:
    return {
        "reference": item.reference,
        "at": item.at.isoformat(),
        "channel": item.channel.value,
        "to": item.to,
        "subject": item.subject,
        "text": item.text,
        "said": item.said,
    }
