"""Workbooks (.xlsx): weighed while still packed, then read row by row; nothing in them is ever reckoned or fetched."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import openpyxl

from apps.procedures.domain.records import Unreadable
from apps.procedures.domain.tables import Cell, Formula, TableRow
from apps.procedures.services.reading.limits import COLUMNS, ROWS, UNPACKED_BYTES, Unusable

PARTS = 2_000
STRINGS_BYTES = 64 * 1024 * 1024
SMALL_PART, LARGEST_RATIO = 10 * 1024 * 1024, 200
MERGES = 20_000
_BLOCK, _OVERLAP = 1 << 18, 128
_MERGE = re.compile(rb'mergeCell\s[^>]{0,40}?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_ROW = re.compile(rb"<(?:[a-z]{1,9}:)?row[ >]")
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# Whatever the library raises where a part is missing, cut off or not what the next part says of it. zipfile says
# NotImplementedError of a way of packing it does not know, openpyxl StopIteration of a sheet that ends too early.
_TORN = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, IndexError, AttributeError)
_TORN_TOO = (SyntaxError, OverflowError, NotImplementedError, RuntimeError, StopIteration)


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells that look like one: their value stands in the first."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Book:
    """What a workbook holds: its sheets in order, and how many rows each has."""

    sheets: tuple[str, ...]
    rows: dict[str, int]


@dataclass(slots=True)
class _Part:
    """What was seen of a part while it was weighed."""

    rows: int = 0
    merges: list[Merge] = field(default_factory=list)


def look_at(path: Path) -> Book:
    """The sheets of a workbook that may be opened. Raises Unusable."""
    parts = _weigh(path)
    with _open(path) as book:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not sheets:
            raise Unusable("no_table")
        return Book(tuple(s.title for s in sheets), {s.title: parts[_part_of(s)].rows for s in sheets})


def rows(path: Path, *, sheet: str) -> Iterator[TableRow | Unreadable]:
    """The rows of a sheet under the numbers that the spreadsheet shows; merged cells all say what the first says."""
    parts = _weigh(path)
    with _open(path) as book:
        if sheet not in book.sheetnames:
            raise Unusable("no_table")
        page = book[sheet]
        page.reset_dimensions()
        filler = _Filler(parts[_part_of(page)].merges)
        for number, cells in enumerate(page.iter_rows(max_col=COLUMNS), start=1):
            if number > ROWS:
                raise Unusable("too_many_rows")
            yield number, filler.filled(number, _cells(cells))


@contextmanager
def _open(path: Path) -> Iterator[Any]:
    """The workbook as long as somebody reads it. Raises Unusable, also on the way."""
    # A stored file has no ending that openpyxl would know, so it gets the stream and not the name.
    with path.open("rb") as stream:
        try:
            # Formulas are wanted as such: their stored value is whatever the last program left there.
            book = openpyxl.load_workbook(stream, read_only=True, data_only=False, keep_links=False)
            try:
                yield book
            finally:
                book.close()
        except _TORN + _TORN_TOO as error:
            raise Unusable("torn") from error


def _part_of(sheet: Any) -> str:
    return str(sheet._worksheet_path).lstrip("/")


def _cells(cells: Any) -> list[Cell]:
    """The cells of a row up to the last that says something."""
    told = [_cell(cell) for cell in cells]
    while told and told[-1] is None:
        told.pop()
    return told


def _cell(cell: Any) -> Cell:
    value: Any = cell.value
    if value is None:
        return None
    if cell.data_type in ("f", "e"):
        return Formula(text=str(getattr(value, "text", value)))
    return value if isinstance(value, (str, int, float, bool)) or hasattr(value, "year") else str(value)


def _weigh(path: Path) -> dict[str, _Part]:
    """Unpack every part once, keeping nothing: too much, scripts and entities are refused before a library opens it."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _weighed(archive)
    except _TORN + _TORN_TOO as error:
        raise Unusable("torn") from error


def _weighed(archive: zipfile.ZipFile) -> dict[str, _Part]:
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if len(entries) > PARTS or len(names) < len(entries):
        raise Unusable("bomb")
    if "xl/workbook.xml" not in names:
        raise Unusable("misnamed")
    if any("vbaproject" in name.lower() for name in names):
        raise Unusable("macros")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unusable("locked")
    if any(e.file_size > SMALL_PART and e.file_size > LARGEST_RATIO * max(e.compress_size, 1) for e in entries):
        raise Unusable("bomb")
    if sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
        raise Unusable("bomb")
    parts: dict[str, _Part] = {}
    room = UNPACKED_BYTES
    for entry in entries:
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        is_strings = entry.filename.lower().endswith("sharedstrings.xml")
        with archive.open(entry) as stream:
            part, size = _seen(stream, room=min(room, STRINGS_BYTES) if is_strings else room)
        room -= size
        parts[entry.filename] = part
    return parts


def _seen(stream: IO[bytes], *, room: int) -> tuple[_Part, int]:
    part, size, tail = _Part(), 0, b""
    while block := stream.read(_BLOCK):
        if size == 0 and block[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"):
            # Two-byte text would hide an entity from us; no program writes workbooks so.
            raise Unusable("entity")
        size += len(block)
        if size > room:
            raise Unusable("bomb")
        seen = tail + block
        if _FORBIDDEN.search(seen):
            raise Unusable("entity")
        part.rows += len(_ROW.findall(seen)) - len(_ROW.findall(tail))
        for found in _MERGE.finditer(seen):
            if found.end() > len(tail):
                part.merges.append(_merge(*found.groups()))
        if len(part.merges) > MERGES:
            raise Unusable("bomb")
        tail = seen[-_OVERLAP:]
    return part, size


def _merge(left: bytes, top: bytes, right: bytes, bottom: bytes) -> Merge:
    return Merge(top=int(top), bottom=int(bottom), left=_place(left), right=_place(right))


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1


class _Filler:
    """Writes the value of merged cells into each of them, row after row."""

    def __init__(self, merges: list[Merge]) -> None:
        self.coming = sorted(merges, key=lambda merge: merge.top, reverse=True)
        self.open: list[tuple[Merge, Cell]] = []

    def filled(self, number: int, cells: list[Cell]) -> list[Cell]:
        """The cells of a row, those inside a merge filled."""
        self.open = [(merge, value) for merge, value in self.open if merge.bottom >= number]
        while self.coming and self.coming[-1].top <= number:
            merge = self.coming.pop()
            if merge.left < len(cells) and merge.left < COLUMNS:
                self.open.append((merge, cells[merge.left]))
        if len(self.open) > COLUMNS:
            # Merges never overlap in a workbook that a program wrote.
            raise Unusable("torn")
        for merge, value in self.open:
            right = min(merge.right, COLUMNS - 1)
            if value is not None and right >= len(cells):
                cells += [None] * (right + 1 - len(cells))
            if value is not None:
                cells[merge.left : right + 1] = [value] * (right + 1 - merge.left)
        return cells
