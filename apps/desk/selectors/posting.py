"""Letters a clerk has to print and take to the post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from apps.accounts.domain.actor import Actor
from apps.dossiers.models import Dossier
from apps.dossiers.services.notices import recipient
from apps.messaging import selectors as messaging
from apps.messaging.domain.kinds import Channel, Kind
from apps.messaging.domain.retrying import MessageState
from apps.messaging.labels import KIND_LABELS
from apps.messaging.models import OutboxMessage

MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPost:
    """One letter: whom it goes to, what it says, which dossier it speaks of."""

    id: int
    label: str
    envelope: tuple[str, ...]
    subject: str
    body: str
    dossier: Dossier
    created_at: datetime
    is_printed: bool

    @property
    def name(self) -> str:
        return self.envelope[0] if self.envelope else ""


def letters_to_post(*, actor: Actor) -> list[ToPost]:
    """The oldest letters that wait, about dossiers this official may see.

    One that took the place of a failed SMS has no envelope of its own: the dossier knows the name and the address.
    """
    waiting = list(messaging.to_post(agency_id=actor.agency_id or 0)[:MOST])
    numbers = {message.pk: _dossier_id(message) for message in waiting}
    dossiers = Dossier.objects.visible_to(actor).in_bulk([number for number in numbers.values() if number])
    return [
        _line(message, dossiers[number])
        for message in waiting
        if (number := numbers[message.pk]) is not None and number in dossiers
    ]


def _dossier_id(message: OutboxMessage) -> int | None:
    number = message.about.removeprefix("dossier:")
    return int(number) if number.isdecimal() else None


def _line(message: OutboxMessage, dossier: Dossier) -> ToPost:
    envelope = message.recipient or recipient(dossier).address(Channel.POST)
    return ToPost(
        id=message.pk,
        label=str(KIND_LABELS[Kind(message.kind)]),
        envelope=tuple(envelope.splitlines()),
        subject=message.subject or str(KIND_LABELS[Kind(message.kind)]),
        body=message.body,
        dossier=dossier,
        created_at=message.created_at,
        is_printed=message.state == MessageState.SENDING,
    )
