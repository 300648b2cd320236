"""When the guard asks, drafts, notices; and the reasons a letter may give (domain 5.7, rulings 6-8)."""

from __future__ import annotations

from enum import StrEnum


class DelayReason(StrEnum):
    """Why a promise will not be kept; `other` needs words."""

    VERIFICATION = "verification"
    PARTNER = "partner"
    SIGNATURE = "signature"
    TECHNICAL = "technical"
    OVERLOAD = "overload"
    MISTAKE = "mistake"
    FORCE_MAJEURE = "force_majeure"
    OTHER = "other"


class Answer(StrEnum):
    """What a holder says when asked whether the promise will be kept."""

    WILL_KEEP = "will_keep"
    WILL_BREAK = "will_break"


def promise_cycle(*, supplement_count: int, is_extended: bool) -> int:
    """Numbers the promises of one dossier, so that each is asked about and apologised for at most once."""
    return 1 + 2 * supplement_count + int(is_extended)
