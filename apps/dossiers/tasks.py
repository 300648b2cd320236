"""The alarm clock of papers on their way in."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from apps.core import judging
from apps.dossiers.services import binding
from apps.dossiers.services.papers import READ_PAPERS


@shared_task(name=READ_PAPERS, acks_late=True)
def read_papers(**_later: object) -> None:
    """Judge what was sent, then bind photographs: rung by who sends, and every few seconds for what nobody heard."""
    judging.judge_waiting(at=timezone.now())
    binding.bind_waiting(at=timezone.now())
