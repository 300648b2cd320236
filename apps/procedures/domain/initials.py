"""A procedure by the first letters of its words: «tthn» is «xác nhận tình trạng hôn nhân»."""

from __future__ import annotations

from apps.core.folding import fold

FEWEST, MOST = 2, 8


def are_initials(typed: str) -> bool:
    """Whether this may be first letters at all: one short word of letters."""
    return FEWEST <= len(typed) <= MOST and typed.isascii() and typed.isalpha()


def place_of(*, letters: str, name: str) -> int | None:
    """At which word of the name these initials begin; None where they do not stand side by side in it."""
    found = "".join(word[0] for word in fold(name).split()).find(letters.lower())
    return found if found >= 0 else None
