"""The small language of wordings: sentences with `{{ facts }}` in them, and `[[ … ]]` around what may fall away.

It has no conditions, loops, filters or attributes, so nothing typed into it can do more than stand there. A fact's
value is put in as it is and never read again: braces in a letter stay braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

# `{{ due }}`; anything else with two braces, and the tags of richer languages, is a fault.
_FACT = re.compile(r"\{\{[ ]*([a-z][a-z_]{0,39})[ ]*\}\}")
_SUSPECT = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_OPENS, _CLOSES = "[[", "]]"
_MARK = re.compile(r"\[\[|\]\]")


class FaultKind(StrEnum):
    """What can be wrong with a wording."""

    BRACES = "braces"
    BRACKETS = "brackets"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    STRANGE_SIGN = "strange_sign"
    UNKNOWN_FACT = "unknown_fact"
    FORBIDDEN_FACT = "forbidden_fact"
    MISSING_FACT = "missing_fact"
    MAY_BE_EMPTY = "may_be_empty"
    TITLE = "title"
    ADDRESS = "address"
    PERSONAL_ID = "personal_id"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong; `about` is the fact, the piece of text or the number it is about."""

    kind: FaultKind
    about: str = ""


class Unreadable(ValueError):
    """The text is not in the language."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.kind.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Piece:
    """Plain text, or the name of a fact."""

    text: str
    is_fact: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces that stand together; a passing one falls away when a fact in it is empty."""

    pieces: tuple[Piece, ...]
    may_fall: bool = False

    @property
    def facts(self) -> frozenset[str]:
        """The facts named in it."""
        return frozenset(piece.text for piece in self.pieces if piece.is_fact)


@dataclass(frozen=True, slots=True)
class Wording:
    """A text that has been read."""

    stretches: tuple[Stretch, ...]

    @property
    def facts(self) -> frozenset[str]:
        """Every fact named in it."""
        return frozenset().union(*(stretch.facts for stretch in self.stretches))

    @property
    def facts_that_must_be_there(self) -> frozenset[str]:
        """The facts named outside `[[ … ]]`."""
        return frozenset().union(*(stretch.facts for stretch in self.stretches if not stretch.may_fall))

    def told(self, facts: Mapping[str, str]) -> str:
        """The text with the values in their places. Raises KeyError for a fact nobody told."""
        return "".join(_told(stretch, facts) for stretch in self.stretches)


def read(text: str) -> Wording:
    """The text as a Wording. Raises Unreadable."""
    stretches: list[Stretch] = []
    inside = False
    start = 0
    for mark in _MARK.finditer(text):
        if (mark[0] == _OPENS) == inside:
            raise Unreadable(Fault(FaultKind.BRACKETS, mark[0]))
        stretches.append(Stretch(tuple(_pieces(text[start : mark.start()])), may_fall=inside))
        inside, start = not inside, mark.end()
    if inside:
        raise Unreadable(Fault(FaultKind.BRACKETS, _OPENS))
    stretches.append(Stretch(tuple(_pieces(text[start:]))))
    return Wording(tuple(stretch for stretch in stretches if stretch.pieces))


def _pieces(text: str) -> Iterator[Piece]:
    start = 0
    for found in _FACT.finditer(text):
        yield from _plain(text[start : found.start()])
        yield Piece(found[1], is_fact=True)
        start = found.end()
    yield from _plain(text[start:])


def _plain(text: str) -> Iterator[Piece]:
    if suspect := _SUSPECT.search(text):
        raise Unreadable(Fault(FaultKind.BRACES, text[suspect.start() :][:20]))
    if text:
        yield Piece(text)


def _told(stretch: Stretch, facts: Mapping[str, str]) -> str:
    if stretch.may_fall and not all(facts[name] for name in stretch.facts):
        return ""
    return "".join(facts[piece.text] if piece.is_fact else piece.text for piece in stretch.pieces)


@dataclass(frozen=True, slots=True)
class Text:
    """A subject and a body as they are written, before any fact stands in them; short ways have no subject."""

    subject: str
    body: str
