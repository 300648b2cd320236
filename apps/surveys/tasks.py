"""The alarm clock of the surveys."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.utils import timezone

from apps.surveys import services


@shared_task(name="surveys.shuffle", acks_late=True)
def shuffle(**_unknown: Any) -> None:
    """Once a night; a second time does no harm."""
    services.shuffle(at=timezone.now())


@shared_task(name="surveys.invite_closed", acks_late=True)
def invite_closed(**_unknown: Any) -> None:
    """Invite whoever got a result lately; the unique invitation makes a doubled run harmless."""
    services.invite_closed(at=timezone.now())
