"""A real OpenID Connect provider in a process of its own, in the place of VNeID, and a person before it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

from django.test import Client

from config.launch import processes

LANH = {
    "citizen_id": "014196000001",
    "name": "Lò Thị Lành",
    "birthdate": "1996-05-12",
    "gender": "female",
    "phone_number": "0978 654 312",
}
GO, BACK = "/dang-nhap/vneid/", "/dang-nhap/vneid/tra-ve/"
READY_SECONDS = 150.0


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        """Where it leads is what we want to know."""


@dataclass
class Vneid:
    """The provider: whom it knows, and what happens on its page."""

    port: int
    child: subprocess.Popen[bytes]

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self.port}"

    def know(self, subject: str, claims: dict[str, Any]) -> None:
        """Add a person, or change what is said of one."""
        body = json.dumps(claims).encode()
        address = f"{self.issuer}/users/{quote(subject)}"
        kind = {"Content-Type": "application/json"}
        urlopen(Request(address, data=body, method="PUT", headers=kind), timeout=10)  # noqa: S310

    def agree(self, page: str, subject: str, **more: str) -> str:
        """Somebody says yes on the page they were sent to; the path they are sent back to, with its query."""
        request = Request(page, data=urlencode({"sub": subject, **more}).encode(), method="POST")  # noqa: S310
        try:
            answer: Any = build_opener(_Stay).open(request, timeout=10)
        except HTTPError as redirect:
            answer = redirect
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"

    def stop(self) -> None:
        self.child.kill()
        self.child.wait()


@contextmanager
def running() -> Iterator[Vneid]:
    """The provider, ready."""
    port = processes.free_port()
    child = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-H", "localhost", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    made = Vneid(port=port, child=child)
    try:
        _wait(made)
        yield made
    finally:
        made.stop()


def _wait(made: Vneid) -> None:
    until = time.monotonic() + READY_SECONDS
    while True:
        try:
            urlopen(f"{made.issuer}/.well-known/openid-configuration", timeout=5)  # noqa: S310
        except URLError:
            assert time.monotonic() < until and made.child.poll() is None
            time.sleep(0.1)
        else:
            return


def log_in(client: Client, vneid: Vneid, subject: str, **said: str) -> Any:
    """The whole way by VNeID; the answer at its end."""
    sent = client.post(GO, said)
    return client.get(vneid.agree(sent.headers["Location"], subject))
