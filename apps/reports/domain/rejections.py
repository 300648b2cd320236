"""What a dossier lacks that the national portal asks of whoever synchronises it.

No published text lists these fields; they are the ones of the records that portals exchange, as far as we keep them.
"""

from __future__ import annotations

from enum import StrEnum


class Lack(StrEnum):
    """What is missing; the value is its word in an address."""

    PROCEDURE = "ma-thu-tuc"
    AGENCY = "ma-don-vi"
    IDENTITY = "so-dinh-danh"
    ADDRESS = "dia-chi"
    RESULT = "ket-qua"


# The code of a procedure in the national database; a dossier's code begins with its agency's in the national list.
NATIONAL_PROCEDURE = r"^[0-9]\.[0-9]{6}$"
NATIONAL_CODE = r"^(000\.[0-9]{2}\.[0-9]{2}\.)?H[0-9]{2}(\.[0-9]+)*-"
