"""What can be done about a dossier while its owner stands at the counter."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum


class Done(StrEnum):
    """One doing of a visit."""

    RECEIVED = "received"
    ASKED = "asked"
    REFUSED = "refused"
    ANSWERED = "answered"
    RETURNED = "returned"
    PAID = "paid"


def goes_on(*, person: int | None, ticket: str, next_person: int | None, next_ticket: str) -> bool:
    """Whether the next act belongs to the visit under way: the same person, and no other ticket was called."""
    is_same_person = person is not None and person == next_person
    return is_same_person and (not ticket or not next_ticket or ticket == next_ticket)


def ended_at(*, began_on: date, last_done_at: datetime, on: date, at: datetime) -> datetime:
    """When a visit ended that somebody forgot to end: on its own day, with the last thing that was done in it."""
    return at if began_on == on else last_done_at
