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

__all__ = [
    "ASKED_OFTEN",
    "STATEMENTS",
    "Sessions",
    "hours_lines",
    "session_words",
    "unit_of",
    "waiting_words",
]
