"""A task that outlasts any orderly stop, for the test of handing back; it writes down that it began."""

import os
import time
from pathlib import Path

from celery import shared_task

QUEUE = "tests.slow"
SECONDS = 60


@shared_task(name="tests.slow")  # type: ignore[untyped-decorator]
def slow() -> None:
    """Begin, and not end before somebody stops us."""
    with Path(os.environ["SLOW_NOTES"]).open("a", encoding="utf-8") as notes:
        notes.write("begun\n")
    time.sleep(SECONDS)
