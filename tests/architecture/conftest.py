"""A town to try pages on."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from tests.architecture.town import NOW, Town, build
from tests.conftest import Clock


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    """The town, built once for a module in a transaction that is rolled back after it."""
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(CITIZEN_LOCAL_LOGIN=True),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patch.setattr("django.utils.timezone.now", lambda: NOW)
        town = build()
        patch.undo()
        yield town
        transaction.set_rollback(True)


@pytest.fixture
def town(built: Town, db: None, settings: Settings, clock: Clock) -> Town:
    """The town at one hour; citizens may log in, and what a test changes is undone after it."""
    clock.at = NOW
    settings.CITIZEN_LOCAL_LOGIN = True
    return deepcopy(built)
