"""A town to try pages on."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.architecture.town import NOW, Town, build
from tests.conftest import Clock


@pytest.fixture
def town(db: None, settings: Settings, clock: Clock) -> Town:
    """The town at one hour; citizens may log in."""
    clock.at = NOW
    settings.CITIZEN_LOCAL_LOGIN = True
    return build()
