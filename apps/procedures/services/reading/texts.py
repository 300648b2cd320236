"""Tables kept as text: separated by semicolons, commas or tabs, with or without a mark at the front."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from apps.procedures.domain.records import Unreadable
from apps.procedures.domain.tables import TableRow
from apps.procedures.services.reading.limits import COLUMNS, LONGEST_LINE, ROWS, Unusable

SEPARATORS = (";", "\t", ",")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_BLOCK = 1 << 20
_SAMPLE_LINES = 60
# A row of its own inside a cell: a quotation mark before it was never closed.
_SWALLOWED = re.compile(r'\n"?\d\.\d{6}[^\n;\t,"]{0,20}"?[;\t,]')


def separators(path: Path) -> list[str]:
    """What may separate its cells, the likeliest first: whatever stands most often in one of its first lines."""
    with _open(path) as lines:
        sample = [line for _, line in zip(range(_SAMPLE_LINES), _limited(lines), strict=False)]
    return sorted(SEPARATORS, key=lambda one: -max((line.count(one) for line in sample), default=0))


def count(path: Path) -> int:
    """How many lines there are; rows with line breaks in a cell have several."""
    with path.open("rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(_BLOCK), b""))


def rows(path: Path, *, separator: str) -> Iterator[TableRow | Unreadable]:
    """The rows as a spreadsheet would number them: a cell with line breaks is one row."""
    with _open(path) as stream:
        feed = _Feed(stream)
        number = 0
        while True:
            number += 1
            row = _next(feed, separator, number)
            if row is None:
                return
            if number > ROWS:
                raise Unusable("too_many_rows")
            yield row


def _next(feed: _Feed, separator: str, number: int) -> TableRow | Unreadable | None:
    feed.begin()
    usual = csv.field_size_limit(LONGEST_LINE)  # the limit is the whole process's: others get theirs back
    try:
        cells = next(csv.reader(feed, delimiter=separator, strict=False), None)
    except csv.Error:
        feed.only_first()
        return Unreadable(row=number, reason="unreadable")
    finally:
        csv.field_size_limit(usual)
    if cells is None:
        return None
    if len(feed.taken) > 1 and any(_SWALLOWED.search(cell) for cell in cells):
        feed.only_first()
        return Unreadable(row=number, reason="open_quote")
    if any(_broken(cell) for cell in cells):
        return Unreadable(row=number, reason="not_utf8")
    return number, cells[:COLUMNS]


class _Feed:
    """Lines for the reader of one row; what it took too much of is given again."""

    def __init__(self, stream: IO[str]) -> None:
        self.lines = _limited(stream)
        self.again: list[str] = []
        self.taken: list[str] = []

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self.again.pop() if self.again else next(self.lines)
        self.taken.append(line)
        return line

    def begin(self) -> None:
        """A new row."""
        self.taken = []

    def only_first(self) -> None:
        """Of the lines of this row only the first was its own."""
        self.again += reversed(self.taken[1:])
        del self.taken[1:]


def _limited(stream: IO[str]) -> Iterator[str]:
    while line := stream.readline(LONGEST_LINE):
        yield line


def _open(path: Path) -> IO[str]:
    with path.open("rb") as stream:
        head = stream.read(4)
    encoding = "utf-16" if head.startswith(_WIDE_MARKS) else "utf-8-sig"
    # A byte that is no letter refuses its own row, not the file.
    return path.open(
        "r", encoding=encoding, errors="surrogateescape" if encoding == "utf-8-sig" else "replace", newline=""
    )


def _broken(cell: str) -> bool:
    try:
        cell.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
