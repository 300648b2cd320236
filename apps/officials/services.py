"""Changes to the office: calendar days, settings, numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from apps.officials.domain.settings import REGISTRY, UnknownSetting, WrongValue
from apps.officials.models import Agency, CalendarDay, OfficeSetting

OWN_CALENDAR = Path(__file__).parent / "data" / "calendar_2024_2027.csv"


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


@transaction.atomic
def put_calendar_days(*, agency: Agency, days: Iterable[CalendarDay]) -> int:
    """Add or correct days; the calendar gets a new version, so nothing computed with the old one is silently mixed."""
    rows = list(days)
    CalendarDay.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["agency", "date"],
        update_fields=["kind", "name", "basis", "source", "is_confirmed"],
    )
    Agency.objects.filter(pk=agency.pk).update(calendar_version=F("calendar_version") + 1)
    agency.refresh_from_db(fields=["calendar_version"])
    return len(rows)


def load_own_calendar(*, agency: Agency) -> int:
    """The days 2024–2027 this project carries, as rows the office may correct."""
    with OWN_CALENDAR.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return put_calendar_days(
        agency=agency,
        days=[
            CalendarDay(
                agency=agency,
                date=date.fromisoformat(row["date"]),
                kind=row["kind"],
                name=row["name"],
                basis=row["basis"],
                source=row["source"],
                is_confirmed=row["confirmed"] in ("1", "true", "yes"),
            )
            for row in rows
        ],
    )
