"""Who holds how much, and what each has finished in a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, FilteredRelation, Q

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.timeliness import LateBasis
from apps.dossiers.models import Dossier
from apps.officials.models import Agency, Official
from apps.officials.selectors import work_calendar
from apps.reports.domain.periods import Month
from apps.reports.domain.sights import Sight, marks
from apps.reports.labels.rooms import NO_DOER, NO_HOLDER
from apps.reports.selectors.lines import Figure, Figures
from apps.reports.selectors.listing import ending_of, span_of
from apps.reports.selectors.sums import OPEN, PAUSED, running
from apps.reports.selectors.wishes import NOBODY, Wish

NOW = (Sight.OPEN, Sight.OVERDUE, Sight.TODAY, Sight.PAUSED)
OF_MONTH = (Sight.DONE, Sight.LATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """One official, or nobody; the figures by the name of the sight."""

    name: str
    position: str
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """Everybody who holds or finished something, the fullest desk first, and all of them together."""

    lines: Sequence[Load]
    total: Figures


def workload(*, month: Month, actor: Actor, agency: Agency, at: datetime, basis: LateBasis) -> Workload:
    """Three queries, however many dossiers and officials."""
    visible = Dossier.objects.received_visible_to(actor, agency_id=agency.pk)
    tests = {
        Sight.OPEN: Q(),
        Sight.OVERDUE: ~PAUSED & Q(late_after__lt=at),
        Sight.TODAY: running(marks(now=at, calendar=work_calendar(agency=agency, at=at)))[Sight.TODAY],
        Sight.PAUSED: PAUSED,
    }
    wish = Wish(sight=Sight.DONE, month=month, basis=basis)
    held: Any = (
        visible.filter(OPEN)
        .order_by()
        .values("holder_id")
        .annotate(**{sight.name: Count("pk", filter=test) for sight, test in tests.items()})
    )
    done: Any = (
        visible.filter(span_of(wish), ending_of(wish))
        .alias(result=FilteredRelation("results", condition=Q(results__is_current=True)))
        .order_by()
        .values("result__prepared_by")
        .annotate(DONE=Count("pk"), LATE=Count("pk", filter=ending_of(replace(wish, sight=Sight.LATE))))
    )
    counts: dict[int, dict[Sight, int]] = {}
    for row in held:
        counts.setdefault(row["holder_id"] or NOBODY, {}).update({sight: row[sight.name] for sight in NOW})
    for row in done:
        counts.setdefault(row["result__prepared_by"] or NOBODY, {}).update(
            {sight: row[sight.name] for sight in OF_MONTH}
        )
    people = Official.objects.in_bulk([pk for pk in counts if pk])
    order = sorted(counts.items(), key=_fullest)
    return Workload(
        lines=[
            Load(
                name=people[pk].name if pk else f"{NO_HOLDER} · {NO_DOER}",
                position=(people[pk].unit_name or people[pk].position) if pk else "",
                figures=_figures(numbers, wish, official=pk),
            )
            for pk, numbers in order
        ],
        total=_figures(
            {sight: sum(one.get(sight, 0) for one in counts.values()) for sight in (*NOW, *OF_MONTH)},
            wish,
            official=None,
        ),
    )


def _figures(numbers: dict[Sight, int], wish: Wish, *, official: int | None) -> dict[str, Figure]:
    held = {sight: Wish(sight=sight, holder=official) for sight in NOW}
    done = {sight: replace(wish, sight=sight, doer=official) for sight in OF_MONTH}
    return {
        sight.name.lower(): Figure(value=numbers.get(sight, 0), href=one.href) for sight, one in (held | done).items()
    }


def _fullest(one: tuple[int, dict[Sight, int]]) -> tuple[int | bool, ...]:
    pk, numbers = one
    return pk == NOBODY, -numbers.get(Sight.OPEN, 0), -numbers.get(Sight.DONE, 0), pk
