"""What every test shares. The servers are started by tests/servers.py, which pytest loads before the settings."""

from __future__ import annotations

import gc
import os
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from apps.officials.selectors import calendars
from tests import databases
from tests.sizes import pick

# The files that take longest, the longest first.
LONG = (
    *("test_supervisor.py", "test_story.py", "test_bad_input.py", "test_faults.py", "test_access.py"),
    *("test_templates.py", "test_migrations.py", "test_bad_addresses.py", "test_catalogue_story.py"),
    "test_command_line.py",
)
# No time limit for one example: on a busy machine it would fail what is true.
settings.register_profile("house", deadline=None, max_examples=pick(sample=20, full=500))
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


@pytest.fixture(autouse=True, scope="module")
def calendars_are_read_anew() -> None:
    """Agencies of another database, or of another module, may bear the same number."""
    calendars._calendar.cache_clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The database of this process is a copy: migrating it anew cost every process half a minute of processor."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = databases.migrated()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With two processes, what takes long goes first, so that neither waits for the other at the end."""
    if config.getoption("numprocesses", default=None) or "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: walking through it again and again cost every test a twelfth of its time."""
    gc.collect()
    gc.freeze()
