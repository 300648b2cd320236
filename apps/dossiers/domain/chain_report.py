"""A chain read link by link: which hold, which break, and what became of the words that were said with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from apps.dossiers.domain.chain import START, Link, head, note_digest


class NoteState(StrEnum):
    """The words of an event against their digest; `ERASED`: taken out as the rules say, the digest stays."""

    NONE = "none"
    KEPT = "kept"
    ERASED = "erased"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One link as it is stored; `note` and `salt` None where there is no note, `note` None alone: unreadable."""

    link: Link
    head: str
    salt: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One link recomputed."""

    link: Link
    head: str
    follows: bool
    note: NoteState

    @property
    def holds(self) -> bool:
        return self.follows and self.note is not NoteState.CHANGED


def examine(links: Iterable[Stored]) -> list[Examined]:
    """Every link against the stored head before it, so that a break is shown where it is and nowhere else."""
    examined: list[Examined] = []
    previous = START
    for expected, one in enumerate(links, start=1):
        follows = one.link.sequence == expected and head(previous=previous, link=one.link) == one.head
        examined.append(Examined(link=one.link, head=one.head, follows=follows, note=_note(one)))
        previous = one.head
    return examined


def _note(one: Stored) -> NoteState:
    if not one.link.note_digest:
        return NoteState.NONE if one.salt is None else NoteState.CHANGED
    if one.salt is None:
        return NoteState.ERASED
    is_kept = one.note is not None and note_digest(note=one.note, salt=one.salt) == one.link.note_digest
    return NoteState.KEPT if is_kept else NoteState.CHANGED


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What recomputing the chain of a dossier has shown; `agrees`: the dossier is the reading of its events."""

    links: Sequence[Examined]
    agrees: bool

    @property
    def is_whole(self) -> bool:
        return self.agrees and all(link.holds for link in self.links)

    @property
    def broken(self) -> Examined | None:
        """The first link that does not hold."""
        return next((link for link in self.links if not link.holds), None)

    def place_of(self, digits: str) -> int | None:
        """The link whose head begins with these digits, as printed on a slip; None where no link has it."""
        found = (link.link.sequence for link in self.links if digits and link.head.startswith(digits))
        return next(found, None)
