"""Help that is honest: how a citizen confirms what somebody else typed for them, and who is told afterwards."""

from __future__ import annotations

from enum import StrEnum


class Confirmation(StrEnum):
    """Counted apart, each kind by itself; OWN_LOG_IN is a draft begun with help that its owner filed alone."""

    OWN_PHONE = "own_phone"
    READ_ALOUD = "read_aloud"
    SECOND_OFFICIAL = "second"
    OWN_LOG_IN = "own_log_in"


class Told(StrEnum):
    """To whom the messages about the dossier go."""

    BENEFICIARY = "beneficiary"
    HELPER = "helper"
    BOTH = "both"
    LETTER = "letter"
