"""The alarm clock of the desk."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.utils import timezone

from apps.desk.services import calendar_reviews, guard


@shared_task(name="desk.guard", acks_late=True)
def run_guard(**_unknown: Any) -> None:
    """One round of the guard; a doubled or repeated round finds nothing left to do."""
    now = timezone.now()
    guard.run_round(at=now, now=now, started_by=guard.Started.BEAT)


@shared_task(name="desk.review_calendars", acks_late=True)
def review_calendars(**_unknown: Any) -> None:
    """List what a changed calendar would move, and carry out what leaders confirmed; each is done once."""
    at = timezone.now()
    calendar_reviews.review_changed_calendars(at=at)
    calendar_reviews.carry_out_reviews(at=at)
