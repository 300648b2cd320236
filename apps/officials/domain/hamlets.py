"""The hamlet in an address as people write it, so that work can go to whoever looks after that hamlet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from apps.core.folding import fold

# How a hamlet or a street group is called, by region; folded.
_CALLED = re.compile(
    r"(?:thon|ban|lang|xom|ap|buon|bon|phum|soc|khom|khoi|khu pho|khu|to dan pho|to) (?:so (?=[0-9]))?(.+)"
)


def hamlet_of(*, address: str, known: Iterable[str]) -> str:
    """The one of the known hamlets that the address names, spelled as it is known; empty if none.

    Of two that differ only by their marks, «Bản Cò» and «Bản Cọ», it is the one with the marks of the address, if any.
    """
    parts = [_names(part) for part in address.split(",")]
    found = [hamlet for hamlet in known if any(_is_the_same(_names(hamlet), part) for part in parts)]
    written = [f" {_spelled(part)}" for part in address.split(",")]
    spelled = (hamlet for hamlet in found if any(part.endswith(f" {_bare(hamlet)}") for part in written))
    return next(spelled, found[0] if found else "")


def _bare(hamlet: str) -> str:
    """The name without what a hamlet is called, with its marks."""
    return " ".join(_spelled(hamlet).split()[-len(_names(hamlet)[-1].split()) :])


def _spelled(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _names(text: str) -> tuple[str, ...]:
    """The whole name first, then without what a hamlet is called: «thon ban co», «ban co», «co»."""
    names = [fold(text)]
    while found := _CALLED.fullmatch(names[-1]):
        names.append(found[1])
    return tuple(names)


def _is_the_same(known: tuple[str, ...], written: tuple[str, ...]) -> bool:
    """Either may leave out «thôn»; but a bare number in an address is that of a house."""
    if written[0].isdigit():
        return False
    return known[0] in written or written[0] in known
