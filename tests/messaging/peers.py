"""The machines beyond ours, real ones on loopback: an SMS gateway that counts keys, a mail server that may refuse."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller

TOKEN = "token-of-the-test-gateway"


@dataclass
class SmsPeer:
    """Takes SMS as a gateway with idempotency keys does: each key has its effect once, however often it is asked."""

    requests: Counter[str] = field(default_factory=Counter)
    effects: dict[str, dict[str, str]] = field(default_factory=dict)
    bodies: list[dict[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answer: Callable[[int], tuple[int, bytes]] | None = None  # from the number of the request, else 200
    delay: float = 0.0
    port: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/sms"

    def take(self, *, key: str, body: dict[str, str], headers: dict[str, str]) -> tuple[int, bytes]:
        with self._lock:
            self.requests[key] += 1
            self.bodies.append(body)
            self.headers.append(headers)
            number = self.requests.total()
        time.sleep(self.delay)
        if self.answer:
            status, content = self.answer(number)
            if status >= 300:
                return status, content
        with self._lock:
            self.effects.setdefault(key, body)
        return (200, content) if self.answer else (200, json.dumps({"id": f"sms-{number}", "error": 0}).encode())


@contextmanager
def sms_peer() -> Generator[SmsPeer]:
    """A running gateway."""
    peer = SmsPeer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, content = peer.take(
                key=self.headers["Idempotency-Key"], body=body, headers=dict(self.headers.items())
            )
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the caller was killed, or waited no longer

        def log_message(self, *_args: object) -> None: ...

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_args: object) -> None: ...  # callers that are killed are what some tests are about

    server = Server(("127.0.0.1", 0), Handler)
    peer.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield peer
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class MailPeer:
    """Takes letters for everybody but the mailboxes in `refusals` (address: SMTP reply)."""

    letters: list[EmailMessage] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    data_reply: str = "250 OK"
    delay: float = 0.0
    port: int = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        time.sleep(self.delay)  # a server that hangs altogether, so not asyncio.sleep
        if self.data_reply.startswith("250"):
            self.letters.append(message_from_bytes(envelope.content, EmailMessage, policy=policy.default))
        return self.data_reply


@contextmanager
def mail_peer() -> Generator[MailPeer]:
    """A running mail server."""
    peer = MailPeer()
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    controller = Controller(peer, hostname="127.0.0.1", port=_free_port())
    controller.start()
    peer.port = controller.port
    yield peer
    controller.stop()


def _free_port() -> int:
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        return server.server_port
