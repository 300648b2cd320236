"""How a paper of a dossier came to be digital, as Thông tư 01/2023/TT-VPCP has it counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Digitisation(IntEnum):
    """Of one paper of one dossier; the numbers are those of the national report."""

    NONE = 0
    DIGITISED = 1
    FROM_DOCUMENT = 2
    FROM_RESULT = 3


def digitisation(*, has_file: bool, is_from_document: bool, is_from_result: bool) -> Digitisation:
    """Re-use is said before digitisation: the file was made once, for the first dossier."""
    if is_from_result:
        return Digitisation.FROM_RESULT
    if is_from_document:
        return Digitisation.FROM_DOCUMENT
    return Digitisation.DIGITISED if has_file else Digitisation.NONE


class SignedKind(StrEnum):
    """Whose digital signature a scan carries, as somebody noted it; the house does not check it."""

    AGENCY = "agency"
    OFFICIAL = "official"
    ISSUER = "issuer"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the papers are digital, of how many; `reused` of them were taken over from earlier.

    The base is every paper that is to be digitised; a percentage is made of these two where it is shown, never kept.
    """

    numerator: int
    denominator: int
    reused: int


def share_of(states: Iterable[Digitisation]) -> Share:
    """The share of these papers."""
    told = list(states)
    return Share(
        numerator=sum(state is not Digitisation.NONE for state in told),
        denominator=len(told),
        reused=sum(state in (Digitisation.FROM_DOCUMENT, Digitisation.FROM_RESULT) for state in told),
    )
