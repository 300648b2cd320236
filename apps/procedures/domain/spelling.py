"""What somebody's fingers meant: letters of a keyboard that was not switched to Vietnamese, and slips of one letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST_SLIP, LONGEST_SLIP = 3, 10  # in a shorter word every other is one slip away; no syllable is longer
LONGEST_PAIR = 20
MOST_SLIPS = 3

_DOUBLED = re.compile(r"(a)a+|(e)e+|(o)o+|^(d)d")
_TONE = re.compile(r"(?<=[aeiouy])([a-z]*)")


def untelexed(word: str) -> str:
    """A word as the Telex or VNI keyboard would have taken it: «giaays» and «gia61y» are «giay».

    No Vietnamese syllable ends in s, f, r, x, j, z or w, or holds one after its vowel: there they are tones and hooks.
    """
    letters = re.sub(r"[0-9]", "", word) if not word.isdigit() else word
    single = _DOUBLED.sub(lambda found: next(group for group in found.groups() if group), letters)
    return _TONE.sub(lambda found: re.sub(r"[sfrxjzw]", "", found[1]), single.replace("uw", "u"), count=1)


def respelt(word: str) -> str:
    """The other lawful spelling of a final i: «ki» and «ky», «li» and «ly»."""
    if len(word) < 2 or word[-2] in "aeou":
        return word
    return word[:-1] + {"i": "y", "y": "i"}.get(word[-1], word[-1])


def split_in_two(word: str, *, known: Mapping[str, int]) -> str:
    """Two known words typed without the blank between them; empty if it is not that."""
    if len(word) > LONGEST_PAIR:
        return ""
    parts = ((word[:cut], word[cut:]) for cut in range(2, len(word) - 1))
    both = [(known[a] + known[b], f"{a} {b}") for a, b in parts if a in known and b in known]
    return max(both)[1] if both else ""


def slips(word: str, *, known: Mapping[str, int]) -> tuple[str, ...]:
    """Known words one slip of the finger away: letters changed about first, then the commonest."""
    if not SHORTEST_SLIP <= len(word) <= LONGEST_SLIP:
        return ()
    found: dict[str, tuple[int, int]] = {}
    for kind, meant in _one_slip(word):
        if meant in known and meant != word and len(meant) > 1:
            found.setdefault(meant, (kind, -known[meant]))
    return tuple(sorted(found, key=found.__getitem__)[:MOST_SLIPS])


def _one_slip(word: str) -> Iterator[tuple[int, str]]:
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    yield from ((0, a + b[1] + b[0] + b[2:]) for a, b in cuts if len(b) > 1)
    yield from ((0, a + b[1:]) for a, b in cuts if len(b) > 1 and b[0] == b[1])
    yield from ((1, a + b[1:]) for a, b in cuts if b)
    yield from ((1, a + letter + b) for a, b in cuts for letter in LETTERS)
    yield from ((1, a + letter + b[1:]) for a, b in cuts if b for letter in LETTERS)
