"""The alarm clock of money."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.utils import timezone

from apps.payments.services.gatewaying import LOOK_AFTER, ask_gateways
from apps.payments.services.trying import forget_unseen


@shared_task(name=LOOK_AFTER, acks_late=True)
def look_after(**_unknown: Any) -> None:
    """Ask gateways that are silent, let go of transfers that never came; a doubled run does no harm."""
    at = timezone.now()
    ask_gateways(at=at)
    forget_unseen(at=at)
