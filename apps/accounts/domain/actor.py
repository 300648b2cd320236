"""Whoever does something to a dossier."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    CITIZEN = "citizen"
    OFFICIAL = "official"
    PARTNER = "partner"
    SYSTEM = "system"
    DEVICE = "device"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One who acts: `id` is the official's id for officials, the person's id for citizens, 0 for the system.

    `agency_id` is where an official works, `unit` in which part of it, `duties` what the official may do there on that
    day. `is_helping`: writes somebody else's draft with them, so sees the drafts that are being helped with and nothing
    else. `through`: the person who acts when `id` is an organisation.
    """

    kind: ActorKind
    id: int = 0
    name: str = ""
    agency_id: int | None = None
    duties: frozenset[str] = frozenset()
    is_helping: bool = False
    through: int = 0
    unit: str = ""

    @property
    def key(self) -> str:
        """An opaque key for logs and rows that may not point here by foreign key."""
        return f"{self.kind.value}:{self.id}"

    @property
    def is_official(self) -> bool:
        return self.kind is ActorKind.OFFICIAL

    def has(self, duty: str) -> bool:
        return duty in self.duties


SYSTEM = Actor(kind=ActorKind.SYSTEM, name="Hệ thống")
