"""The page of figures for everybody: this month, the year so far, thirteen months, by field and by channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from apps.dossiers.domain.status import Channel
from apps.dossiers.domain.timeliness import LateBasis
from apps.dossiers.labels import CHANNEL_LABELS
from apps.officials.models import Agency
from apps.reports.domain import charts
from apps.reports.domain.charts import BarChart, LineChart
from apps.reports.domain.figures import Rates, Sums, rates
from apps.reports.domain.periods import Month
from apps.reports.domain.published import Cut, Flow, Row, Stock, added
from apps.reports.labels import board as board_labels
from apps.reports.labels import published as labels
from apps.reports.selectors import trends
from apps.reports.selectors.published import counted_until, open_rows, shown_rows
from apps.reports.selectors.sums import basis_of
from apps.reports.selectors.trends import MonthOfTrend

MONTHS = 13
BARS = 8
WIDE, NARROW = (660, 230), (310, 138)
LONGEST = {WIDE: 30, NARROW: 17}  # letters beside a bar; the table has the whole name
Place = tuple[Cut, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicLine:
    """One field or one channel: this month, the year so far, and what is open."""

    words: str
    month: Sums
    year: Sums
    stock: Stock


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCut:
    """The office cut one way: lines, the bars of what was received this year, and what they say."""

    lines: Sequence[PublicLine]
    charts: tuple[BarChart, BarChart]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFigures:
    """Everything the page shows. `counted_until` is None until the first facts were folded."""

    month: Month
    month_words: str
    year_words: str
    of_month: Sums
    of_year: Sums
    stock: Stock
    month_rates: Rates
    year_rates: Rates
    fields: PublicCut
    channels: PublicCut
    trend: Sequence[MonthOfTrend]
    trend_charts: tuple[LineChart, LineChart]
    trend_words: str
    basis: LateBasis
    basis_words: str
    counted_until: datetime | None
    open_at: datetime


def public_figures(*, agency: Agency, at: datetime) -> PublicFigures:
    """What everybody is shown now. The number of queries never grows."""
    month = Month.of(at)
    months = [month.back(back) for back in range(MONTHS - 1, -1, -1)]
    shown = shown_rows(agency=agency, months=months)
    year = _by_place(added(shown[one] for one in months if one.first.year == month.first.year))
    now = {(row.cut, row.key): row for row in open_rows(agency=agency, at=at)}
    here = _by_place(shown[month])
    whole = (Cut.TOTAL, "")
    stock = now[whole].counts
    basis = basis_of(agency=agency)
    trend = trends.named(sums=[(one, shown[one][0].counts.sums) for one in months])
    return PublicFigures(
        month=month,
        month_words=board_labels.month_words(month),
        year_words=board_labels.year_to_date_words(month),
        of_month=_sums(here, whole),
        of_year=_sums(year, whole),
        stock=stock,
        month_rates=_rates(_sums(here, whole), stock),
        year_rates=_rates(_sums(year, whole), stock),
        fields=_cut(Cut.FIELD, here, year, now),
        channels=_cut(Cut.CHANNEL, here, year, now),
        trend=trend,
        trend_charts=trends.curves(months=trend),
        trend_words=trends.words(months=trend),
        basis=basis,
        basis_words=str(board_labels.BASIS_LABELS[basis]),
        counted_until=counted_until(),
        open_at=at,
    )


def _by_place(rows: Sequence[Row[Flow]]) -> dict[Place, Row[Flow]]:
    return {(row.cut, row.key): row for row in rows}


def _sums(rows: Mapping[Place, Row[Flow]], place: Place) -> Sums:
    return rows[place].counts.sums if place in rows else Sums()


def _rates(sums: Sums, stock: Stock) -> Rates:
    return rates(sums=sums, open_now=stock.open, overdue=stock.overdue, nationally_late=stock.nationally_late)


def _cut(
    cut: Cut, here: Mapping[Place, Row[Flow]], year: Mapping[Place, Row[Flow]], now: Mapping[Place, Row[Stock]]
) -> PublicCut:
    """Whatever came, went or lies open, the most received first."""
    known: list[Row[Flow] | Row[Stock]] = [*now.values(), *year.values()]
    names = {row.key: row.name for row in known if row.cut is cut}
    lines = [
        PublicLine(
            words=str(CHANNEL_LABELS[Channel(key)]) if cut is Cut.CHANNEL else name,
            month=_sums(here, (cut, key)),
            year=_sums(year, (cut, key)),
            stock=now[cut, key].counts if (cut, key) in now else Stock(),
        )
        for key, name in names.items()
    ]
    lines.sort(key=lambda line: -line.year.received)
    most = (lines[0].words, lines[0].year.received) if lines else None
    return PublicCut(
        lines=lines,
        charts=(_bars(lines, WIDE), _bars(lines, NARROW)),
        words=labels.most_words(most=most, received=sum(line.year.received for line in lines)),
    )


def _bars(lines: Sequence[PublicLine], room: tuple[int, int]) -> BarChart:
    longest = LONGEST[room]
    rows = [
        charts.BarRow(
            label=line.words if len(line.words) <= longest else f"{line.words[: longest - 1].rstrip()}…",
            value=line.year.received,
            kind="river",
        )
        for line in lines[:BARS]
    ]
    return charts.bars(rows=rows, width=room[0], label_room=room[1])
