"""The order of the Vietnamese alphabet: a ă â b c d đ e ê …, tones after the letters of the whole word."""

from __future__ import annotations

import unicodedata

_LETTERS = {letter: chr(ord("A") + place) for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def sort_key(text: str) -> str:
    """A key that any byte-wise sort puts in Vietnamese order: letters first, then tones, word by word."""
    return " ".join(_word(word) for word in unicodedata.normalize("NFC", text).casefold().split())


def _word(word: str) -> str:
    letters, tones = [], []
    for character in word:
        parts = unicodedata.normalize("NFD", character)
        tone = next((mark for mark in parts if mark in _TONES), "")
        bare = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else character
        letters.append(_LETTERS.get(bare, bare))
        tones.append(_TONES.get(tone, "0"))
    return "".join(letters) + "!" + "".join(tones)
