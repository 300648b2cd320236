"""Whom a message goes to, by every way we know."""

from dataclasses import dataclass

from apps.accounts.domain.identity import mask_phone
from apps.messaging.domain.kinds import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """The addresses of one person; an empty one is a way we do not have.

    `person_key` ("person:12") is the inbox; `postal` is what stands on the envelope: the name, below it the address.
    """

    phone: str = ""
    email: str = ""
    person_key: str = ""
    postal: str = ""

    def address(self, channel: Channel) -> str:
        """Where this person is reached by a channel, or ""."""
        return {
            Channel.SMS: self.phone,
            Channel.ZALO: self.phone,
            Channel.EMAIL: self.email,
            Channel.IN_APP: self.person_key,
            Channel.POST: self.postal,
        }[channel]


def masked(address: str) -> str:
    """A phone number or e-mail address as staff lists show it: known to whom it belongs, of no use to others.

    Of an envelope only the first line is shown, the name.
    """
    if "\n" in address:
        return address.splitlines()[0]
    name, at_sign, host = address.partition("@")
    return f"{name[:1]}***@{host}" if at_sign else mask_phone(address)
