"""Vietnamese words of the pages that citizens see."""

from apps.portal.labels.front import (
    ASKED_OFTEN,
    STATEMENTS,
    Sessions,
    hours_lines,
    session_words,
    unit_of,
    waiting_words,
)
from apps.portal.labels.session import TROUBLES, Trouble, TroubleWords

__all__ = [
    "ASKED_OFTEN",
    "STATEMENTS",
    "TROUBLES",
    "Sessions",
    "Trouble",
    "TroubleWords",
    "hours_lines",
    "session_words",
    "unit_of",
    "waiting_words",
]
