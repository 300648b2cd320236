"""What every test shares. The servers are started by tests/servers.py, which pytest loads before the settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings

from tests.sizes import pick

# No time limit for one example: on a busy machine it would fail what is true.
settings.register_profile("house", deadline=None, max_examples=pick(sample=100, full=500))
settings.load_profile("house")


@dataclass(slots=True)
class Clock:
    """The hour at which views, tasks and commands believe to run; a test moves it by assignment."""

    at: datetime


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The one thing a test may replace besides the network. It starts on Monday, 16/11/2026, at nine."""
    hands = Clock(datetime(2026, 11, 16, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")))
    monkeypatch.setattr("django.utils.timezone.now", lambda: hands.at)
    return hands
