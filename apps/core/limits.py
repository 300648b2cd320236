"""How often a stranger may try: counted in PostgreSQL, so that a lost broker opens no door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `tries` in `seconds` for one bucket."""

    name: str
    tries: int
    seconds: int


class TooMany(Exception):
    """The limit is reached; `retry_after` is in seconds."""

    def __init__(self, *, retry_after: int) -> None:
        super().__init__(f"retry after {retry_after} s")
        self.retry_after = retry_after


def count(*, limits: Sequence[tuple[Limit, str]], at: datetime) -> None:
    """Count one try against each (limit, who). Raises TooMany when one of them is used up."""
    now = int(at.timestamp())
    worst = 0
    with connection.cursor() as cursor:
        for limit, who in sorted(limits, key=lambda pair: (pair[0].name, pair[1])):
            window = now // limit.seconds * limit.seconds
            cursor.execute(
                'INSERT INTO core_ratewindow (bucket, "window", hits) VALUES (%s, %s, 1)'
                ' ON CONFLICT (bucket, "window") DO UPDATE SET hits = core_ratewindow.hits + 1 RETURNING hits',
                [f"{limit.name}:{who}"[:120], window],
            )
            (hits,) = cursor.fetchone()
            if hits > limit.tries:
                worst = max(worst, window + limit.seconds - now)
    if worst:
        raise TooMany(retry_after=worst)


def forgive(*, limits: Sequence[tuple[Limit, str]], at: datetime) -> None:
    """Take one try back that turned out to be right: only wrong ones are held against anybody."""
    now = int(at.timestamp())
    with connection.cursor() as cursor:
        for limit, who in sorted(limits, key=lambda pair: (pair[0].name, pair[1])):
            cursor.execute(
                'UPDATE core_ratewindow SET hits = hits - 1 WHERE bucket = %s AND "window" = %s AND hits > 0',
                [f"{limit.name}:{who}"[:120], now // limit.seconds * limit.seconds],
            )
