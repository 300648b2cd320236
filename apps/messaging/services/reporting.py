"""A gateway reports what became of a message it had taken."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Coalesce

from apps.core import doorbell
from apps.messaging.domain.kinds import Channel
from apps.messaging.domain.reports import UNDELIVERED, Said, after_report
from apps.messaging.domain.retrying import MessageState
from apps.messaging.models import DeliveryReport, OutboxMessage
from apps.messaging.services.enqueueing import SEND_DUE
from apps.messaging.services.posting import post_instead
from apps.messaging.services.wiping import wiped_if_secret


class UnknownMessage(Exception):
    """No message has left by this way under that name."""


@transaction.atomic
def take_report(
    *, channel: Channel, key: UUID | None, reference: str, said: Said, digest: str, at: datetime
) -> MessageState:
    """The state of the message after this report; the same report again changes nothing. Raises UnknownMessage.

    `digest` is of the report as it was signed: the gateway may say the same twice, and a recorded one says nothing.
    """
    rows = OutboxMessage.objects.select_for_update(of=("self",)).filter(channel=channel.value)
    named = rows.filter(key=key) if key else rows.filter(reference=reference).exclude(reference="")
    message = named.order_by("-pk").first()
    if message is None:
        raise UnknownMessage
    is_known = DeliveryReport.objects.filter(agency_id=message.agency_id, message=message, digest=digest).exists()
    if not is_known:
        DeliveryReport.objects.create(
            agency_id=message.agency_id, message=message, said=said.value, at=at, digest=digest
        )
        _follow(message=message, said=said, at=at)
    return MessageState(message.state)


def _follow(*, message: OutboxMessage, said: Said, at: datetime) -> None:
    decided = after_report(
        state=MessageState(message.state), said=said, tries=message.tries, forgiven=message.tries_forgiven, at=at
    )
    if decided is None:
        return
    message.state, message.next_try_at = decided.state.value, decided.next_try_at
    row = OutboxMessage.objects.filter(pk=message.pk)
    if decided.state is MessageState.DELIVERED:
        forgotten = wiped_if_secret(message=message, at=at)
        row.update(
            state=message.state, next_try_at=None, last_error="", delivered_at=at,
            sent_at=Coalesce("sent_at", at), **forgotten,
        )  # fmt: skip
        return
    row.update(state=message.state, next_try_at=message.next_try_at, last_error=UNDELIVERED)
    if message.next_try_at:
        doorbell.ring(SEND_DUE)
    else:
        post_instead(message=message, at=at)
