"""Settings and numbers."""

from __future__ import annotations

from typing import Any

from django.db import connection

from apps.officials.domain.settings import REGISTRY, UnknownSetting, WrongValue
from apps.officials.models import Agency, OfficeSetting


def next_number(*, agency_id: int, series: str, period: str) -> int:
    """The next number of a series; holds its row until the transaction ends, so call it last.

    A counter row instead of a sequence: a sequence leaves gaps, and the running number of the book may have none.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO officials_numberseries (agency_id, series, period, last) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (agency_id, series, period) DO UPDATE SET last = officials_numberseries.last + 1"
            " RETURNING last",
            [agency_id, series, period],
        )
        return int(cursor.fetchone()[0])


def change_setting(*, agency: Agency, name: str, value: Any) -> None:
    """Set one setting. Raises UnknownSetting, WrongValue."""
    if name not in REGISTRY:
        raise UnknownSetting(name)
    if not REGISTRY[name].accepts(value):
        raise WrongValue(name)
    OfficeSetting.objects.update_or_create(agency=agency, name=name, defaults={"value": value})
