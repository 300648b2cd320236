"""The alarm clock of the desk."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.utils import timezone

from apps.core import doorbell
from apps.desk.exports import book_xlsx
from apps.desk.models import BookFile
from apps.desk.printing.books import book_pdf
from apps.desk.services import books, calendar_reviews, guard
from apps.desk.services.returning_reminders import remind_collectors
from apps.dossiers.services import outages
from apps.dossiers.services.outages import CARRY_OUT

# How a worker makes the file of a volume, by its kind.
MAKERS: books.Makers = {BookFile.Kind.XLSX.value: book_xlsx, BookFile.Kind.PDF.value: book_pdf}
# A volume of ten thousand lines takes the press minutes. Acknowledged at once: the next poll finds one that died.
LONGEST = 20 * 60


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


@shared_task(name="desk.remind_collectors", acks_late=True)
def remind_of_results(**_unknown: Any) -> None:
    """Remind whoever has not fetched a result; after the last step it counts as unclaimed. Each step is done once."""
    remind_collectors(at=timezone.now())


@shared_task(name=books.MAKE, acks_late=False, time_limit=LONGEST, soft_time_limit=LONGEST - 30)
def make_books(**_unknown: Any) -> None:
    """Make the file of a volume that waits longest; where another waits behind it, ring again."""
    if books.carry_out(at=timezone.now(), make=MAKERS):
        doorbell.ring(books.MAKE)


@shared_task(name=CARRY_OUT, acks_late=True)
def carry_out_outages(**_unknown: Any) -> None:
    """Stop or let go the clocks of a declared outage; a full round rings again rather than wait for the next poll."""
    if outages.carry_out_outages(at=timezone.now()):
        doorbell.ring(CARRY_OUT)
