"""What a file is by its first bytes, and whether that is what its name says."""

from __future__ import annotations

from enum import StrEnum


class FileKind(StrEnum):
    """The shapes of file we read."""

    JSON_LINES = "jsonl"
    ZIPPED_JSON_LINES = "jsonl.gz"
    WORKBOOK = "xlsx"
    TABLE = "csv"

    @property
    def is_table(self) -> bool:
        """It has rows and headings, whose meaning a person may correct."""
        return self in (FileKind.WORKBOOK, FileKind.TABLE)


class NotOurKind(Exception):
    """We do not read such a file; `why` is a key of labels.unusable_words."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


_ENDINGS: dict[str, FileKind] = {
    ".jsonl.gz": FileKind.ZIPPED_JSON_LINES,
    ".ndjson.gz": FileKind.ZIPPED_JSON_LINES,
    ".jsonl": FileKind.JSON_LINES,
    ".ndjson": FileKind.JSON_LINES,
    ".xlsx": FileKind.WORKBOOK,
    ".csv": FileKind.TABLE,
    ".tsv": FileKind.TABLE,
    ".txt": FileKind.TABLE,
}
# What people often have instead, each with a sentence that says how to get on.
_OTHERS = {".xls": "old_workbook", ".xlsm": "macros", ".xlsb": "old_workbook", ".ods": "old_workbook"}
_ZIP, _GZIP, _OLE = b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0"
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
ENDINGS = tuple(_ENDINGS)


def kind_of(*, name: str, head: bytes) -> FileKind:
    """The kind of a file by its name and its first bytes. Raises NotOurKind where we cannot read it, or they differ."""
    lowered = name.lower()
    if other := next((why for ending, why in _OTHERS.items() if lowered.endswith(ending)), None):
        raise NotOurKind(other)
    kind = next((kind for ending, kind in _ENDINGS.items() if lowered.endswith(ending)), None)
    if kind is None:
        raise NotOurKind("unknown_kind")
    if not head:
        raise NotOurKind("empty")
    if head.startswith(_OLE) and kind is FileKind.WORKBOOK:
        # A workbook with a password is wrapped in the old format.
        raise NotOurKind("locked")
    if not _fits(kind, head):
        raise NotOurKind("misnamed")
    return kind


def _fits(kind: FileKind, head: bytes) -> bool:
    if kind is FileKind.WORKBOOK:
        return head.startswith(_ZIP)
    if kind is FileKind.ZIPPED_JSON_LINES:
        return head.startswith(_GZIP)
    is_text = not head.startswith((_ZIP, _GZIP, _OLE, b"%PDF", b"\x89PNG", b"\xff\xd8\xff"))
    if kind is FileKind.TABLE:
        return is_text and (head.startswith(_MARKS) or b"\x00" not in head) and not head.lstrip().startswith(b'{"')
    return is_text
