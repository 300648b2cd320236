"""The alarm clock of the front doors."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from apps.dossiers.services.helped_answers import close_forgotten
from apps.portal.services.drafts import end_old


@shared_task(name="portal.end_old_drafts", acks_late=True)
def end_old_drafts(**_later: object) -> None:
    """Once a night, with the help that somebody forgot to end; a second time tells nobody and finds nothing."""
    at = timezone.now()
    end_old(at=at)
    close_forgotten(at=at)
