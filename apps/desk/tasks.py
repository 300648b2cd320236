"""The alarm clock of the desk."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.utils import timezone

from apps.desk.services import guard


@shared_task(name="desk.guard", acks_late=True)
def run_guard(**_unknown: Any) -> None:
    """One round of the guard; a doubled or repeated round finds nothing left to do."""
    now = timezone.now()
    guard.run_round(at=now, now=now, started_by=guard.Started.BEAT)
