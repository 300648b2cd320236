"""The dossier code: agency, day of reception, order of that day (TT 01/2018/TT-VPCP, Điều 19; kept by TT 03/2025)."""

from __future__ import annotations

import re
from datetime import date

CODE = re.compile(r"^[A-Z0-9]+(\.[A-Z0-9]+)*-\d{6}-\d{4,}$")
TEMPORARY_PREFIX = "TMP-"
_IN_ADDRESS = re.compile(r"(?:[A-Z0-9]+(?:\.[A-Z0-9]+)*-\d{6}-\d{4,}|TMP-[0-9A-Z]+)")


class NotACode(ValueError):
    """What was typed is neither a dossier code nor a temporary reference."""


def dossier_code(*, agency_code: str, day: date, number: int) -> str:
    """H99.71-261120-0007; from the ten thousandth on the last part simply grows."""
    return f"{agency_code}-{day:%y%m%d}-{number:04d}"


def read_code(typed: str) -> str:
    """The code inside what was typed or scanned: any case, stray blanks, a whole look-up address. Raises NotACode."""
    text = re.sub(r"\s", "", typed).upper()
    found = _IN_ADDRESS.search(text) if "/" in text else None
    candidate = found.group() if found else text
    if CODE.match(candidate) or (candidate.startswith(TEMPORARY_PREFIX) and len(candidate) > len(TEMPORARY_PREFIX)):
        return candidate
    raise NotACode(typed)
