"""One month by hamlet: what came, how it was finished, and what lies open now; together it is the whole agency."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.timeliness import LateBasis
from apps.dossiers.models import Dossier
from apps.officials.models import Agency, Hamlet
from apps.procedures.domain.ordering import sort_key
from apps.reports.domain.figures import Sums, total
from apps.reports.domain.periods import Month
from apps.reports.domain.sights import Sight
from apps.reports.domain.terms import Span
from apps.reports.labels.rooms import NO_HAMLET, hamlet_words, most_from_words
from apps.reports.selectors.days import finished, received, sums_of
from apps.reports.selectors.lines import Figure, Line
from apps.reports.selectors.sums import OPEN, PAUSED
from apps.reports.selectors.wishes import NOBODY, Wish

NOTHING = (0, 0)
LONGEST_NUMBER = 4
Held = tuple[int, int]  # how many are open, and how many of them overdue


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHamlet:
    """Every hamlet of today and every older one with a figure, by name, then what names none; and all of them."""

    lines: Sequence[Line]
    total: Line
    sentence: str
    has_list: bool


def by_hamlet(*, month: Month, actor: Actor, agency: Agency, at: datetime, basis: LateBasis) -> ByHamlet:
    """Counted from the covering indexes, the open from the partial one: four queries, however many hamlets."""
    span = Span(month.first, month.next.first - timedelta(days=1))
    came = {row["hamlet_id"]: row["received"] for row in received(agency_id=agency.pk, span=span, by="hamlet_id")}
    rows = finished(agency_id=agency.pk, span=span, by="hamlet_id", basis=basis)
    gone = {row["hamlet_id"]: row for row in rows}
    held = _held(actor=actor, agency=agency, at=at)
    named = _named(agency=agency, counted={*came, *gone, *held} - {None})
    sums = {pk: sums_of(came.get(pk, 0), gone.get(pk, {})) for pk in (*named, None)}
    wish = Wish(sight=Sight.RECEIVED, month=month, basis=basis)
    lines = {
        pk: _line(named.get(pk, str(NO_HAMLET)), one, held.get(pk, NOTHING), replace(wish, hamlet=pk or NOBODY))
        for pk, one in sums.items()
    }
    everything = (sum(one[0] for one in held.values()), sum(one[1] for one in held.values()))
    whole = total(sums.values())
    most = max(named, key=lambda pk: sums[pk].received, default=None)  # of two with as many the first by name
    return ByHamlet(
        lines=list(lines.values()),
        total=_line("", whole, everything, wish),
        sentence=most_from_words(
            name=named.get(most, ""), most=sums[most].received if most else 0, total=whole.received
        ),
        has_list=bool(named),
    )


def _held(*, actor: Actor, agency: Agency, at: datetime) -> dict[int | None, Held]:
    overdue = Count("pk", filter=~PAUSED & Q(late_after__lt=at))
    rows: Any = (
        Dossier.objects.received_visible_to(actor, agency_id=agency.pk)
        .filter(OPEN)
        .order_by()
        .values("hamlet_id")
        .annotate(held=Count("pk"), overdue=overdue)
    )
    return {row["hamlet_id"]: (row["held"], row["overdue"]) for row in rows}


def _named(*, agency: Agency, counted: set[int | None]) -> dict[int | None, str]:
    """The hamlets that have a row, in the order of the rows."""
    found = Hamlet.objects.filter(Q(is_current=True) | Q(pk__in=counted), agency_id=agency.pk)
    ordered = sorted(found, key=lambda one: (not one.is_current, _place(one.name), one.pk))
    return {one.pk: hamlet_words(name=one.name, is_current=one.is_current) for one in ordered}


def _place(name: str) -> str:
    """By the alphabet, and «Thôn 2» before «Thôn 10»."""
    return sort_key(re.sub("[0-9]+", lambda digits: digits[0].zfill(LONGEST_NUMBER), name))


def _line(words: str, sums: Sums, held: Held, wish: Wish) -> Line:
    monthly: Mapping[Sight, int] = {
        Sight.RECEIVED: sums.received,
        Sight.EARLY: sums.early,
        Sight.ON_TIME: sums.on_time,
        Sight.LATE: sums.late,
        Sight.ENDED: sums.ended,
    }
    live = {Sight.OPEN: held[0], Sight.OVERDUE: held[1]}
    figures = {sight: Figure(value=value, href=replace(wish, sight=sight).href) for sight, value in monthly.items()}
    figures |= {
        sight: Figure(value=value, href=replace(wish, sight=sight, month=None).href) for sight, value in live.items()
    }
    return Line(words=words, figures={sight.name.lower(): figure for sight, figure in figures.items()}, rate=sums.rate)
