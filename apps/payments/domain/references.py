"""The reference that a transfer carries: short, ASCII, of no person; read again out of what banks make of it."""

from __future__ import annotations

import re
import unicodedata

PREFIX = "MC"
LENGTH = 12
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U to misread
_FOUND = re.compile(rf"{PREFIX}[{ALPHABET}]{{{LENGTH - len(PREFIX)}}}(?![{ALPHABET}])")


def make_reference(random_part: str) -> str:
    """«MC» and ten characters. Raises ValueError for anything else than ten of the alphabet."""
    if len(random_part) != LENGTH - len(PREFIX) or set(random_part) - set(ALPHABET):
        raise ValueError("ten characters of the alphabet")
    return PREFIX + random_part


def reference_in(text: str) -> str:
    """The reference inside a line of a statement, however the bank spaced, folded or framed it; empty if none."""
    plain = unicodedata.normalize("NFKC", text).upper()
    found = _FOUND.search(plain) or _FOUND.search(re.sub(r"[^0-9A-Z]", "", plain))
    return found[0] if found else ""
