"""The leader's board of one month: four answers, what to unblock, and why. The number of queries never grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from apps.accounts.domain.actor import Actor
from apps.desk.models import Letter
from apps.dossiers.domain.status import Channel
from apps.dossiers.domain.timeliness import Rate
from apps.dossiers.labels import CHANNEL_LABELS
from apps.dossiers.models import Dossier
from apps.dossiers.selectors import awaiting_signature
from apps.officials.domain.duties import Duty
from apps.officials.models import Agency
from apps.reports import labels
from apps.reports.domain import charts
from apps.reports.domain.charts import BarChart, LineChart
from apps.reports.domain.figures import Opinion, Sums, total
from apps.reports.domain.periods import Month
from apps.reports.domain.sights import BANDS, Sight
from apps.reports.selectors import sums as counted
from apps.reports.selectors import trends
from apps.reports.selectors.listing import Wish
from apps.reports.selectors.risks import Risk, risks
from apps.reports.selectors.sums import FieldRef, Kind, MonthSums, Standing
from apps.reports.selectors.trends import MonthOfTrend
from apps.surveys.domain.satisfaction import Satisfaction
from apps.surveys.labels import SATISFACTION_LABELS
from apps.surveys.models import Response

MONTHS = 12
VOICES = 3
WIDE, NARROW = 440, 310
OF_MONTH = (Sight.RECEIVED, Sight.DONE, Sight.EARLY, Sight.ON_TIME, Sight.LATE, Sight.ENDED)
OF_NOW = (Sight.OPEN, Sight.IN_TIME, Sight.OVERDUE, Sight.PAUSED, Sight.AT_RISK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number and the address of the dossiers it counts."""

    value: int
    href: str


Figures = Mapping[str, Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a table: a field, a channel, a band, or all of them."""

    words: str
    figures: Figures
    rate: Rate | None = None


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
    with_open: Rate | None
    standing: Standing
    today: str
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
    trend = counted.by_month(agency_id=agency.pk, last=month, months=MONTHS + 1)
    sums, previous = trend[month], trend[month.previous]
    finished = counted.of_month(agency_id=agency.pk, month=month)
    open_cells, open_fields = counted.standing(actor=actor, agency=agency, at=at)
    standing = counted.merged(list(open_cells.values()))
    is_current = month == Month.of(at)
    months = trends.named(sums=list(trend.items())[1:])
    return Board(
        month=month,
        month_words=labels.month_words(month),
        is_current=is_current,
        sums=sums,
        previous=previous,
        previous_words=labels.month_words(month.previous),
        figures=_figures(sums, standing, Wish(sight=Sight.RECEIVED, month=month)),
        previous_figures=_figures(previous, standing, Wish(sight=Sight.RECEIVED, month=month.previous)),
        with_open=sums.rate_with_open(in_time=standing.in_time, overdue=standing.overdue) if is_current else None,
        standing=standing,
        today=labels.today_words(
            overdue=standing.overdue, at_risk=standing.at_risk, to_sign=_to_sign(actor=actor, agency=agency)
        ),
        fields=_by_field(month, finished, open_cells, open_fields),
        channels=_by_channel(month, finished, open_cells),
        bands=_bands(standing),
        band_charts=_bars(standing),
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


def _by_field(
    month: Month, finished: MonthSums, open_cells: Mapping[Kind, Standing], open_fields: Mapping[int, FieldRef]
) -> list[Line]:
    """One row for each field in which anything came, went or lies open, in the order of the alphabet."""
    known = {**finished.fields, **open_fields}
    return [
        _line(
            words=ref.name,
            wish=Wish(sight=Sight.RECEIVED, month=month, field=ref.slug),
            sums=[one for (field, _), one in finished.cells.items() if field == pk],
            now=[one for (field, _), one in open_cells.items() if field == pk],
        )
        for pk, ref in sorted(known.items(), key=lambda item: item[1].sort_key)
    ]


def _by_channel(month: Month, finished: MonthSums, open_cells: Mapping[Kind, Standing]) -> list[Line]:
    return [
        _line(
            words=str(CHANNEL_LABELS[Channel(channel)]),
            wish=Wish(sight=Sight.RECEIVED, month=month, channel=channel),
            sums=[one for (_, came), one in finished.cells.items() if came == channel],
            now=[one for (_, came), one in open_cells.items() if came == channel],
        )
        for channel in sorted({channel for _, channel in (*finished.cells, *open_cells)})
    ]


def _line(*, words: str, wish: Wish, sums: Sequence[Sums], now: Sequence[Standing]) -> Line:
    own = total(sums)
    return Line(words=words, figures=_figures(own, counted.merged(now), wish), rate=own.rate)


def _figures(sums: Sums, standing: Standing, wish: Wish) -> Figures:
    """Every number of a row with the way to its dossiers, by the name of the sight."""
    values = {
        Sight.RECEIVED: sums.received,
        Sight.DONE: sums.done,
        Sight.EARLY: sums.early,
        Sight.ON_TIME: sums.on_time,
        Sight.LATE: sums.late,
        Sight.ENDED: sums.ended,
        Sight.OPEN: standing.open,
        Sight.IN_TIME: standing.in_time,
        Sight.OVERDUE: standing.overdue,
        Sight.PAUSED: standing.paused,
        Sight.AT_RISK: standing.at_risk,
    }
    monthly = {sight: replace(wish, sight=sight) for sight in OF_MONTH}
    live = {sight: replace(wish, sight=sight, month=None) for sight in OF_NOW}
    return {
        sight.name.lower(): Figure(value=values[sight], href=wished.href) for sight, wished in (monthly | live).items()
    }


def _bands(standing: Standing) -> list[Line]:
    numbers = dict(standing.bands) | {Sight.PAUSED: standing.paused}
    return [
        Line(
            words=str(labels.SIGHT_LABELS[sight]),
            figures={"open": Figure(value=numbers[sight], href=Wish(sight=sight).href)},
        )
        for sight in (*BANDS, Sight.PAUSED)
    ]


def _bars(standing: Standing) -> tuple[BarChart, BarChart]:
    numbers = dict(standing.bands) | {Sight.PAUSED: standing.paused}
    rows = [
        charts.BarRow(label=str(labels.BAND_LABELS[sight]), value=numbers[sight], kind=labels.BAND_KINDS[sight])
        for sight in (*BANDS, Sight.PAUSED)
    ]
    wide, narrow = ((WIDE, 142), (NARROW, 128))
    return (
        charts.bars(rows=rows, width=wide[0], label_room=wide[1]),
        charts.bars(rows=rows, width=narrow[0], label_room=narrow[1]),
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
