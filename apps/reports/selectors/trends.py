"""The last months beside each other: named, drawn and read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from apps.core.labels import percent
from apps.reports.domain import charts
from apps.reports.domain.charts import LineChart
from apps.reports.domain.figures import Sums
from apps.reports.domain.periods import Month
from apps.reports.labels import board as labels

WIDE, NARROW = (660, 240), (310, 200)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthOfTrend:
    """One month with its names and sums; `share` is empty where nothing was finished."""

    month: Month
    words: str
    short: str
    sums: Sums
    share: str


def named(*, sums: Iterable[tuple[Month, Sums]]) -> list[MonthOfTrend]:
    """The months as a page names them."""
    return [
        MonthOfTrend(
            month=month,
            words=labels.month_words(month),
            short=labels.month_short(month),
            sums=of_month,
            share=percent(numerator=of_month.kept, denominator=of_month.done) or "",
        )
        for month, of_month in sums
    ]


def curves(*, months: Sequence[MonthOfTrend]) -> tuple[LineChart, LineChart]:
    """The line for a wide screen and for a phone, where every third month has its name."""
    points = [
        charts.Point(label=one.short, percent=one.sums.rate.percent if one.sums.rate else None, words=one.share)
        for one in months
    ]
    return (
        charts.line(points=points, width=WIDE[0], height=WIDE[1], label_every=1),
        charts.line(points=points, width=NARROW[0], height=NARROW[1], label_every=3),
    )


def words(*, months: Sequence[MonthOfTrend]) -> str:
    """The sentence under the line: the last month that has data, and the worst."""
    known = [(one.sums.rate.percent, one) for one in months if one.sums.rate]
    if not known:
        return labels.trend_words(worst=None, last=None)
    worst, last = min(known, key=lambda pair: pair[0])[1], known[-1][1]
    is_only = len(known) == 1
    return labels.trend_words(worst=(worst.words, worst.share), last=(last.words, last.share), is_only=is_only)
