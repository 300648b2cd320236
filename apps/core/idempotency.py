"""A form acts once, however often it is posted.

The key is a hidden field made when the form was drawn. It is claimed in the same transaction as the act: the second of
two parallel posts waits for the first one's lock and then gets the first one's answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from apps.core.encryption import blind_index
from apps.core.models import IdempotencyKey


class OtherContent(Exception):
    """The same key came again with another content: an old page was re-used, nothing was done."""


def fingerprint(content: Mapping[str, Any]) -> str:
    """A digest of what was posted, so that a key cannot be re-used for something else.

    A keyed one: of twelve digits among fields that lie open elsewhere, a plain digest is no secret for long.
    """
    return blind_index(value=json.dumps(content, sort_keys=True, default=str), purpose="idempotency")


def once(*, scope: str, key: str, content: Mapping[str, Any], at: datetime, act: Callable[[], Any]) -> Any:
    """The answer of `act()` (JSON, not None), which runs at most once for this (scope, key). Raises OtherContent."""
    digest = fingerprint(content)
    with transaction.atomic():
        IdempotencyKey.objects.bulk_create(
            [IdempotencyKey(scope=scope, key=key, fingerprint=digest, created_at=at)], ignore_conflicts=True
        )
        row = IdempotencyKey.objects.select_for_update().get(scope=scope, key=key)
        # Claim and answer are one transaction, so a row of somebody else's that we can see always has its answer.
        if row.answer is None:
            row.answer = act()
            row.save(update_fields=["answer"])
        elif row.fingerprint != digest:
            raise OtherContent(scope)
        return row.answer
