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
    """The file cannot be answered for at all. `sentence` says so to the person who chose it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def records_of(*, path: Path) -> Iterator[RawRecord | Unreadable]:
    """The records of a file in order, unreadable rows among them. Raises UnusableFile, also on the way."""
    reader = next((reader for ending, reader in _READERS.items() if path.name.lower().endswith(ending)), None)
    if reader is None:
        raise UnusableFile(f"Không đọc được loại tệp này: {path.name}. Hãy dùng {', '.join(_READERS)}.")
    try:
        yield from reader(path)
    except FileNotFoundError:
        raise UnusableFile(f"Không tìm thấy tệp {path}.") from None
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise UnusableFile(f"Tệp {path.name} bị hỏng hoặc chưa tải về đủ.") from None
    except OSError as fault:
        raise UnusableFile(f"Không mở được tệp {path}: {fault.strerror or fault}.") from None


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
            yield Unreadable(row=row, reason="dòng quá dài")
        elif text := line.removeprefix(b"\xef\xbb\xbf").strip():
            yield _record(row, text)


def _skip_rest(stream: IO[bytes], line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(LONGEST_LINE)


def _record(row: int, line: bytes) -> RawRecord | Unreadable:
    try:
        record: Any = json.loads(line.decode("utf-8"), parse_constant=_no_such_number)
    except UnicodeDecodeError:
        return Unreadable(row=row, reason="dòng không phải UTF-8")
    except (ValueError, RecursionError):
        return Unreadable(row=row, reason="dòng không đọc được")
    if not isinstance(record, dict):
        return Unreadable(row=row, reason="dòng không phải một thủ tục")
    return RawRecord(row=row, record=record)


def _no_such_number(text: str) -> NoReturn:
    raise ValueError(text)
