"""Settings and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from apps.officials.domain.settings import REGISTRY, UnknownSetting, WrongValue
from apps.officials.models import Agency, OfficeSetting
from apps.officials.selectors import forget_settings


def next_number(*, agency_id: int, series: str, period: str) -> int:
    """The next number of a series; holds its row until the transaction ends, so call it last.

    A counter row instead of a sequence: a sequence leaves gaps, and the running number of the book may have none.
    """
    return next_numbers(agency_id=agency_id, wanted=[(series, period)])[0]


def next_numbers(*, agency_id: int, wanted: Sequence[tuple[str, str]]) -> list[int]:
    """The next number of several (series, period), held in the order in which they are named."""
    series, periods = zip(*wanted, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO officials_numberseries (agency_id, series, period, last)"
            " SELECT %s, series, period, 1"
            " FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS wanted (series, period, place) ORDER BY place"
            " ON CONFLICT (agency_id, series, period) DO UPDATE SET last = officials_numberseries.last + 1"
            " RETURNING series, period, last",
            [agency_id, list(series), list(periods)],
        )
        given = {(name, period): int(last) for name, period, last in cursor.fetchall()}
    return [given[one] for one in wanted]


def change_setting(*, agency: Agency, name: str, value: Any) -> None:
    """Set one setting. Raises UnknownSetting, WrongValue."""
    if name not in REGISTRY:
        raise UnknownSetting(name)
    if not REGISTRY[name].accepts(value):
        raise WrongValue(name)
    OfficeSetting.objects.update_or_create(agency=agency, name=name, defaults={"value": value})
    forget_settings(agency=agency)
