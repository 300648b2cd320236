"""The leader's board of one month: four answers, what to unblock, and why. The number of queries never grows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from apps.accounts.domain.actor import Actor
from apps.desk.models import Letter
from apps.dossiers.domain.timeliness import LateBasis
from apps.dossiers.models import Dossier
from apps.dossiers.selectors import awaiting_signature
from apps.officials.domain.duties import Duty
from apps.officials.models import Agency
from apps.reports.domain.charts import BarChart, LineChart
from apps.reports.domain.figures import Opinion, Rates, Sums, rates
from apps.reports.domain.periods import Month
from apps.reports.domain.sights import Sight
from apps.reports.labels import board as labels
from apps.reports.selectors import guarded, trends
from apps.reports.selectors import sums as counted
from apps.reports.selectors.doubts import open_doubts
from apps.reports.selectors.lines import (
    Figures,
    LateLine,
    Line,
    bands,
    bars,
    by_channel,
    by_field,
    figures,
    guard_lines,
    late_lines,
)
from apps.reports.selectors.morning import Morning, morning
from apps.reports.selectors.risks import Risk, risks
from apps.reports.selectors.sums import Standing
from apps.reports.selectors.targets import TargetRow, targets
from apps.reports.selectors.trends import MonthOfTrend
from apps.reports.selectors.wishes import Wish
from apps.surveys.domain.satisfaction import Satisfaction
from apps.surveys.labels import SATISFACTION_LABELS
from apps.surveys.models import Response

MONTHS = 12
VOICES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What somebody wrote beside a vote; never who."""

    text: str
    field: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything the page shows."""

    month: Month
    month_words: str
    is_current: bool
    sums: Sums
    previous: Sums
    previous_words: str
    figures: Figures
    previous_figures: Figures
    rates: Rates
    basis_words: str
    other_basis_words: str
    lateness: Sequence[LateLine]
    late_by_first: int
    guard: Sequence[Line]
    doubts: int
    standing: Standing
    today: str
    morning: Morning | None
    targets: Sequence[TargetRow]
    fields: Sequence[Line]
    channels: Sequence[Line]
    bands: Sequence[Line]
    band_charts: tuple[BarChart, BarChart]
    band_words: str
    trend: Sequence[MonthOfTrend]
    trend_charts: tuple[LineChart, LineChart]
    trend_words: str
    risks: Sequence[Risk]
    opinion: Opinion
    voices: Sequence[Voice]


def board(*, month: Month, actor: Actor, agency: Agency, at: datetime) -> Board:
    """The board of one month; what is open and at risk is always that of now."""
    basis = counted.basis_of(agency=agency)
    wish = Wish(sight=Sight.RECEIVED, month=month, basis=basis)
    trend = counted.by_month(agency_id=agency.pk, last=month, months=MONTHS + 1, basis=basis)
    sums, previous = trend[month], trend[month.previous]
    finished = counted.of_month(agency_id=agency.pk, month=month, basis=basis)
    open_cells, open_fields = counted.standing(actor=actor, agency=agency, at=at, basis=basis)
    standing = counted.merged(list(open_cells.values()))
    lateness = late_lines(sums=counted.lateness(agency_id=agency.pk, month=month), month=month)
    other = next(one for one in LateBasis if one is not basis)
    is_current = month == Month.of(at)
    months = trends.named(sums=list(trend.items())[1:])
    return Board(
        month=month,
        month_words=labels.month_words(month),
        is_current=is_current,
        sums=sums,
        previous=previous,
        previous_words=labels.month_words(month.previous),
        figures=figures(sums, standing, wish),
        previous_figures=figures(previous, standing, replace(wish, month=month.previous)),
        rates=rates(
            sums=sums,
            open_now=standing.open,
            overdue=standing.overdue,
            nationally_late=standing.nationally_late,
        ),
        basis_words=str(labels.BASIS_LABELS[basis]),
        other_basis_words=str(labels.BASIS_LABELS[other]),
        lateness=lateness,
        late_by_first=sum(line.figure.value for line in lateness),
        doubts=open_doubts(actor=actor, agency=agency).count(),
        guard=guard_lines(counts=guarded.counts(agency=agency, month=month), month=month),
        standing=standing,
        today=labels.today_words(
            overdue=standing.overdue, at_risk=standing.at_risk, to_sign=_to_sign(actor=actor, agency=agency)
        ),
        morning=morning(actor=actor, agency=agency, at=at, basis=basis) if is_current else None,
        targets=targets(year=month.first.year, actor=actor, agency=agency, at=at) if is_current else [],
        fields=by_field(wish, finished, open_cells, open_fields),
        channels=by_channel(wish, finished, open_cells),
        bands=bands(standing),
        band_charts=bars(standing),
        band_words=labels.standing_words(
            open_now=standing.open,
            soon=standing.bands[Sight.TODAY] + standing.bands[Sight.NEAR],
            overdue=standing.overdue,
            paused=standing.paused,
        ),
        trend=months,
        trend_charts=trends.curves(months=months),
        trend_words=trends.words(months=months),
        risks=risks(actor=actor, agency=agency, at=at),
        opinion=counted.opinion(agency_id=agency.pk, month=month),
        voices=_voices(agency_id=agency.pk, month=month),
    )


def _to_sign(*, actor: Actor, agency: Agency) -> int:
    """What waits for this reader's signature, a late result and its apology as one; none for whoever signs nothing."""
    if not actor.has(Duty.LEADER):
        return 0
    results = awaiting_signature(actor=actor).prefetch_related(None)
    visible = Dossier.objects.visible_to(actor)
    letters = Letter.objects.filter(agency_id=agency.pk, state=Letter.State.DRAFTED, dossier__in=visible)
    return results.count() + letters.exclude(dossier__in=results.values("pk")).count()


def _voices(*, agency_id: int, month: Month) -> list[Voice]:
    """The last words people left. Without the day: few vote in one day, and it would tell who."""
    rows = (
        Response.objects.filter(
            agency_id=agency_id, day__gte=month.first, day__lt=month.next.first, comment__isnull=False
        )
        .select_related("field")
        .order_by("-day", "pk")[:VOICES]
    )
    return [
        Voice(
            text=row.comment or "",
            field=row.field.name,
            words=str(SATISFACTION_LABELS[Satisfaction(row.satisfaction)]),
        )
        for row in rows
    ]
