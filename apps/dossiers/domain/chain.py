"""One hash chain per dossier, which survives erasure.

An event holds codes, ids and instants, and of its note only a salted digest; note and salt stand in a sibling row, so
that erasing both leaves the chain whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

START = "0" * 64
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What is hashed of one event; `at` is an ISO instant in UTC."""

    dossier_id: int
    sequence: int
    action: str
    actor: str
    duty: str
    at: str
    changes: Mapping[str, Any]
    facts: Mapping[str, Any]
    note_digest: str


class BrokenChain(ValueError):
    """An event does not follow from the one before it; `sequence` says which."""

    def __init__(self, sequence: int) -> None:
        super().__init__(f"event {sequence} does not follow")
        self.sequence = sequence


def note_digest(*, note: str, salt: str) -> str:
    return hashlib.sha256(f"{salt}\x00{note}".encode()).hexdigest() if note else ""


def head(*, previous: str, link: Link) -> str:
    """The hash of a link, 64 hex digits, over the one before it."""
    body = _encode(
        [
            link.dossier_id,
            link.sequence,
            link.action,
            link.actor,
            link.duty,
            link.at,
            link.changes,
            link.facts,
            link.note_digest,
        ]
    )
    return hashlib.sha256(f"{previous}{body}".encode()).hexdigest()


def verify(links: Iterable[tuple[Link, str]]) -> str:
    """The head of the whole chain. Raises BrokenChain at the first event that does not follow."""
    previous = START
    for expected, (link, stored) in enumerate(links, start=1):
        if link.sequence != expected or head(previous=previous, link=link) != stored:
            raise BrokenChain(link.sequence)
        previous = stored
    return previous
