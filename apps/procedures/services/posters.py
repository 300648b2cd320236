"""Posters with a short address of their own, and the count of how often that address is opened."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import connection, transaction

from apps.accounts.domain.actor import Actor
from apps.core.addresses import ALPHABET
from apps.core.encryption import blind_index
from apps.core.limits import Limit, TooMany, count
from apps.officials.models import Agency
from apps.officials.selectors import ZONE
from apps.procedures.domain.scanning import is_by_hand
from apps.procedures.models import Field, Poster, Procedure

SLUG_LENGTH = 6  # a thousand million, short enough to be typed from the wall
HOUR = 3600
# A village meeting behind one mobile network shares one address, so several people fit in; a machine soon does not.
FROM_ONE_PLACE = Limit("scan-place", 10, HOUR)
OF_ONE_POSTER = Limit("scan-poster", 120, HOUR)
BUCKET_DIGITS = 4  # 65,536 buckets for all addresses there are: even with our key nobody reads one back

_COUNT = (
    "INSERT INTO procedures_posterscans (poster_id, day, counted, uncounted) VALUES (%s, %s, %s, %s)"
    " ON CONFLICT (poster_id, day) DO UPDATE SET counted = procedures_posterscans.counted + EXCLUDED.counted,"
    " uncounted = procedures_posterscans.uncounted + EXCLUDED.uncounted"
)


@transaction.atomic
def print_poster(
    *, agency: Agency, procedure: Procedure | None, field: Field | None, spot: str, by: Actor, at: datetime
) -> Poster:
    """The poster of a procedure or a field for one spot, made once however often it is printed, with its last print."""
    poster, _made = Poster.objects.get_or_create(
        agency=agency,
        procedure=procedure,
        field=field,
        spot=spot,
        retired_at=None,
        defaults={"slug": _slug(), "made_by_id": by.id, "made_at": at},
    )
    poster.printed_at = at
    poster.save(update_fields=["printed_at"])
    return poster


def retire_poster(*, agency: Agency, poster_id: int, at: datetime) -> int:
    """Take a poster off the list; its address goes on leading somewhere, for paper outlives lists."""
    return Poster.objects.filter(agency=agency, pk=poster_id, retired_at=None).update(retired_at=at)


def count_scan(*, poster: Poster, address: str, agent: str, is_prefetch: bool, at: datetime) -> bool:
    """Count one opening of a poster's address; whether it was counted as a scan or put aside.

    Kept are two numbers a day. What limits a stranger is a bucket that many addresses share, new each hour and for
    each poster, and deleted with all other windows of tries.
    """
    is_counted = is_by_hand(agent=agent, is_prefetch=is_prefetch) and _is_calm(poster, address, at)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [poster.pk, at.astimezone(ZONE).date(), int(is_counted), int(not is_counted)])
    return is_counted


def _is_calm(poster: Poster, address: str, at: datetime) -> bool:
    hour = int(at.timestamp()) // HOUR
    bucket = blind_index(value=f"{poster.slug} {hour} {address}", purpose="scan")[:BUCKET_DIGITS]
    try:
        count(limits=[(FROM_ONE_PLACE, f"{poster.slug}:{bucket}")], at=at)
        count(limits=[(OF_ONE_POSTER, poster.slug)], at=at)
    except TooMany:
        return False
    return True


def _slug() -> str:
    """Lower case: phones type it so, and a reader of addresses does not mistake it for a code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SLUG_LENGTH)).lower()
