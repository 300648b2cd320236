"""Machines beyond ours that take money for us or write receipts. Values in, values out; they keep nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Fate(StrEnum):
    """What a gateway says of one try."""

    PAID = "paid"
    FAILED = "failed"
    UNDER_WAY = "under_way"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody is to pay: đồng, under our reference. `words` are ASCII and of no person."""

    reference: str
    amount: int
    words: str
    started_at: datetime
    expires_at: datetime
    return_to: str
    address: str
    language: str = "vi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a gateway told us, its signature checked: of which try, how much (đồng), its own name for the money.

    `paid_at` is known of what was paid.
    """

    reference: str
    amount: int
    fate: Fate
    provider_id: str
    paid_at: datetime | None = None
    code: str = ""


class BadSignature(Exception):
    """Whoever sent this does not know the secret."""


class Unreadable(Exception):
    """Signed, but not in the words of the protocol."""


class GatewayDown(Exception):
    """The gateway did not answer, or not in its own words: try later."""


class Gateway(Protocol):
    """A payment gateway: a page of its own to send the payer to, signed notices, and somebody to ask."""

    @property
    def name(self) -> str:
        """A short name, kept with each try."""
        ...

    @property
    def title(self) -> str:
        """What the payer knows it by."""
        ...

    @property
    def is_set_up(self) -> bool:
        """Whether this installation has a contract with it."""
        ...

    def page(self, *, order: Order) -> str:
        """The address where the payer pays, signed."""
        ...

    def read(self, *, said: Mapping[str, str]) -> Notice:
        """A notice or the words of a payer's return. Raises BadSignature, Unreadable."""
        ...

    def ask(self, *, order: Order, at: datetime) -> Notice | None:
        """What became of a try; None where it knows none. Raises GatewayDown."""
        ...
