"""The SMS gateway of a demonstration, and the page that shows what was sent."""

from __future__ import annotations

import json
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from secrets import compare_digest
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from apps.messaging.domain.kinds import Channel
from apps.messaging.management.demo.mailbox import Item, KeyReused, Mailbox

STYLE = Path(__file__).parent / "page.css"
FONT_NAMES = frozenset(
    f"be-vietnam-pro-{subset}-{weight}-normal.woff2" for subset in ("vietnamese", "latin") for weight in (400, 700)
)
BODY_MAX_BYTES = 64 * 1024
POLICY = "default-src 'none'; style-src 'self'; font-src 'self'; frame-ancestors 'none'"
JSON = "application/json; charset=utf-8"


class HttpDoor(ThreadingHTTPServer):
    """One server for the gateway (POST / or /sms) and the page (GET /)."""

    daemon_threads = True

    def __init__(self, *, mailbox: Mailbox, port: int, token: str) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.mailbox = mailbox
        self.token = token


class _Handler(BaseHTTPRequestHandler):
    server: HttpDoor
    timeout = 10
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Show what was sent: as a page, as JSON for whoever counts, and the page's style."""
        items = self.server.mailbox.newest()
        path = urlsplit(self.path).path
        if path == "/":
            page = render_to_string("messaging/demo_gateway.html", {"items": items, "portal": settings.PUBLIC_ADDRESS})
            self._answer(HTTPStatus.OK, "text/html; charset=utf-8", page.encode())
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
        """Take one SMS as a gateway would: {"to", "text"}, a bearer token, an idempotency key."""
        announced = self.headers.get("Content-Length", "")
        length = int(announced) if announced.isdecimal() else 0
        if not 0 < length <= BODY_MAX_BYTES:
            self.close_connection = True
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        body = self.rfile.read(length)
        if urlsplit(self.path).path not in ("/", "/sms"):
            self._refuse(HTTPStatus.NOT_FOUND)
        elif not self._is_known():
            self._refuse(HTTPStatus.UNAUTHORIZED)
        else:
            self._take(body)

    def _is_known(self) -> bool:
        expected = f"Bearer {self.server.token}" if self.server.token else ""
        return compare_digest(self.headers.get("Authorization", "").encode(), expected.encode())

    def _take(self, body: bytes) -> None:
        sms = _read(body)
        if sms is None:
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        to, text = sms
        key = self.headers.get("Idempotency-Key", "")
        try:
            item = self.server.mailbox.take(key=key, channel=Channel.SMS, to=to, subject="", text=text)
        except KeyReused:
            self._refuse(HTTPStatus.UNPROCESSABLE_ENTITY)
            return
        self._answer(HTTPStatus.OK, JSON, json.dumps({"id": item.reference}).encode())

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


def _read(body: bytes) -> tuple[str, str] | None:
    try:
        content = json.loads(body)
    except ValueError:
        return None
    match content:
        case {"to": str(to), "text": str(text)} if to and text:
            return to, text
    return None


def _plain(item: Item) -> dict[str, str]:
    return {
        "reference": item.reference,
        "at": item.at.isoformat(),
        "channel": item.channel.value,
        "to": item.to,
        "subject": item.subject,
        "text": item.text,
    }
