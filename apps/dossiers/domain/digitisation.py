"""How a paper of a dossier came to be digital, as Thông tư 01/2023/TT-VPCP has it counted."""

from __future__ import annotations

from enum import IntEnum


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
