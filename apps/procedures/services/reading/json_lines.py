"""One record a line, plain or zipped."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NoReturn, cast

from apps.procedures.domain.records import RawRecord, Unreadable
from apps.procedures.services.reading.limits import LONGEST_LINE, UNPACKED_BYTES, Unusable

_BLOCK = 1 << 20


def records(path: Path, *, is_zipped: bool) -> Iterator[RawRecord | Unreadable]:
    """The records of the file, each with its line number."""
    with _open(path, is_zipped) as stream:
        yield from _lines(stream)


def count(path: Path, *, is_zipped: bool) -> int:
    """How many lines there are."""
    unpacked = lines = 0
    with _open(path, is_zipped) as stream:
        while block := stream.read(_BLOCK):
            unpacked += len(block)
            lines += block.count(b"\n")
            if unpacked > UNPACKED_BYTES:
                raise Unusable("bomb")
    return lines


def _open(path: Path, is_zipped: bool) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path, "rb")) if is_zipped else path.open("rb")


def _lines(stream: IO[bytes]) -> Iterator[RawRecord | Unreadable]:
    row = unpacked = 0
    while line := stream.readline(LONGEST_LINE + 1):
        row += 1
        unpacked += len(line)
        if len(line) > LONGEST_LINE:
            unpacked += _skip_rest(stream, line, room=UNPACKED_BYTES - unpacked)
            yield Unreadable(row=row, reason="too_long")
        elif text := line.removeprefix(b"\xef\xbb\xbf").strip():
            yield _record(row, text)
        if unpacked > UNPACKED_BYTES:
            raise Unusable("bomb")


def _skip_rest(stream: IO[bytes], line: bytes, *, room: int) -> int:
    skipped = 0
    while line and not line.endswith(b"\n") and skipped <= room:
        line = stream.readline(LONGEST_LINE)
        skipped += len(line)
    return skipped


def _record(row: int, line: bytes) -> RawRecord | Unreadable:
    try:
        record: Any = json.loads(line.decode("utf-8"), parse_constant=_no_such_number)
    except UnicodeDecodeError:
        return Unreadable(row=row, reason="not_utf8")
    except (ValueError, RecursionError):
        return Unreadable(row=row, reason="unreadable")
    if not isinstance(record, dict):
        return Unreadable(row=row, reason="no_record")
    return RawRecord(row=row, record=record)


def _no_such_number(text: str) -> NoReturn:
    raise ValueError(text)
