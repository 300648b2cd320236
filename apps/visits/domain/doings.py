"""What can be done about a dossier while its owner stands at the counter."""

from __future__ import annotations

from enum import StrEnum


class Done(StrEnum):
    """One doing of a visit."""

    RECEIVED = "received"
    ASKED = "asked"
    REFUSED = "refused"
    ANSWERED = "answered"
    RETURNED = "returned"
    PAID = "paid"
