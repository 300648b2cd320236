"""What the national index calls late, by its description document (domain 5.6, K7, K7b)."""

from __future__ import annotations

import pytest

from apps.reports.domain.national import OpenCase, counts_as_late
from tests.worktime.calendars import at

DUE, NOW = "2026-11-26 23:59:59.999999", "2026-12-02 09:00"


@pytest.mark.parametrize(
    ("paused", "requests", "now", "late"),
    [
        pytest.param("", 0, "2026-11-26 18:00", False, id="still in time"),
        pytest.param("", 0, NOW, True, id="K6"),
        pytest.param("2026-11-25 09:00", 1, NOW, False, id="K7: the request is the finish"),
        pytest.param("2026-11-25 09:00", 2, NOW, True, id="K7b: asked twice"),
        pytest.param("2026-11-27 09:00", 1, NOW, True, id="asked after the promise broke"),
        pytest.param("", 1, "2026-11-25 09:00", False, id="answered, and running again"),
        pytest.param("", 2, "2026-11-20 09:00", True, id="asked twice and no finish yet"),
    ],
)
def test_an_open_dossier_is_late_or_not(paused: str, requests: int, now: str, late: bool) -> None:
    case = OpenCase(late_after=at(DUE), paused_at=at(paused) if paused else None, requests=requests)

    assert counts_as_late(case, now=at(now)) is late


def test_what_nobody_promised_a_day_stands_apart() -> None:
    assert counts_as_late(OpenCase(late_after=None, requests=3), now=at(NOW)) is None
