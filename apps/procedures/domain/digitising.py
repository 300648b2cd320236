"""What becomes of a paper at reception: scanned, fetched from a database, or handed back unscanned."""

from __future__ import annotations

from enum import StrEnum


class Digitise(StrEnum):
    """Quy tắc số hóa of one paper of the list (NĐ 118/2025: what was digitised once is not asked for again)."""

    SCAN = "scan"
    FETCH = "fetch"
    NEVER = "never"


def rule_for(*, is_note: bool, is_shown_only: bool, said: str = "") -> Digitise:
    """The rule of a paper: what the record says, else scanned, unless it is a remark or only looked at."""
    if said in set(Digitise):
        return Digitise(said)
    return Digitise.NEVER if is_note or is_shown_only else Digitise.SCAN
