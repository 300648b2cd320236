"""The tables of the board: every number with the way to the dossiers it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from apps.dossiers.domain.attribution import SIDES, Stage
from apps.dossiers.domain.status import Channel
from apps.dossiers.domain.timeliness import Rate
from apps.dossiers.labels import CHANNEL_LABELS, SIDE_LABELS, STAGE_LABELS, worked_words
from apps.reports.domain import charts
from apps.reports.domain.charts import BarChart
from apps.reports.domain.figures import Sums, total
from apps.reports.domain.periods import Month
from apps.reports.domain.sights import BANDS, Sight
from apps.reports.labels import board as labels
from apps.reports.selectors import sums as counted
from apps.reports.selectors.sums import FieldRef, Kind, MonthSums, StageSums, Standing
from apps.reports.selectors.wishes import Wish

WIDE, NARROW = 440, 310
OF_MONTH = (
    *(Sight.RECEIVED, Sight.DONE, Sight.EARLY, Sight.ON_TIME, Sight.LATE),
    *(Sight.ENDED, Sight.ENDED_IN_TIME, Sight.ENDED_LATE),
)
OF_NOW = (
    *(Sight.OPEN, Sight.IN_TIME, Sight.OVERDUE, Sight.PAUSED, Sight.AT_RISK),
    *(Sight.NATIONALLY_IN_TIME, Sight.NATIONALLY_LATE),
)


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
class LateLine:
    """What was finished late and is charged to one stage; `time` is working time past the first promise."""

    words: str
    side: str
    figure: Figure
    time: str


def by_field(
    wish: Wish, finished: MonthSums, open_cells: Mapping[Kind, Standing], open_fields: Mapping[int, FieldRef]
) -> list[Line]:
    """One row for each field in which anything came, went or lies open, in the order of the alphabet."""
    known = {**finished.fields, **open_fields}
    return [
        _line(
            words=ref.name,
            wish=replace(wish, field=ref.slug),
            sums=[one for (field, _), one in finished.cells.items() if field == pk],
            now=[one for (field, _), one in open_cells.items() if field == pk],
        )
        for pk, ref in sorted(known.items(), key=lambda item: item[1].sort_key)
    ]


def by_channel(wish: Wish, finished: MonthSums, open_cells: Mapping[Kind, Standing]) -> list[Line]:
    return [
        _line(
            words=str(CHANNEL_LABELS[Channel(channel)]),
            wish=replace(wish, channel=channel),
            sums=[one for (_, came), one in finished.cells.items() if came == channel],
            now=[one for (_, came), one in open_cells.items() if came == channel],
        )
        for channel in sorted({channel for _, channel in (*finished.cells, *open_cells)})
    ]


def _line(*, words: str, wish: Wish, sums: Sequence[Sums], now: Sequence[Standing]) -> Line:
    own = total(sums)
    return Line(words=words, figures=figures(own, counted.merged(now), wish), rate=own.rate)


def figures(sums: Sums, standing: Standing, wish: Wish) -> Figures:
    """Every number of a row with the way to its dossiers, by the name of the sight."""
    values = {
        Sight.RECEIVED: sums.received,
        Sight.DONE: sums.done,
        Sight.EARLY: sums.early,
        Sight.ON_TIME: sums.on_time,
        Sight.LATE: sums.late,
        Sight.ENDED: sums.ended,
        Sight.ENDED_IN_TIME: sums.ended_in_time,
        Sight.ENDED_LATE: sums.ended_late,
        Sight.OPEN: standing.open,
        Sight.IN_TIME: standing.in_time,
        Sight.OVERDUE: standing.overdue,
        Sight.PAUSED: standing.paused,
        Sight.AT_RISK: standing.at_risk,
        Sight.NATIONALLY_IN_TIME: standing.open - standing.nationally_late,
        Sight.NATIONALLY_LATE: standing.nationally_late,
    }
    monthly = {sight: replace(wish, sight=sight) for sight in OF_MONTH}
    live = {sight: replace(wish, sight=sight, month=None) for sight in OF_NOW}
    return {
        sight.name.lower(): Figure(value=values[sight], href=wished.href) for sight, wished in (monthly | live).items()
    }


def late_lines(*, sums: Sequence[StageSums], month: Month) -> list[LateLine]:
    """Where lateness lay; together they are what was finished late by the first promise."""
    return [
        LateLine(
            words=str(STAGE_LABELS[Stage(one.stage)] if one.stage else labels.NOT_KEPT),
            side=str(SIDE_LABELS[SIDES[Stage(one.stage)]]) if one.stage else "",
            figure=Figure(
                value=one.dossiers,
                href=Wish(sight=Sight.LATE, month=month, stage=Stage(one.stage)).href if one.stage else "",
            ),
            time=worked_words(one.time),
        )
        for one in sums
    ]


def guard_lines(*, counts: Mapping[Sight, int], month: Month) -> list[Line]:
    """What the guard did for the promises of a month."""
    return [
        Line(
            words=str(labels.SIGHT_LABELS[sight]),
            figures={"promises": Figure(value=value, href=Wish(sight=sight, month=month).href)},
        )
        for sight, value in counts.items()
    ]


def bands(standing: Standing) -> list[Line]:
    numbers = dict(standing.bands) | {Sight.PAUSED: standing.paused}
    return [
        Line(
            words=str(labels.SIGHT_LABELS[sight]),
            figures={"open": Figure(value=numbers[sight], href=Wish(sight=sight).href)},
        )
        for sight in (*BANDS, Sight.PAUSED)
    ]


def bars(standing: Standing) -> tuple[BarChart, BarChart]:
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
