"""The second party of a dossier: by which ways they may confirm, and whether what they said still holds."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum


class Confirmation(StrEnum):
    """How the second party let us know who they are."""

    ACCOUNT = "account"
    PHONE = "phone"
    DESK = "desk"


class PartyState(StrEnum):
    """Where the confirmation stands."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    LAPSED = "lapsed"
    AGREED = "agreed"
    DECLINED = "declined"
    CHANGED = "changed"


def party_state(
    *,
    now_print: str,
    asked_until: datetime | None,
    answered_print: str,
    agreed: bool | None,
    at: datetime,
) -> PartyState:
    """Where it stands: an answer counts for what was read, so whatever changes afterwards is asked anew."""
    if agreed is not None and answered_print == now_print:
        return PartyState.AGREED if agreed else PartyState.DECLINED
    if asked_until is None:
        return PartyState.NOT_ASKED
    if agreed is not None:
        return PartyState.CHANGED
    return PartyState.ASKED if at < asked_until else PartyState.LAPSED
