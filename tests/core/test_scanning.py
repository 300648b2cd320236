"""ClamAV over its own protocol, against a line that speaks it: the real one is an office's choice."""

from __future__ import annotations

import io
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

import pytest
from pytest_django import Settings

from apps.core import scanning

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(socketserver.BaseRequestHandler):
    """INSTREAM as the manual of clamd has it: chunks with their length before them, an empty one at the end."""

    most: ClassVar[int] = 1024 * 1024
    heard: ClassVar[list[int]] = []

    def handle(self) -> None:
        assert self._exactly(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack(">I", self._exactly(4))[0]:
            content += self._exactly(length)
            if len(content) > self.most:
                self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.heard.append(len(content))
        self.request.sendall(b"stream: Eicar-Signature FOUND\0" if EICAR in content else b"stream: OK\0")

    def _exactly(self, count: int) -> bytes:
        said = b""
        while len(said) < count:
            more = self.request.recv(count - len(said))
            if not more:
                raise ConnectionError
            said += more
        return said


@contextmanager
def clamd(settings: Settings) -> Iterator[None]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.CLAMAV_ADDRESS = f"127.0.0.1:{server.server_address[1]}"
        yield
        server.shutdown()


def test_scanner_is_asked_where_there_is_one(settings: Settings) -> None:
    settings.CLAMAV_ADDRESS = ""
    assert not scanning.is_infected(stream=io.BytesIO(EICAR))
    with clamd(settings):
        assert scanning.is_infected(stream=io.BytesIO(b"%PDF-" + EICAR))
        assert not scanning.is_infected(stream=io.BytesIO(b"x" * 300_000))
        assert Clamd.heard[-1] == 300_000


def test_scanner_that_cannot_say_is_no_verdict(settings: Settings) -> None:
    with clamd(settings), pytest.raises(scanning.ScannerAway):
        scanning.is_infected(stream=io.BytesIO(b"x" * 3 * 1024 * 1024))
    with pytest.raises(scanning.ScannerAway):  # the server is gone by now
        scanning.is_infected(stream=io.BytesIO(b"x"))
