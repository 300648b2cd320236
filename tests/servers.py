"""The servers of a test session, started before Django reads its settings (`-p tests.servers` in pyproject.toml).

The workers of pytest-xdist inherit the addresses; each makes databases of its own in the one server.
"""

import os
from collections.abc import Generator

import pytest

from config.launch import scratch

_session = scratch.Session()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    """Before pytest-django opens the settings: the wrapper runs ahead of every plain hook, whatever the order."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _session.start()
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """After the last database was dropped."""
    _session.stop()
