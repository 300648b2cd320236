"""The simplest good way to reckon every open promise anew: one query, then one deadline a dossier."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db.models.fields.json import KT

from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.worktime import Allowance, DueTime, Unit

Other = tuple[int, datetime, datetime]  # dossier, its new `due_at` and `late_after`


def others(*, agency: Agency, at: datetime) -> list[Other]:
    """The open promises that today's calendar would put on another instant."""
    calendar = work_calendar(agency=agency, at=at)
    rows = Dossier.objects.filter(
        agency=agency, received_at__isnull=False, finished_at__isnull=True, paused_at__isnull=True
    ).values_list("pk", "received_at", "due_at", KT("terms__amount"), KT("terms__unit"), KT("terms__due_time"))
    found = []
    for dossier_id, received_at, due_at, amount, unit, due_time in rows.iterator(chunk_size=5_000):
        deadline = calendar.deadline(
            start=received_at, allowance=Allowance(Decimal(amount), Unit(unit)), due_time=DueTime(due_time)
        )
        if deadline.due_at != due_at:
            found.append((dossier_id, deadline.due_at, deadline.late_after))
    return found
