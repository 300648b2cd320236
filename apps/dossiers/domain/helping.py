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


class Unconfirmed(StrEnum):
    """Why a helped filing may not be filed, or may not be confirmed in this way."""

    NOTHING_SAID = "nothing_said"
    CHANGED_SINCE = "changed_since"
    NO_PHONE = "no_phone"
    HELPERS_PHONE = "helpers_phone"
    WRONG_CODE = "wrong_code"
    SAME_OFFICIAL = "same_official"
    NOT_ASKED = "not_asked"


class NotConfirmed(Exception):
    """The citizen has not said in a lawful way that this is what they want; `why` is an `Unconfirmed`."""

    def __init__(self, why: Unconfirmed) -> None:
        super().__init__(why.value)
        self.why = why


def objection(*, confirmation: str, confirmed: str, now: str) -> Unconfirmed | None:
    """What speaks against filing: nothing was confirmed, or something else than what would be filed now.

    `confirmed` and `now` are digests of the content.
    """
    if not confirmation:
        return Unconfirmed.NOTHING_SAID
    return Unconfirmed.CHANGED_SINCE if confirmed != now else None


def objection_to_phone(*, phone: str, helpers_phone: str) -> Unconfirmed | None:
    """What speaks against a code to this phone: it proves something only where it is not the helper's own."""
    if not phone:
        return Unconfirmed.NO_PHONE
    return Unconfirmed.HELPERS_PHONE if phone == helpers_phone else None


def may_be_told(*, told: Told, phone: str, helpers_phone: str) -> bool:
    """Whether messages can go where they were sent: nobody is told by a phone that is not there."""
    needs = {
        Told.BENEFICIARY: bool(phone),
        Told.HELPER: bool(helpers_phone),
        Told.BOTH: bool(phone and helpers_phone),
        Told.LETTER: True,
    }
    return needs[told]
