"""ClamAV, where an office runs it: the bytes go over its INSTREAM protocol, the verdict comes back in one line."""

from __future__ import annotations

import socket
import struct
from typing import BinaryIO

from django.conf import settings

PATIENCE_SECONDS = 30
BLOCK = 64 * 1024


class ScannerAway(Exception):
    """The scanner is set up and does not answer: nobody knows about this file yet."""


def is_infected(*, stream: BinaryIO) -> bool:
    """Whether the scanner of CLAMAV_ADDRESS knows this as harmful; False where there is none. Raises ScannerAway."""
    if not settings.CLAMAV_ADDRESS:
        return False
    stream.seek(0)
    host, _, port = settings.CLAMAV_ADDRESS.rpartition(":")
    try:
        with socket.create_connection((host, int(port)), timeout=PATIENCE_SECONDS) as line:
            verdict = _said(line, stream)
    except OSError as error:
        raise ScannerAway(type(error).__name__) from error
    finally:
        stream.seek(0)
    if verdict.endswith(b" FOUND"):
        return True
    if verdict.endswith(b" OK"):
        return False
    # «INSTREAM size limit exceeded. ERROR» and its like: set up too small, which is no verdict.
    raise ScannerAway(verdict.decode("ascii", "replace")[-80:])


def _said(line: socket.socket, stream: BinaryIO) -> bytes:
    line.sendall(b"zINSTREAM\0")
    while block := stream.read(BLOCK):
        line.sendall(struct.pack(">I", len(block)) + block)
    line.sendall(struct.pack(">I", 0))
    said = b""
    while not said.endswith(b"\0") and (more := line.recv(4096)):
        said += more
    return said.rstrip(b"\0\n")
