"""Somebody asks to try again what was given up."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from apps.accounts.domain.actor import Actor
from apps.core import doorbell
from apps.messaging.domain.kinds import CARRIED_WAYS, Channel
from apps.messaging.domain.retrying import FAILED, MessageState
from apps.messaging.models import OutboxMessage
from apps.messaging.services.enqueueing import SEND_DUE

_MAY_BE_RETRIED = [state.value for state in (*FAILED, MessageState.TEMPORARY)]


class NotFailed(Exception):
    """The message is on its way or has left: there is nothing to try again."""


class WordsWiped(Exception):
    """The words of the message were wiped; what it said is told anew, not sent again."""


@transaction.atomic
def retry(*, message_id: int, by: Actor, at: datetime) -> None:
    """Send one failed message of the official's agency on its way again, under the key it always had.

    Raises OutboxMessage.DoesNotExist, NotFailed (also at the second press), WordsWiped.
    """
    carried = [channel.value for channel in CARRIED_WAYS]
    rows = OutboxMessage.objects.select_for_update(of=("self",)).filter(
        agency_id=by.agency_id or 0, channel__in=carried
    )
    message = rows.get(pk=message_id)
    if message.state not in _MAY_BE_RETRIED:
        raise NotFailed
    if message.wiped_at:
        raise WordsWiped
    _send_on(ids=[message.pk], by=by, at=at)


@transaction.atomic
def retry_technical(*, channel: Channel, by: Actor, at: datetime) -> int:
    """Send on whatever failed by our own fault on this way, once that is mended; how many messages."""
    rows = OutboxMessage.objects.select_for_update(of=("self",), skip_locked=True).filter(
        agency_id=by.agency_id or 0,
        channel=channel.value,
        state=MessageState.TECHNICAL.value,
        wiped_at__isnull=True,
    )
    return _send_on(ids=list(rows.values_list("pk", flat=True)), by=by, at=at)


def _send_on(*, ids: list[int], by: Actor, at: datetime) -> int:
    changed = OutboxMessage.objects.filter(pk__in=ids).update(
        state=MessageState.QUEUED.value,
        tries_forgiven=F("tries"),
        next_try_at=at,
        last_error="",
        retried_at=at,
        retried_by=by.key,
    )
    doorbell.ring(SEND_DUE)
    return changed
