"""Who looked at a dossier: its owner may know (peers 2, 24)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import TruncHour

from apps.accounts.domain.actor import ActorKind
from apps.dossiers.models import Dossier, ReadLog
from apps.officials.models import Official
from apps.officials.selectors import ZONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What one official opened of a dossier within one hour; `mark` is where the list goes on."""

    unit: str
    duty: str
    name: str
    at: datetime
    files: int
    mark: int


def reads(*, dossier: Dossier, limit: int, before: int | None = None) -> list[Read]:
    """Readings by officials, newest first, repeats within an hour told once. Names are for whoever may show them."""
    rows = (
        ReadLog.objects.filter(dossier=dossier, actor__startswith=f"{ActorKind.OFFICIAL.value}:")
        .values("actor", "unit", "duty", hour=TruncHour("at", tzinfo=ZONE))
        .annotate(
            first=Min("at"),
            mark=Max("pk"),
            files=Count("door", filter=Q(door__startswith="desk/file/"), distinct=True),
        )
        .order_by("-mark")
    )
    if before is not None:
        rows = rows.filter(mark__lt=before)
    found = list(rows[:limit])
    people = Official.objects.filter(pk__in={int(row["actor"].partition(":")[2]) for row in found})
    known = {f"official:{one.pk}": one for one in people.select_related("agency")}
    return [
        Read(
            unit=row["unit"] or (known[row["actor"]].agency.desk_name if row["actor"] in known else ""),
            duty=row["duty"],
            name=known[row["actor"]].name if row["actor"] in known else "",
            at=row["first"],
            files=row["files"],
            mark=row["mark"],
        )
        for row in found
    ]
