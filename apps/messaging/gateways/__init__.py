"""Machines beyond ours that carry messages. Values in, a reference out; a failure says whether to try again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

REFERENCE_LENGTH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message as a gateway gets it. `key` is the same at every attempt: whoever sees it twice has it already.

    `sender` is the name an SMS comes from; `template` and `parameters` are what a Zalo notification is made of.
    """

    key: UUID
    to: str
    subject: str
    body: str
    sender: str = ""
    template: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)


class Gateway(Protocol):
    """One way out of the house."""

    @property
    def is_set_up(self) -> bool:
        """Whether this installation has a contract for this way at all."""
        ...

    def send(self, *, letter: Letter) -> str:
        """Hand over one letter and return the gateway's own reference. Raises SendingFailed."""
        ...


class SendingFailed(Exception):
    """The letter was not taken. `code` is ours: a gateway's own words may repeat the phone number and are not kept."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TryLater(SendingFailed):
    """Nothing is wrong with this letter; the gateway could not take it now."""


class NoAnswer(TryLater):
    """The gateway did not answer at all: others need not wait for it in the same round."""


class Refused(SendingFailed):
    """The gateway will never take this letter."""


class OurFault(SendingFailed):
    """Nothing is wrong with this letter: our token, our contract, our template is refused. Worth trying again later."""


class NotSetUp(OurFault):
    """This installation has no such way, so trying again means nothing before somebody sets it up."""
