"""A day as people write it."""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"([0-9]{1,2})\s*[./\-\s]\s*([0-9]{1,2})\s*[./\-\s]\s*([0-9]{4})")
_DIGITS_ONLY = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")


class NotADate(ValueError):
    """What was typed is no day of the calendar."""


def read_date(typed: str) -> date:
    """The day in «12/11/2026», «12-11-2026», «12 11 2026» or «12112026». Raises NotADate."""
    found = _DATE.fullmatch(typed.strip()) or _DIGITS_ONLY.fullmatch(typed.strip())
    if not found:
        raise NotADate(typed)
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError as error:
        raise NotADate(typed) from error
