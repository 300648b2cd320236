"""Whose dossier it is, as a filer answers it, and what that answer asks of them besides."""

from __future__ import annotations

from enum import StrEnum

from apps.dossiers.domain.representation import Basis


class Whose(StrEnum):
    SELF = "ban-than"
    FAMILY = "nguoi-nha"
    AUTHORISED = "uy-quyen"
    WARD = "giam-ho"
    REPRESENTED = "dai-dien"


BASES: dict[Whose, Basis] = {
    Whose.FAMILY: Basis.FAMILY,
    Whose.AUTHORISED: Basis.AUTHORISATION,
    Whose.WARD: Basis.GUARDIANSHIP,
    Whose.REPRESENTED: Basis.LEGAL,
}
_PAPER = frozenset({"number", "issued_on", "certified_by"})
# What is asked of each, and what of it may not be left empty.
ASKED: dict[Whose, frozenset[str]] = {
    Whose.SELF: frozenset(),
    Whose.FAMILY: frozenset({"relation"}),
    Whose.AUTHORISED: _PAPER,
    Whose.WARD: _PAPER,
    Whose.REPRESENTED: _PAPER | {"relation"},
}
WANTED: dict[Whose, frozenset[str]] = {
    Whose.SELF: frozenset(),
    Whose.FAMILY: frozenset({"relation"}),
    Whose.AUTHORISED: _PAPER,
    Whose.WARD: _PAPER,
    Whose.REPRESENTED: frozenset({"relation"}),
}


def read_whose(typed: str) -> Whose:
    """The answer; until one is given that stands, people file for themselves."""
    return Whose(typed) if typed in set(Whose) else Whose.SELF


def whose_of(basis: Basis | None) -> Whose:
    """The answer that a kept basis gave."""
    return next((whose for whose, kept in BASES.items() if kept is basis), Whose.SELF)
