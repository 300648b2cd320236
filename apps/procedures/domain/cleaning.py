"""Text as people meant it: one Unicode form, no odd blanks, no signs of a private font."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

_SPACES = re.compile(r"  +")
_LINE_ENDS = re.compile(r" ?\n ?")
_EMPTY_LINES = re.compile(r"\n{3,}")
# Wingdings bullets and ticks, control characters and invisible marks carry no meaning once they leave their document.
_AS_BLANK = frozenset({"Co", "Cc", "Zs", "Zl", "Zp"})
_DROPPED = frozenset({"Cf", "Cs", "Cn"})


class _PlainTable(dict[int, int | None]):
    """Code points as clean() writes them, looked up once each: a whole catalogue is read in seconds."""

    def __missing__(self, point: int) -> int | None:
        character = chr(point)
        category = unicodedata.category(character)
        blank_or_same = ord(" ") if category in _AS_BLANK and character != "\n" else point
        self[point] = None if category in _DROPPED else blank_or_same
        return self[point]


_PLAIN = _PlainTable()


# Letters and signs of ordinary Vietnamese text, none of which clean() would touch: most cells are nothing else.
_ORDINARY = re.compile("[\n -~À-ɏḀ-ỿ–—…‘’“”]*")


def clean(text: str) -> str:
    """The same text in NFC, with ordinary blanks, without private-use, control and invisible characters."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not _ORDINARY.fullmatch(text):
        text = text.translate(_PLAIN)
    if "  " in text:
        text = _SPACES.sub(" ", text)
    if "\n" in text:
        text = _EMPTY_LINES.sub("\n\n", _LINE_ENDS.sub("\n", text))
    return text.strip()


def clean_line(text: str) -> str:
    """The cleaned text on one line."""
    text = clean(text)
    return _SPACES.sub(" ", text.replace("\n", " ")) if "\n" in text else text


_STRANGE = re.compile(r"\S*[\u0370-\u03ff\u0400-\u052f]\S*")


def strange_words(text: str) -> list[str]:
    """Words with Greek or Cyrillic letters, which look like ours and are found by no search."""
    return _STRANGE.findall(text)


def storable(value: Json) -> Json:
    """A copy that a database can keep as JSON: no NUL, no half characters, no numbers beyond arithmetic."""
    match value:
        case str():
            return value.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
        case float() if value != value or value in (float("inf"), float("-inf")):
            return str(value)
        case list():
            return [storable(item) for item in value]
        case dict():
            return {str(storable(key)): storable(item) for key, item in value.items()}
    return value


def text_of(value: object) -> str:
    """What a cell says, whatever it was typed as; a list reads as its parts."""
    match value:
        case None | bool():
            return ""
        case str():
            return clean(value)
        case float() if value.is_integer():
            return str(int(value))
        case int() | float():
            return str(value)
        case list():
            return clean("; ".join(part for part in map(text_of, value) if part))
        case Mapping():
            return text_of(value.get("name"))
    return ""
