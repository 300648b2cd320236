"""The simplest good way to empty an outbox: claim one row, commit, hand it over, write it down, commit; and again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from apps.messaging.gateways import Gateway, Letter
from apps.messaging.models import Delivery, OutboxMessage

CLAIM = timedelta(seconds=60)


def send(*, gateway: Gateway, channel: str, at: datetime) -> int:
    """Send all that is due by one way; how many."""
    sent = 0
    while message := _claim(channel=channel, at=at):
        reference = gateway.send(
            letter=Letter(key=message.key, to=message.recipient, subject=message.subject, body=message.body)
        )
        with transaction.atomic():
            Delivery.objects.create(
                agency_id=message.agency_id,
                message=message,
                attempt=message.tries,
                at=at,
                outcome="sent",
                reference=reference,
            )
            OutboxMessage.objects.filter(pk=message.pk).exclude(state="sent").update(
                state="sent", sent_at=at, next_try_at=None, reference=reference
            )
        sent += 1
    return sent


@transaction.atomic
def _claim(*, channel: str, at: datetime) -> OutboxMessage | None:
    due = OutboxMessage.objects.select_for_update(skip_locked=True).filter(channel=channel, next_try_at__lte=at)
    message = due.order_by("next_try_at", "pk").first()
    if message:
        message.state, message.tries, message.claimed_at, message.next_try_at = (
            "sending", message.tries + 1, at, at + CLAIM,
        )  # fmt: skip
        message.save(update_fields=["state", "tries", "claimed_at", "next_try_at"])
    return message
