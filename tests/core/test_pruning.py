"""What has done its work goes, what may still be asked for stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from apps.core.jobs import FAILURES_LAST, broke
from apps.core.limits import Limit, count
from apps.core.models import IdempotencyKey, JobFailure, RateWindow
from apps.core.pruning import KEYS_LAST, WINDOWS_LAST, Pruned, prune

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
HOURLY = Limit("hourly", tries=5, seconds=3600)


def test_old_keys_and_windows_go_and_young_ones_stay() -> None:
    for number in range(5):
        for name, at in (("old", AT - KEYS_LAST - timedelta(seconds=1)), ("young", AT - KEYS_LAST)):
            IdempotencyKey.objects.create(scope=name, key=str(number), fingerprint="x", created_at=at)
    count(limits=[(HOURLY, "old")], at=AT - WINDOWS_LAST - timedelta(hours=1))
    count(limits=[(HOURLY, "young")], at=AT - timedelta(hours=1))
    for task, at in (("old", AT - FAILURES_LAST - timedelta(seconds=1)), ("young", AT - FAILURES_LAST)):
        broke(task=task, task_id="1", error=ValueError(), at=at)

    first, second = prune(at=AT, batch=2), prune(at=AT, batch=2)

    assert (first, second) == (Pruned(keys=5, windows=1, failures=1), Pruned(keys=0, windows=0, failures=0))
    assert set(IdempotencyKey.objects.values_list("scope", flat=True)) == {"young"}
    assert list(RateWindow.objects.values_list("bucket", flat=True)) == ["hourly:young"]
    assert list(JobFailure.objects.values_list("task", flat=True)) == ["young"]


def test_a_window_that_still_counts_is_never_pruned() -> None:
    for _ in range(HOURLY.tries):
        count(limits=[(HOURLY, "somebody")], at=AT)

    prune(at=AT)

    assert RateWindow.objects.get().hits == HOURLY.tries
