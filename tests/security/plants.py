"""Numbers planted at every door, and the places where they are looked for afterwards."""

from __future__ import annotations

import base64
import hashlib
import itertools
import logging
import re
import socket
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client


@dataclass(slots=True)
class Plants:
    """Personal ids by the door they were planted at; each door has a number of its own."""

    ids: dict[str, str] = field(default_factory=dict)
    _serial: Iterator[int] = field(default_factory=lambda: itertools.count(731_905))

    def personal_id(self, door: str) -> str:
        """Twelve digits as they stand on a card."""
        return self.ids.setdefault(door, f"025189{next(self._serial)}")

    def sentence(self, door: str) -> str:
        """What people write without thinking: long enough to be a reason."""
        return f"Giấy tờ của người mang số {self.personal_id(door)} cần được đối chiếu lại với sổ hộ tịch."

    def found_in(self, text: str) -> set[str]:
        """The doors whose number can be read there: in clear, spaced, in hex, or in base64 at any offset."""
        return {door for door, number in self.ids.items() if any(needle in text for needle in needles(number))}


def needles(number: str) -> list[str]:
    """The ways in which one number may lie about; a plain digest of twelve digits is only another spelling."""
    spaced = " ".join(number[start : start + 3] for start in range(0, len(number), 3))
    dotted, raw = spaced.replace(" ", "."), number.encode()
    wide = number.encode("utf-16-le")
    shifted = [base64.b64encode(b"\0" * shift + raw).decode() for shift in range(3)]
    digests = [hashlib.new(name, raw).hexdigest()[:32] for name in ("md5", "sha1", "sha256")]
    # Only the middle of each is the same whatever stands before and after.
    return [
        number,
        spaced,
        dotted,
        raw.hex(),
        wide.hex(),
        *digests,
        *(each[4 if shift else 0 : -4] for shift, each in enumerate(shifted)),
    ]


def columns() -> Iterator[tuple[str, str]]:
    """Every column of every table, as text; bytes come as hex."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'")
        for table, column in cursor.fetchall():
            cursor.execute(f'SELECT string_agg("{column}"::text, chr(10)) FROM "{table}"')
            (text,) = cursor.fetchone()
            yield f"{table}.{column}", text or ""


class Records(logging.Handler):
    """All that is ever logged by this process, at every level, with the traces of what went wrong."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(slots=True)
class Listener:
    """Everything that is said to a broker, from the first word to the last, as it passes over the wire."""

    port: int
    password: str
    heard: bytearray = field(default_factory=bytearray)

    def listen(self) -> None:
        """From now on, in a thread of its own."""
        line = socket.create_connection(("127.0.0.1", self.port))
        line.sendall(f"AUTH {self.password}\r\nMONITOR\r\n".encode())
        assert line.recv(4096).startswith(b"+OK")
        threading.Thread(target=self._run, args=(line,), daemon=True).start()

    def _run(self, line: socket.socket) -> None:
        with line:
            while piece := line.recv(65_536):
                self.heard += piece

    @property
    def text(self) -> str:
        """With what kombu hides in base64 inside its messages."""
        raw = bytes(self.heard).decode(errors="replace").replace("\\", "")
        bodies = re.findall(r'"body": ?"([A-Za-z0-9+/=]+)"', raw)
        return raw + "\n".join(base64.b64decode(body).decode(errors="replace") for body in bodies)


@dataclass(slots=True)
class Street:
    """A browser that remembers every address it was at, was sent to, or was shown, and every cookie it was given."""

    client: Client
    seen: list[str] = field(default_factory=list)

    def get(self, address: str, said: Mapping[str, Any] | None = None) -> Any:
        return self._note(self.client.get(address, said))

    def post(self, address: str, said: Mapping[str, Any]) -> Any:
        return self._note(self.client.post(address, said))

    def _note(self, response: Any) -> Any:
        request = response.request
        self.seen.append(f"{request['PATH_INFO']}?{request.get('QUERY_STRING', '')}")
        self.seen.append(response.headers.get("Location", ""))
        self.seen += [f"{name}={value.value}" for name, value in response.cookies.items()]
        self.seen.append(response.headers.get("Content-Disposition", ""))
        if response.headers.get("Content-Type", "").startswith("text/html"):
            html = response.content.decode()
            self.seen += [unescape(link) for link in re.findall(r'(?:href|action|src)="([^"]*)"', html)]
        elif response.streaming:
            response.getvalue()
        return response


def names_below(folder: Path) -> Iterable[str]:
    """How files are called, not what is in them."""
    return [str(path.relative_to(folder)) for path in folder.rglob("*")]
