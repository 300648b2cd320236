"""One-time codes: six digits, five minutes, five tries."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta

DIGITS = 6
LASTS = timedelta(minutes=5)
MAX_TRIES = 5


def read_code(typed: str) -> str:
    """The digits of what was typed, however they were spaced; "" when they cannot be a code."""
    digits = re.sub(r"[\s.\-]", "", unicodedata.normalize("NFKC", typed))
    return digits if re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits) else ""
