"""From a file to raw records, one reader for each shape of file. A reader knows rows and nothing of procedures."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from apps.procedures.domain.columns import Column, Headings, headings_of
from apps.procedures.domain.file_kinds import FileKind, NotOurKind, kind_of
from apps.procedures.domain.records import RawRecord, Unreadable
from apps.procedures.domain.tables import TableRow, records_in, text_in
from apps.procedures.services.reading import json_lines, texts, workbooks
from apps.procedures.services.reading.limits import Unusable

HEAD = 4_096
FIRST_ROWS = 60
SHOWN_COLUMNS = 80
LOOKED_AT_SHEETS = 5


class UnusableFile(Exception):
    """The file cannot be answered for at all; `labels.unusable_words` says so to the person who chose it."""

    def __init__(self, *, why: str, path: Path) -> None:
        super().__init__(f"{why}: {path}")
        self.why = why
        self.path = path


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the procedures of a file stand: sheet, separator, headings and what they mean. Lines need none of it."""

    sheet: str = ""
    separator: str = ""
    first_row: int = 0
    last_row: int = 0
    words: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def meant(self) -> tuple[Column | None, ...]:
        """The columns as the reader wants them."""
        return tuple(Column(column) if column else None for column in self.columns)


@dataclass(frozen=True, slots=True)
class FileLook:
    """What a file looks like before anything is read from it."""

    kind: FileKind
    layout: Layout
    sheets: tuple[str, ...]
    rows: int


def look_at(*, path: Path, name: str = "", sheet: str = "") -> FileLook:
    """What kind of file this is, and how its table is laid out. Raises UnusableFile.

    A table whose headings nobody recognises comes back without a code column: a person may still say which it is.
    """
    with _said_of(path):
        kind = _kind(path, name)
        if kind is FileKind.WORKBOOK:
            book = workbooks.look_at(path)
            chosen, headings, rows = _best_sheet(path, book, sheet)
            return FileLook(kind, _layout(headings, sheet=chosen), book.sheets, rows)
        if kind is FileKind.TABLE:
            separator, headings = _best_separator(path)
            return FileLook(kind, _layout(headings, separator=separator), (), texts.count(path))
        return FileLook(kind, Layout(), (), json_lines.count(path, is_zipped=kind is FileKind.ZIPPED_JSON_LINES))


def records_of(*, path: Path, name: str = "", layout: Layout | None = None) -> Iterator[RawRecord | Unreadable]:
    """The records of a file in order, unreadable rows among them. Raises UnusableFile, also on the way."""
    with _said_of(path):
        kind = _kind(path, name)
        if not kind.is_table:
            yield from json_lines.records(path, is_zipped=kind is FileKind.ZIPPED_JSON_LINES)
            return
        if layout is None:
            layout = look_at(path=path, name=name).layout
        if Column.CODE not in layout.meant:
            raise Unusable("no_code_column")
        yield from records_in(_below(_rows(path, kind, layout), layout.last_row), columns=layout.meant)


def first_rows(*, path: Path, name: str = "", layout: Layout, count: int) -> list[tuple[int, list[str]]]:
    """The first rows below the headings, as the file shows them."""
    with _said_of(path):
        shown: list[tuple[int, list[str]]] = []
        for row in _below(_rows(path, _kind(path, name), layout), layout.last_row):
            if not isinstance(row, Unreadable) and any(cells := [text_in(cell) for cell in row[1][:SHOWN_COLUMNS]]):
                shown.append((row[0], cells))
            if len(shown) == count:
                break
        return shown


def _kind(path: Path, name: str) -> FileKind:
    if path.stat().st_size > settings.CATALOGUE_MAX_BYTES:
        raise Unusable("too_large")
    with path.open("rb") as stream:
        return kind_of(name=name or path.name, head=stream.read(HEAD))


def _rows(path: Path, kind: FileKind, layout: Layout) -> Iterator[TableRow | Unreadable]:
    if kind is FileKind.WORKBOOK:
        return workbooks.rows(path, sheet=layout.sheet)
    return texts.rows(path, separator=layout.separator)


def _below(rows: Iterator[TableRow | Unreadable], last_row: int) -> Iterator[TableRow | Unreadable]:
    for row in rows:
        if (row.row if isinstance(row, Unreadable) else row[0]) > last_row:
            yield row


def _best_sheet(path: Path, book: workbooks.Book, asked: str) -> tuple[str, Headings | None, int]:
    """The sheet that was asked for, else the first one whose headings we know, else the first."""
    sheets = (asked,) if asked in book.sheets else book.sheets[:LOOKED_AT_SHEETS]
    found: dict[str, Headings | None] = {}
    for sheet in sheets:
        found[sheet] = headings = _headings(list(_first(workbooks.rows(path, sheet=sheet))))
        if headings and headings.can_be_read:
            break
    sheet = next((name for name, headings in found.items() if headings and headings.can_be_read), sheets[0])
    return sheet, found[sheet], book.rows[sheet]


def _best_separator(path: Path) -> tuple[str, Headings | None]:
    """The separator under which most headings mean something to us."""
    found = {one: _headings(list(_first(texts.rows(path, separator=one)))) for one in texts.separators(path)}
    separator = max(found, key=lambda one: sum(map(bool, found[one].columns)) if found[one] else -1)  # type: ignore[union-attr]
    return separator, found[separator]


def _first(rows: Iterator[TableRow | Unreadable]) -> Iterator[TableRow]:
    for row in rows:
        if isinstance(row, Unreadable):
            continue
        if row[0] > FIRST_ROWS:
            return
        yield row


def _headings(first: list[TableRow]) -> Headings | None:
    """The headings we know; else the first row that has several words, for a person to say what they mean."""
    said = [(number, [text_in(cell).strip() for cell in cells]) for number, cells in first]
    known = headings_of(said)
    if known:
        return known
    wide = next(((number, cells) for number, cells in said if len(set(filter(None, cells))) > 1), None)
    return Headings(wide[0], wide[0], tuple(wide[1]), (None,) * len(wide[1])) if wide else None


def _layout(headings: Headings | None, *, sheet: str = "", separator: str = "") -> Layout:
    if headings is None:
        raise Unusable("no_table")
    return Layout(
        sheet=sheet,
        separator=separator,
        first_row=headings.first_row,
        last_row=headings.last_row,
        words=headings.words,
        columns=tuple(column.value if column else "" for column in headings.columns),
    )


class _said_of:  # noqa: N801 - used like a function
    """Whatever makes the file unusable is said of this path."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        match error:
            case Unusable() | NotOurKind():
                raise UnusableFile(why=error.why, path=self.path) from error
            case FileNotFoundError():
                raise UnusableFile(why="missing", path=self.path) from None
            case gzip.BadGzipFile() | EOFError() | zlib.error():
                raise UnusableFile(why="torn", path=self.path) from None
            case OSError():
                raise UnusableFile(why="closed", path=self.path) from None
