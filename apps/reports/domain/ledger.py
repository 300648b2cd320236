"""What the ledger of pauses counts for each official; the value is its word in an address."""

from __future__ import annotations

from enum import StrEnum


class Measure(StrEnum):
    """Times a clock was stopped, begun anew, or a day appointed anew, and how many of them when it was nearly late."""

    PAUSES = "tam-dung"
    LATE_PAUSES = "tam-dung-sat-han"
    RESTARTS = "tinh-lai"
    LATE_RESTARTS = "tinh-lai-sat-han"
    REPEATS = "hoi-lan-nua"
    EXTENSIONS = "hen-lai"
    LATE_EXTENSIONS = "hen-lai-sat-han"


OF_EXTENSIONS = frozenset({Measure.EXTENSIONS, Measure.LATE_EXTENSIONS})
