"""The alarm clock of the outbox."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from apps.core import doorbell
from apps.messaging import services
from apps.messaging.services.enqueueing import SEND_DUE

# Below `CLAIM_LASTS`: a round that hangs is ended before anyone else may take its rows.
SOFT_SECONDS, HARD_SECONDS = 45, 50


@shared_task(name="messaging.wipe_old", acks_late=True)
def wipe_old(**_later: object) -> None:
    """Forget the words and addresses of messages that have arrived long ago; the next night takes what is left."""
    services.wipe_old(at=timezone.now())


@shared_task(name=SEND_DUE, soft_time_limit=SOFT_SECONDS, time_limit=HARD_SECONDS)
def send_due(**_later: object) -> None:
    """Send what is due; if the round was full, ring again rather than wait for the next poll."""
    if services.send_due(at=timezone.now()).is_full:
        doorbell.ring(SEND_DUE)
