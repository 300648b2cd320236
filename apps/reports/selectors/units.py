"""An agency and those below it, side by side: one month, the month before, and what each holds now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Q

from apps.dossiers.domain.timeliness import LateBasis, Rate
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.procedures.domain.ordering import sort_key
from apps.reports.domain.figures import Sums, total
from apps.reports.domain.folding import COLUMNS
from apps.reports.domain.periods import Month
from apps.reports.domain.sights import Sight
from apps.reports.domain.units import Order, place
from apps.reports.models import AgencyMonth
from apps.reports.selectors.form_06 import family_of
from apps.reports.selectors.lines import Figure
from apps.reports.selectors.sums import OPEN, PAUSED, sums_of
from apps.reports.selectors.wishes import Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCell:
    """A number and the same of the month before; what is held now has none before."""

    now: Figure
    before: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """One agency, or all of them; its figures lead to dossiers only where they are the reader's own."""

    words: str
    is_own: bool
    cells: Mapping[str, UnitCell]
    rate: Rate | None
    rate_before: Rate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    lines: Sequence[UnitLine]
    total: UnitLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What is known of one agency, or of several together."""

    sums: Sums
    before: Sums
    open: int
    overdue: int


def has_units(*, agency: Agency) -> bool:
    """Whether other agencies lie below this one, so that there is something to compare."""
    return Agency.objects.filter(parent=agency).exists()


def units(*, month: Month, agency: Agency, at: datetime, basis: LateBasis, order: Order) -> Units:
    """The agency and all below it in four queries, however many; of others' dossiers only numbers are told.

    All are held to the promise that the reading agency is held to, else they could not stand side by side.
    """
    family = family_of(agency=agency)
    names = dict(Agency.objects.filter(pk__in=family).values_list("pk", "short_name"))
    counted = _counted(family, month, at, basis)
    wish = Wish(sight=Sight.RECEIVED, month=month, basis=basis)
    ordered = sorted(
        family, key=lambda pk: (place(order=order, sums=counted[pk].sums), sort_key(names[pk]), names[pk], pk)
    )
    return Units(
        lines=[_line(names[pk], counted[pk], wish if pk == agency.pk else None, month) for pk in ordered],
        total=_line("", _together(counted.values()), None, month),
    )


def _counted(family: Sequence[int], month: Month, at: datetime, basis: LateBasis) -> dict[int, Counted]:
    rows = AgencyMonth.objects.filter(agency_id__in=family, month__in=(month.first, month.previous.first))
    sums = {
        (row["agency_id"], row["month"]): sums_of(row, basis=basis)
        for row in rows.values("agency_id", "month", *COLUMNS)
    }
    held = {
        pk: (open_now, overdue)
        for pk, open_now, overdue in Dossier.objects.filter(OPEN, agency_id__in=family)
        .order_by()
        .values("agency_id")
        .annotate(open_now=Count("pk"), overdue=Count("pk", filter=~PAUSED & Q(late_after__lt=at)))
        .values_list("agency_id", "open_now", "overdue")
    }
    found = {}
    for pk in family:
        open_now, overdue = held.get(pk, (0, 0))
        found[pk] = Counted(
            sums=sums.get((pk, month.first), Sums()),
            before=sums.get((pk, month.previous.first), Sums()),
            open=open_now,
            overdue=overdue,
        )
    return found


def _together(parts: Iterable[Counted]) -> Counted:
    all_of_them = list(parts)
    return Counted(
        sums=total(one.sums for one in all_of_them),
        before=total(one.before for one in all_of_them),
        open=sum(one.open for one in all_of_them),
        overdue=sum(one.overdue for one in all_of_them),
    )


def _line(words: str, one: Counted, wish: Wish | None, month: Month) -> UnitLine:
    """With a wish every number leads to its dossiers."""

    def figure(sight: Sight, value: int, of: Month | None) -> Figure:
        return Figure(value=value, href=replace(wish, sight=sight, month=of).href if wish else "")

    now, before = _of_month(one.sums), _of_month(one.before)
    cells = {
        sight.name.lower(): UnitCell(
            now=figure(sight, now[sight], month), before=figure(sight, before[sight], month.previous)
        )
        for sight in now
    }
    live = {Sight.OPEN: one.open, Sight.OVERDUE: one.overdue}
    cells |= {
        sight.name.lower(): UnitCell(now=figure(sight, value, None), before=None) for sight, value in live.items()
    }
    return UnitLine(words=words, is_own=wish is not None, cells=cells, rate=one.sums.rate, rate_before=one.before.rate)


def _of_month(sums: Sums) -> dict[Sight, int]:
    return {
        Sight.RECEIVED: sums.received,
        Sight.DONE: sums.done,
        Sight.EARLY: sums.early,
        Sight.ON_TIME: sums.on_time,
        Sight.LATE: sums.late,
    }
