"""The numbers of the pictures, each with the way to its dossiers, and the sentence that says what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay

from apps.accounts.domain.actor import Actor
from apps.core.labels import percent
from apps.dossiers.domain.status import Channel
from apps.dossiers.domain.timeliness import VIETNAM
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.reports.domain import charts, pictures
from apps.reports.domain.aims import USUAL, Aim
from apps.reports.domain.charts import LineChart, Point
from apps.reports.domain.periods import Month
from apps.reports.domain.pictures import Change, HeatMap, Small, Waterfall
from apps.reports.domain.sights import Sight
from apps.reports.domain.weeks import Slot, Weeks
from apps.reports.labels import pictures as labels
from apps.reports.labels.board import month_short, month_words
from apps.reports.labels.rooms import WEEKDAYS, weeks_words
from apps.reports.models import FieldMonth
from apps.reports.selectors.lines import Figure
from apps.reports.selectors.listing import span_of, standing_of
from apps.reports.selectors.targets import newest, target_words
from apps.reports.selectors.wishes import Wish

MONTHS, FIELDS = 12, 9
OFFICE_HOURS = range(7, 18)
WORKING_WEEK = range(1, 6)
HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """When people came in eight weeks."""

    wide: HeatMap
    narrow: HeatMap
    hours: Sequence[int]
    rows: Sequence[tuple[str, Sequence[Figure]]]
    period: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """From what was carried over to what is left."""

    wide: Waterfall
    narrow: Waterfall
    rows: Sequence[tuple[str, str, Figure]]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The share filed through the net, month by month, beside the target of the year."""

    wide: LineChart
    narrow: LineChart
    rows: Sequence[tuple[str, Figure, Figure, str]]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldYear:
    """One field over twelve months."""

    name: str
    picture: Small
    figures: Sequence[Figure]
    last: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    months: Sequence[str]
    fields: Sequence[FieldYear]
    sentence: str


def heat(*, actor: Actor, agency: Agency, at: datetime) -> Heat:
    """Receptions of the last eight whole weeks by weekday and hour, in one query."""
    weeks = Weeks.before(at.astimezone(VIETNAM).date())
    wish = Wish(sight=Sight.RECEIVED, weeks=weeks)
    rows: Any = (
        Dossier.objects.received_visible_to(actor, agency_id=agency.pk)
        .filter(span_of(wish))
        .order_by()
        .annotate(
            weekday=ExtractIsoWeekDay("received_at", tzinfo=VIETNAM), hour=ExtractHour("received_at", tzinfo=VIETNAM)
        )
        .values_list("weekday", "hour")
        .annotate(count=Count("pk"))
    )
    numbers = {Slot(weekday, hour): count for weekday, hour, count in rows}
    weekdays = sorted({*WORKING_WEEK, *(slot.weekday for slot in numbers)})
    hours = sorted({*OFFICE_HOURS, *(slot.hour for slot in numbers)})
    busiest = max(numbers, key=lambda slot: (numbers[slot], -slot.weekday, -slot.hour), default=None)
    return Heat(
        wide=pictures.heat(
            numbers=numbers,
            weekdays={one: str(WEEKDAYS[one]) for one in weekdays},
            hours=hours,
            width=660,
            room=78,
            tall=34,
        ),
        narrow=pictures.heat(
            numbers=numbers,
            weekdays={one: str(labels.SHORT_WEEKDAYS[one]) for one in weekdays},
            hours=hours,
            width=330,
            room=28,
            tall=30,
        ),
        hours=hours,
        rows=[
            (
                str(WEEKDAYS[weekday]),
                [
                    Figure(value=numbers.get(slot, 0), href=replace(wish, slot=slot).href)
                    for slot in (Slot(weekday, hour) for hour in hours)
                ],
            )
            for weekday in weekdays
        ],
        period=weeks_words(weeks),
        sentence=labels.heat_words(
            busiest=busiest, most=numbers[busiest] if busiest else 0, total=sum(numbers.values())
        ),
    )


def fall(*, month: Month, actor: Actor, agency: Agency) -> Fall:
    """What was carried over, came, was finished or ended in a month, and what is left: four numbers and their sum."""
    visible = Dossier.objects.visible_to(actor).filter(agency_id=agency.pk)
    wish = Wish(sight=Sight.CARRIED, month=month)
    gone = visible.filter(span_of(replace(wish, sight=Sight.DONE))).aggregate(
        done=Count("pk", filter=Q(timeliness__isnull=False)), ended=Count("pk", filter=Q(timeliness__isnull=True))
    )
    carried = visible.filter(standing_of(wish)).count()
    received = visible.filter(span_of(replace(wish, sight=Sight.RECEIVED))).count()
    left = carried + received - gone["done"] - gone["ended"]
    values = {
        Sight.CARRIED: carried,
        Sight.RECEIVED: received,
        Sight.DONE: gone["done"],
        Sight.ENDED: gone["ended"],
        Sight.LEFT: left,
    }
    changes = [
        Change(
            label=str(labels.STEPS[sight]),
            value=-value if sight in (Sight.DONE, Sight.ENDED) else value,
            kind=labels.STEP_KINDS[sight],
            is_total=sight in (Sight.CARRIED, Sight.LEFT),
        )
        for sight, value in values.items()
    ]
    return Fall(
        wide=pictures.waterfall(changes=changes, width=560, height=260),
        narrow=pictures.waterfall(changes=changes, width=330, height=240),
        rows=[
            (
                str(labels.STEPS[sight]),
                labels.SIGNS[sight],
                Figure(value=value, href=replace(wish, sight=sight).href),
            )
            for sight, value in values.items()
        ],
        sentence=labels.fall_words(carried=carried, left=left),
    )


def trend(*, month: Month, agency: Agency) -> Trend:
    """Twelve months of the roll-up; the target is that of the year of the last one."""
    months = [month.back(back) for back in range(MONTHS - 1, -1, -1)]
    rows = (
        FieldMonth.objects.filter(agency=agency, month__gte=months[0].first, month__lte=month.first)
        .order_by()
        .values("month")
        .annotate(all=Sum("received"), online=Sum("received", filter=Q(channel=Channel.ONLINE), default=0))
    )
    found = {Month(row["month"]): (row["online"], row["all"]) for row in rows}
    set_ = newest(agency=agency, year=month.first.year).get(Aim.ONLINE.value)
    target = set_.value if set_ else USUAL[Aim.ONLINE]
    aim = labels.aim_words(target_words(aim=Aim.ONLINE, value=target))
    points, lines = [], []
    for one in months:
        online, whole = found.get(one, (0, 0))
        share = percent(numerator=online, denominator=whole) or ""
        points.append(
            Point(label=month_short(one), percent=Decimal(online * HUNDRED) / whole if whole else None, words=share)
        )
        wish = Wish(sight=Sight.RECEIVED, month=one)
        lines.append(
            (
                month_words(one),
                Figure(value=whole, href=wish.href),
                Figure(value=online, href=replace(wish, channel=Channel.ONLINE.value).href),
                share,
            )
        )
    return Trend(
        wide=charts.line(points=points, width=660, height=240, label_every=1, target=target, aim=aim),
        narrow=charts.line(points=points, width=310, height=200, label_every=3, target=target, aim=aim),
        rows=lines,
        sentence=labels.trend_words(
            month=month_words(month),
            share=lines[-1][3],
            is_reached=points[-1].percent is not None and points[-1].percent >= target,
            aim=aim,
        ),
    )


def fields(*, month: Month, agency: Agency) -> Fields:
    """What was received of the busiest fields in twelve months, all on one scale."""
    months = [month.back(back) for back in range(MONTHS - 1, -1, -1)]
    rows = (
        FieldMonth.objects.filter(agency=agency, month__gte=months[0].first, month__lte=month.first)
        .order_by()
        .values("field__slug", "field__name", "month")
        .annotate(count=Sum("received"))
    )
    numbers: dict[tuple[str, str], dict[Month, int]] = {}
    for row in rows:
        numbers.setdefault((row["field__slug"], row["field__name"]), {})[Month(row["month"])] = row["count"]
    busiest = sorted(numbers, key=lambda key: (-sum(numbers[key].values()), key))[:FIELDS]
    most = max((value for key in busiest for value in numbers[key].values()), default=0)
    drawn = []
    for slug, name in busiest:
        values = [numbers[slug, name].get(one, 0) for one in months]
        figures = [
            Figure(value=value, href=Wish(sight=Sight.RECEIVED, month=one, field=slug).href)
            for one, value in zip(months, values, strict=True)
        ]
        picture = pictures.small(values=values, most=most, width=200, height=64)
        drawn.append(FieldYear(name=name, picture=picture, figures=figures, last=figures[-1]))
    return Fields(
        months=[month_short(one) for one in months],
        fields=drawn,
        sentence=labels.fields_words(
            name=drawn[0].name if drawn else "",
            received=sum(figure.value for figure in drawn[0].figures) if drawn else 0,
            shown=len(drawn),
            known=len(numbers),
        ),
    )
