"""Machines beyond ours, as far as the front door asks after them."""

from __future__ import annotations

import redis
from django.conf import settings

PATIENCE_SECONDS = 1


def broker_answers() -> bool:
    """Whether the broker of the workers is there; nobody waits long for the answer."""
    broker = redis.Redis.from_url(
        settings.CELERY_BROKER_URL, socket_connect_timeout=PATIENCE_SECONDS, socket_timeout=PATIENCE_SECONDS
    )
    try:
        return bool(broker.ping())
    except (redis.RedisError, OSError):
        return False
    finally:
        broker.close()
