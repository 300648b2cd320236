"""The broom and the pulse of the ground floor."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from apps.core import jobs, sweeping
from apps.core.pruning import prune


@shared_task(name="core.prune", acks_late=True)
def prune_old(**_later: object) -> None:
    """Once a night; a second time finds nothing."""
    prune(at=timezone.now())


@shared_task(name="core.pulse")
def pulse(**_later: object) -> None:
    """Only the alarm clock sends this: where it arrives, both it and a worker live."""
    jobs.pulse(name=jobs.BEAT, at=timezone.now())


@shared_task(name="core.sweep_uploads", acks_late=True)
def sweep_uploads(**_later: object) -> None:
    """Every hour: what was begun and not finished is gone within a day."""
    sweeping.sweep_uploads(at=timezone.now())


@shared_task(name="core.sweep", acks_late=True)
def sweep(**_later: object) -> None:
    """Once a night; a second time finds nothing."""
    sweeping.sweep(at=timezone.now())
