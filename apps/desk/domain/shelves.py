"""Where the paper of a closed dossier lies, and until when it is kept.

Luật Lưu trữ 33/2024/QH15 counts in years; how many for which procedure is for the ministries to say, and Thông tư
10/2022/TT-BNV speaks of common documents only. So the class is a choice of the office, written down with its source.
"""

from __future__ import annotations

import re
from enum import StrEnum

from apps.core.addresses import plain
from apps.dossiers.domain.codes import NotACode, readings
from apps.dossiers.domain.status import Status

# The work on it has ended and something of it is left in the office; of a refused one every paper went home again.
CLOSED = frozenset({Status.RETURNED, Status.RESULT_SENT, Status.UNCLAIMED, Status.WITHDRAWN, Status.STOPPED})
MOST_AT_ONCE = 100
LONGEST_CODE = 30
_FOLDER_CODE = re.compile(rf"[A-Z0-9Đ][A-Z0-9Đ.-]{{1,{LONGEST_CODE - 1}}}")


class Retention(StrEnum):
    """Thời hạn bảo quản; also what the setting of an office says."""

    PERMANENT = "permanent"
    YEARS_70 = "70"
    YEARS_50 = "50"
    YEARS_20 = "20"
    YEARS_10 = "10"
    YEARS_5 = "5"

    @property
    def years(self) -> int | None:
        """None: for ever."""
        return None if self is Retention.PERMANENT else int(self.value)


class CountedFrom(StrEnum):
    """The first day of the term: 1 January after the year of closing, or the year of closing is the first year."""

    NEXT_YEAR = "next_year"
    CLOSING_YEAR = "closing_year"


class Move(StrEnum):
    """What can happen to the paper of a dossier, or to a whole folder."""

    SHELVED = "shelved"
    MOVED = "moved"
    LENT = "lent"
    RETURNED = "returned"
    PLACED = "placed"  # the folder itself came to this box and shelf


class NotAFolderCode(ValueError):
    """Too short, too long, with signs no label carries, or the code of a dossier."""


def last_year(*, closed: int, retention: Retention, counted_from: CountedFrom) -> int | None:
    """The year at whose end the term is over; None: it is kept for ever.

    Closed in 2026 and kept ten years: from 1 January 2027 until 31 December 2036.
    """
    if retention.years is None:
        return None
    return closed + retention.years - (counted_from is CountedFrom.CLOSING_YEAR)


def outlasts(mine: int | None, folder: int | None) -> bool:
    """Whether a paper must be kept longer than the folder it would lie in."""
    return folder is not None and (mine is None or mine > folder)


def folder_code(typed: str) -> str:
    """The code as it stands on the label: upper case, no blanks. Raises NotAFolderCode."""
    code = re.sub(r"\s", "", plain(typed)).upper()
    if not _FOLDER_CODE.fullmatch(code):
        raise NotAFolderCode(typed)
    try:
        readings(code)
    except NotACode:
        return code
    raise NotAFolderCode(typed)


def numbered_folder(*, year: int, sequence: int) -> str:
    """«TL-2026-0007», where the office has no codes of its own."""
    return f"TL-{year}-{sequence:04d}"
