"""On whose behalf somebody files, as one line that a dossier keeps: «Người nhà: mẹ của bé»."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Whose(StrEnum):
    SELF = "ban-than"
    FAMILY = "nguoi-nha"
    AUTHORISED = "uy-quyen"


# Official Vietnamese whatever language the filer reads: the line stands in the dossier, and the desk reads it.
PREFIXES = {Whose.FAMILY: "Người nhà", Whose.AUTHORISED: "Được ủy quyền"}
_JOINT = ": "


@dataclass(frozen=True, slots=True)
class Relation:
    """Whose dossier it is, and on what basis the filer acts: «mẹ của bé», «giấy ủy quyền số 12, ngày 1/11/2026»."""

    whose: Whose
    basis: str = ""

    def line(self) -> str:
        """What the dossier keeps; empty when people file for themselves."""
        return "" if self.whose is Whose.SELF else f"{PREFIXES[self.whose]}{_JOINT}{self.basis}"


def read_relation(line: str) -> Relation:
    """The relation that `line` wrote; a line from the desk that says it otherwise is an authorisation."""
    if not line:
        return Relation(Whose.SELF)
    prefix, joint, basis = line.partition(_JOINT)
    for whose, words in PREFIXES.items():
        if joint and prefix == words:
            return Relation(whose, basis)
    return Relation(Whose.AUTHORISED, line)
