"""Counts that people enter, because the system that counts them is elsewhere: two whole numbers, never a percentage.

The founding article printed 213 / 227 as 86,23 %, which is 213 / 247: a percentage cannot be recounted by anybody.
"""

from __future__ import annotations

import re
from enum import StrEnum

from apps.reports.domain.index_766 import Count, NotACount

MOST_DIGITS = 9
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+")


class Typed(StrEnum):
    """What is counted elsewhere; the value is its name in the table."""

    SYNC = "sync"
    PETITIONS_ON_TIME = "petitions_on_time"
    PETITIONS_SATISFACTION = "petitions_satisfaction"


class Wrong(StrEnum):
    """Why what was typed is no count."""

    PERCENTAGE = "percentage"
    NOT_WHOLE = "not_whole"
    TOO_LARGE = "too_large"
    MORE_THAN_ALL = "more_than_all"


class NotTyped(ValueError):
    """What was typed is no count."""

    def __init__(self, wrong: Wrong) -> None:
        super().__init__(wrong)
        self.wrong = wrong


def whole(text: str) -> int:
    """«1.148» and «1148» are the same number. Raises NotTyped: a share, a part, anything else."""
    said = text.strip().replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    plain = said.replace(".", "") if _GROUPED.fullmatch(said) else said
    if "%" in said or re.fullmatch(r"\d+[.,]\d+", plain):
        raise NotTyped(Wrong.PERCENTAGE)
    if not (plain.isascii() and plain.isdecimal()):
        raise NotTyped(Wrong.NOT_WHOLE)
    if len(plain.lstrip("0")) > MOST_DIGITS:
        raise NotTyped(Wrong.TOO_LARGE)
    return int(plain)


def count(*, numerator: int, denominator: int) -> Count:
    """So many of so many. Raises NotTyped."""
    try:
        return Count(numerator, denominator)
    except NotACount as error:
        raise NotTyped(Wrong.MORE_THAN_ALL) from error
