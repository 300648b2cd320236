"""Rows that have done their work and would otherwise lie here for ever."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from apps.core.jobs import FAILURES_LAST
from apps.core.models import IdempotencyKey, JobFailure, RateWindow

# A page left open over a long holiday is still posted once; the longest window in which tries are counted is an hour.
KEYS_LAST = timedelta(days=30)
WINDOWS_LAST = timedelta(days=2)
BATCH = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """How many rows went."""

    keys: int
    windows: int
    failures: int


def prune(*, at: datetime, batch: int = BATCH) -> Pruned:
    """Delete old keys, windows of tries and failures, a batch in each transaction so that nobody waits for it."""
    return Pruned(
        keys=_in_batches(lambda: IdempotencyKey.objects.filter(created_at__lt=at - KEYS_LAST), batch=batch),
        windows=_in_batches(
            lambda: RateWindow.objects.filter(window__lt=int((at - WINDOWS_LAST).timestamp())), batch=batch
        ),
        failures=_in_batches(lambda: JobFailure.objects.filter(last_at__lt=at - FAILURES_LAST), batch=batch),
    )


def _in_batches(old: Callable[[], QuerySet[Any]], *, batch: int) -> int:
    gone = 0
    while ids := list(old().order_by("pk").values_list("pk", flat=True)[:batch]):
        gone += old().filter(pk__in=ids).delete()[0]
    return gone
