"""The outbox forgets: what was said and to which address, once nobody needs it; that it was said, and when, stays."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from apps.messaging.domain.kinds import PLANS, Channel, Kind
from apps.messaging.domain.retrying import FAILED, HANDED_OVER
from apps.messaging.models import OutboxMessage
from apps.officials.models import Agency
from apps.officials.selectors import office_settings

BATCH = 5000
# A link that votes is worth nothing any more by then (surveys keep it open for 60 days).
SECRETS_LAST = timedelta(days=60)

_AT_REST = [state.value for state in (*HANDED_OVER, *FAILED)]
_SECRET = [kind.value for kind, plan in PLANS.items() if plan.is_secret]


def wiped_if_secret(*, message: OutboxMessage, at: datetime) -> dict[str, Any]:
    """The columns that forget a message whose words are a token, once it has left."""
    return {"body": "", "wiped_at": at} if PLANS[Kind(message.kind)].is_secret else {}


def wiped_if_spent(*, message: OutboxMessage, at: datetime) -> dict[str, Any]:
    """The columns that forget a code which will not be sent again: nobody may read it here and use it."""
    return {"body": "", "wiped_at": at} if PLANS[Kind(message.kind)].worth else {}


def wipe(*, agency_id: int, about: str, kind: Kind, at: datetime) -> int:
    """Forget the words of one message by every way it has left by, the inbox too; how many rows."""
    rows = OutboxMessage.objects.filter(agency_id=agency_id, about=about, kind=kind.value, wiped_at__isnull=True)
    return rows.filter(state__in=_AT_REST).update(body="", wiped_at=at)


def wipe_old(*, at: datetime, limit: int = BATCH) -> int:
    """Forget words and addresses of what left or failed longer ago than each office keeps them; how many rows.

    An inbox is its owner's and keeps its letters, all but links that open nothing any more.
    """
    done = 0
    for agency in Agency.objects.order_by("pk"):
        kept = timedelta(days=office_settings(agency_id=agency.pk)["message_words_days"])
        old = Q(created_at__lt=at - kept) & ~Q(channel=Channel.IN_APP.value)
        spent = Q(created_at__lt=at - SECRETS_LAST, kind__in=_SECRET)
        rows = OutboxMessage.objects.filter(
            old | spent, agency_id=agency.pk, wiped_at__isnull=True, state__in=_AT_REST, next_try_at__isnull=True
        )
        ids = list(rows.order_by("created_at", "pk").values_list("pk", flat=True)[:limit])
        done += OutboxMessage.objects.filter(pk__in=ids).update(
            body="", recipient="", parameters=None, wiped_at=at
        )  # fmt: skip
    return done
