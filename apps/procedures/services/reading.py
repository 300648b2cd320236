"""From a file to raw records, one reader for each shape of file. A reader knows rows and nothing of procedures."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, NoReturn, cast

from apps.procedures.domain.records import RawRecord, Unreadable

LONGEST_LINE = 4 * 1024 * 1024


class UnusableFile(Exception):
    """The file cannot be answered for at all; `labels.unusable_words` says so to the person who chose it."""

    def __init__(self, *, why: str, path: Path) -> None:
        super().__init__(f"{why}: {path}")
        self.why = why
        self.path = path


def records_of(*, path: Path) -> Iterator[RawRecord | Unreadable]:
    """The records of a file in order, unreadable rows among them. Raises UnusableFile, also on the way."""
    reader = next((reader for ending, reader in _READERS.items() if path.name.lower().endswith(ending)), None)
    if reader is None:
        raise UnusableFile(why="unknown_kind", path=path)
    try:
        yield from reader(path)
    except FileNotFoundError:
        raise UnusableFile(why="missing", path=path) from None
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise UnusableFile(why="torn", path=path) from None
    except OSError:
        raise UnusableFile(why="closed", path=path) from None


def _json_lines(path: Path) -> Iterator[RawRecord | Unreadable]:
    with path.open("rb") as stream:
        yield from _lines(stream)


def _zipped_json_lines(path: Path) -> Iterator[RawRecord | Unreadable]:
    with gzip.open(path, "rb") as stream:
        yield from _lines(cast("IO[bytes]", stream))


_READERS: dict[str, Callable[[Path], Iterator[RawRecord | Unreadable]]] = {
    ".jsonl": _json_lines,
    ".jsonl.gz": _zipped_json_lines,
}


def _lines(stream: IO[bytes]) -> Iterator[RawRecord | Unreadable]:
    row = 0
    while line := stream.readline(LONGEST_LINE + 1):
        row += 1
        if len(line) > LONGEST_LINE:
            _skip_rest(stream, line)
            yield Unreadable(row=row, reason="too_long")
        elif text := line.removeprefix(b"\xef\xbb\xbf").strip():
            yield _record(row, text)


def _skip_rest(stream: IO[bytes], line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(LONGEST_LINE)


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
