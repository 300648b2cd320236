"""What may be asked of a citizen and how: never a blind return (domain 2.4, 4.5, ruling 4).

Each paper that is asked for is named, with one reason of a list and a plain sentence that says how to mend it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

FIX_MIN_LENGTH = 10
MOST_ITEMS = 30


class Defect(StrEnum):
    """Why a paper has to come, or come again."""

    BLURRED = "blurred"
    PAGES_MISSING = "pages_missing"
    EXPIRED = "expired"
    WRONG_PERSON = "wrong_person"
    WRONG_KIND = "wrong_kind"
    UNSIGNED = "unsigned"
    ALTERED = "altered"
    ABSENT = "absent"
    OTHER = "other"


class ItemState(StrEnum):
    """How far a paper is that was asked for; `AGAIN`: it came, and is asked for once more."""

    OPEN = "open"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    AGAIN = "again"


class Side(StrEnum):
    """Who wrote a line of the talk about a dossier."""

    CITIZEN = "citizen"
    OFFICE = "office"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedItem:
    """One paper to send or to mend."""

    name: str
    defect: Defect
    fix: str
    required_id: int | None = None
    originals: int = 0
    certified: int = 0
    copies: int = 0

    @property
    def key(self) -> tuple[int | None, str]:
        """By which a paper is known again: the checklist's, or else its name."""
        return (self.required_id, "" if self.required_id else self.name)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the desk found of one paper that was asked for; `words` say what is still wrong."""

    accepted: bool
    words: str = ""


def against_items(items: Sequence[AskedItem]) -> str:
    """A code for what speaks against asking for these papers, or nothing."""
    if not items:
        return "no_items"
    if len(items) > MOST_ITEMS:
        return "too_many_items"
    if any(len(item.fix.strip()) < FIX_MIN_LENGTH or not item.name.strip() for item in items):
        return "item_without_fix"
    return ""


def asked_facts(items: Iterable[AskedItem]) -> dict[str, Any]:
    """What the event of a request keeps for ever: which papers and why, without a word that names anybody."""
    return {"asked": [{"required": item.required_id, "defect": item.defect.value} for item in items]}
