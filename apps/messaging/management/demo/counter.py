"""Where both doors bring what they are handed: taken, or not, as the mood of its way is; then reported."""

from __future__ import annotations

import time
from dataclasses import dataclass

from apps.messaging.domain.kinds import Channel
from apps.messaging.management.demo.mailbox import Item, Mailbox
from apps.messaging.management.demo.moods import Mood, Moods
from apps.messaging.management.demo.reporter import Reporter

# Longer than the portal waits for an answer.
HANG_SECONDS = 12


class Busy(Exception):
    """Not now."""


class WrongAddress(Exception):
    """Never to this address."""


@dataclass(frozen=True)
class Counter:
    """The one counter of the demonstration's gateways."""

    mailbox: Mailbox
    moods: Moods
    reporter: Reporter

    def take(self, *, key: str, channel: Channel, to: str, subject: str, text: str) -> Item:
        """Keep a message and see to its report. Raises Busy, WrongAddress, KeyReused."""
        mood = self.moods.of(channel)
        if mood is Mood.BUSY:
            raise Busy
        if mood is Mood.REFUSE:
            raise WrongAddress
        if mood is Mood.HANG:
            time.sleep(HANG_SECONDS)
        item = self.mailbox.take(key=key, channel=channel, to=to, subject=subject, text=text)
        said = self.moods.report(channel=channel, key=key) if key else None
        if said:
            self.mailbox.note(reference=item.reference, said=said.value)
            self.reporter.tell(channel=channel, key=key, said=said)
        return item
