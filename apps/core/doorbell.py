"""Wake a worker after the act is safely in the database; if nobody hears it, a poll finds the row anyway."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic

from celery import Celery
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)

# Who signs twenty letters rings forty times: a broker that hangs is waited for once, then left alone for a while.
HANGS_SECONDS, LEFT_ALONE_SECONDS = 0.5, 10.0


@dataclass(slots=True)
class _Bell:
    app: Celery
    left_alone_until: float = 0.0


def ring(task: str) -> None:
    """Send the wake-up once the running transaction has committed; a broker that is away is logged, never raised."""
    transaction.on_commit(lambda: _send(task))


def _send(task: str) -> None:
    bell, began = _bell(), monotonic()
    if began < bell.left_alone_until:
        return
    try:
        bell.app.send_task(task, ignore_result=True, retry=False, expires=30)
    except (OperationalError, OSError) as error:
        if monotonic() - began > HANGS_SECONDS:
            bell.left_alone_until = monotonic() + LEFT_ALONE_SECONDS
        log.warning("doorbell %s not heard (%s); the next poll will find the work", task, type(error).__name__)


@lru_cache(maxsize=1)
def _bell() -> _Bell:
    """An app of our own to send by: `celery.current_app` is ours in one thread only, and a web server has many."""
    app = Celery("doorbell", set_as_current=False)
    app.config_from_object("django.conf:settings", namespace="CELERY")
    # Somebody waits for a page while we ring: one quick try, the poll does the rest.
    app.conf.broker_transport_options |= {"max_retries": 0, "socket_timeout": 1, "socket_connect_timeout": 1}
    return _Bell(app)
