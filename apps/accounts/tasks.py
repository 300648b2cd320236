"""The broom of log-ins."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from apps.accounts.services.sessions import forget


@shared_task(name="accounts.forget", acks_late=True)
def forget_old(**_later: object) -> None:
    """Once a night; a second time finds nothing."""
    forget(at=timezone.now())
