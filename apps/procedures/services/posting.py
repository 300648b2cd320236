"""Writing down where a wording is posted, since when and by whom; the announcement it follows from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from apps.accounts.domain.actor import Actor
from apps.officials.models import Agency
from apps.officials.selectors import ZONE
from apps.procedures.domain.posting import (
    Announcer,
    Place,
    PostedInFuture,
    PostedTooEarly,
    PostingEnd,
    check_posted_day,
)
from apps.procedures.models import Announcement, Posting, ProcedureVersion
from apps.procedures.selectors.posting import announced_days

Tick = tuple[int, Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """What became of many ticks: how many places were written down, and which were refused with their first day."""

    written: int
    too_early: tuple[tuple[Tick, date], ...]


@transaction.atomic
def post(*, agency: Agency, ticks: Collection[Tick], posted_date: date, by: Actor, at: datetime) -> Ticked:
    """Write down that these wordings stand at these places since a day; older wordings there are taken down with it.

    What stands already is left alone, so the same form may come twice. Raises PostedInFuture.
    """
    today = at.astimezone(ZONE).date()
    if posted_date > today:
        raise PostedInFuture
    versions = {version.pk: version for version in _offered(agency, {version_id for version_id, _place in ticks})}
    announced = announced_days(agency_id=agency.pk, versions=versions.values(), on=today)
    good, too_early = [], []
    for tick in ticks:
        try:
            if tick[0] in versions:
                check_posted_day(posted=posted_date, announced=announced[tick[0]], on=posted_date)
                good.append(tick)
        except PostedTooEarly as early:
            too_early.append((tick, early.announced))
    standing = set(Posting.objects.filter(agency=agency, ended_date=None).values_list("version_id", "place"))
    rows = [
        Posting(
            agency=agency,
            version_id=version_id,
            place=place.value,
            posted_date=posted_date,
            posted_by_id=by.id,
            recorded_at=at,
        )
        for version_id, place in dict.fromkeys(good)
        if (version_id, place.value) not in standing
    ]
    Posting.objects.bulk_create(rows, ignore_conflicts=True)
    _replace_older(agency, {versions[row.version_id].procedure_id for row in rows}, posted_date, by)
    return Ticked(written=len(rows), too_early=tuple(too_early))


def end(*, agency: Agency, posting_ids: Collection[int], ending: PostingEnd, by: Actor, at: datetime) -> int:
    """Write down that postings stand no longer, because they were taken down or never made; how many that were."""
    today = at.astimezone(ZONE).date()
    rows = Posting.objects.filter(agency=agency, pk__in=posting_ids, ended_date=None, posted_date__lte=today)
    return rows.update(ended_date=today, ended_by=by.id, ending=ending.value)


def announce(
    *, agency: Agency, version: ProcedureVersion, day: date, announcer: Announcer, by: Actor, at: datetime
) -> Announcement:
    """Write down by which decision's day and whose word a wording was announced, where its file did not say."""
    if day > at.astimezone(ZONE).date():
        raise PostedInFuture
    said = {"date": day, "announcer": announcer.value, "written_by_id": by.id, "written_at": at}
    return Announcement.objects.update_or_create(agency=agency, version=version, defaults=said)[0]


def _offered(agency: Agency, version_ids: Collection[int]) -> list[ProcedureVersion]:
    rows = ProcedureVersion.objects.filter(pk__in=version_ids, procedure__offerings__agency=agency)
    return list(rows.defer(*ProcedureVersion.HEAVY_FIELDS).distinct())


def _replace_older(agency: Agency, procedure_ids: Collection[int], day: date, by: Actor) -> None:
    """Where a newer wording hangs, an older one of the same procedure hangs no more."""
    here = Posting.objects.filter(agency=agency, ended_date=None, version__procedure_id__in=procedure_ids)
    newer = here.filter(
        place=OuterRef("place"),
        version__procedure_id=OuterRef("version__procedure_id"),
        version__number__gt=OuterRef("version__number"),
    )
    older = here.filter(Exists(newer), posted_date__lte=day)
    older.update(ended_date=day, ended_by=by.id, ending=PostingEnd.TAKEN_DOWN.value)
