"""The alarm clock of the catalogue."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.utils import timezone

from apps.core import doorbell
from apps.procedures.services import bringing

# A hundred thousand rows take minutes. Acknowledged at once: one that dies is found again by the next poll.
LONGEST = 30 * 60


@shared_task(name=bringing.CARRY_OUT, acks_late=False, time_limit=LONGEST, soft_time_limit=LONGEST - 30)
def carry_out_imports(**_unknown: Any) -> None:
    """Work on the file that waits longest; where another waits behind it, ring again rather than wait for the poll."""
    if bringing.carry_out(at=timezone.now()):
        doorbell.ring(bringing.CARRY_OUT)
