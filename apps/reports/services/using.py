"""Every night: how often each procedure was taken in lately, and how long it took. Counts go down, never people."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.db.models.functions import TruncDate

from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.officials.selectors import work_calendar
from apps.procedures.domain.usual import Use, usual_days
from apps.procedures.services.using import put_uses

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAYS = 90


def count_uses(*, at: datetime) -> None:
    """Count for every agency that offers something."""
    for agency in Agency.objects.filter(offerings__isnull=False).distinct().order_by("pk"):
        count_uses_of(agency=agency, at=at)


def count_uses_of(*, agency: Agency, at: datetime) -> None:
    """Count the last ninety whole days of one agency, today not among them."""
    today = at.astimezone(ZONE).date()
    since = today - timedelta(days=DAYS)
    first, end = (datetime.combine(day, time.min, tzinfo=ZONE) for day in (since, today))
    received = (
        Dossier.objects.filter(agency=agency, received_at__gte=first, received_at__lt=end)
        .values_list("version__procedure_id")
        .annotate(Count("pk"))
    )
    filed = dict(received.order_by())
    days = _days_taken(agency=agency, first=first, end=end)
    put_uses(
        agency=agency,
        since=since,
        until=today - timedelta(days=1),
        uses=[
            Use(
                procedure_id=procedure,
                filed=filed.get(procedure, 0),
                done=len(days[procedure]),
                usual_days=usual_days(days=days[procedure]),
            )
            for procedure in sorted({*filed, *days})
        ],
    )


def _days_taken(*, agency: Agency, first: datetime, end: datetime) -> defaultdict[int, list[int]]:
    """Working days from reception to result, by procedure: what people waited, pauses for their papers included."""
    calendar = work_calendar(agency=agency, at=end)
    finished = Dossier.objects.filter(
        agency=agency,
        finished_at__gte=first,
        finished_at__lt=end,
        timeliness__isnull=False,
        received_at__gte=datetime.combine(calendar.first, time.min, tzinfo=ZONE),
    )
    by_day = finished.order_by().annotate(
        came=TruncDate("received_at", tzinfo=ZONE), done=TruncDate("finished_at", tzinfo=ZONE)
    )
    counted = by_day.values_list("version__procedure_id", "came", "done").annotate(Count("pk"))
    days: defaultdict[int, list[int]] = defaultdict(list)
    for procedure, came, done, many in counted:
        taken = (done - came).days - len(calendar.days_off(after=came, until=done))
        days[procedure].extend([taken] * many)
    return days
