"""Where the marks of three more pictures stand: the hours of a week, what came and went, and a year in small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from apps.reports.domain.weeks import Slot

SHADES = 5  # beside 0: nothing; only the darkest takes white figures
HEAD, GAP = 22, 2
STEP_TOP, STEP_FOOT = 22, 40
SMALL_TOP, SMALL_FOOT = 4, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """One hour of one weekday: its corner, its shade and where its number stands."""

    slot: Slot
    value: int
    shade: int
    x: str
    y: str
    middle: str
    baseline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A word beside a row or over a column."""

    words: str
    x: str
    y: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    width: int
    height: int
    side: str
    tall: int
    cells: tuple[HeatCell, ...]
    rows: tuple[Name, ...]
    columns: tuple[Name, ...]


def heat(
    *,
    numbers: Mapping[Slot, int],
    weekdays: Mapping[int, str],
    hours: Sequence[int],
    width: int,
    room: int,
    tall: int,
) -> HeatMap:
    """Weekdays below each other, hours beside each other; the more, the darker, and the number stands in it."""
    side = Decimal(width - room) / max(len(hours), 1)
    most = max(numbers.values(), default=0)
    cells = [
        HeatCell(
            slot=slot,
            value=value,
            shade=shade(value=value, most=most),
            x=_text(room + side * column),
            y=str(HEAD + tall * row),
            middle=_text(room + side * column + (side - GAP) / 2),
            baseline=str(HEAD + tall * row + tall // 2 + 4),
        )
        for row, weekday in enumerate(weekdays)
        for column, hour in enumerate(hours)
        for slot in (Slot(weekday, hour),)
        for value in (numbers.get(slot, 0),)
    ]
    return HeatMap(
        width=width,
        height=HEAD + tall * len(weekdays),
        side=_text(side - GAP),
        tall=tall - GAP,
        cells=tuple(cells),
        rows=tuple(
            Name(words=words, x=str(room - 8), y=str(HEAD + tall * row + tall // 2 + 4))
            for row, words in enumerate(weekdays.values())
        ),
        columns=tuple(
            Name(words=str(hour), x=_text(room + side * column + (side - GAP) / 2), y="15")
            for column, hour in enumerate(hours)
        ),
    )


def shade(*, value: int, most: int) -> int:
    """0 where nothing came, else 1 to 5: a fifth of the most each."""
    return -(-value * SHADES // most) if value and most else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One step of a fall: what is added (positive) or goes (negative); a `total` stands on the ground by itself."""

    label: str
    value: int
    kind: str
    is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One standing bar with its words; `link` is the height at which the next one takes over."""

    label: str
    value: int
    kind: str
    x: str
    y: str
    tall: str
    middle: str
    words_y: str
    link: str
    link_to: str

    @property
    def size(self) -> int:
        """How many, whichever way it goes."""
        return abs(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    width: int
    height: int
    ground: int
    thick: str
    foot: int
    steps: tuple[Step, ...]


def waterfall(*, changes: Sequence[Change], width: int, height: int) -> Waterfall:
    """Bars that hang on each other: what was there, came, went, and what is left."""
    levels, level = [], 0
    for change in changes:
        before = 0 if change.is_total else level
        level = change.value if change.is_total else level + change.value
        levels.append((min(before, level), max(before, level), level))
    most = max((top for _, top, _ in levels), default=0) or 1
    room, ground = Decimal(height - STEP_TOP - STEP_FOOT), height - STEP_FOOT
    wide = Decimal(width) / max(len(changes), 1)
    thick = wide * Decimal("0.66")

    def y(number: int) -> Decimal:
        return ground - room * number / most

    return Waterfall(
        width=width,
        height=height,
        ground=ground,
        thick=_text(thick),
        foot=ground + 16,
        steps=tuple(
            Step(
                label=change.label,
                value=change.value,
                kind=change.kind,
                x=_text(wide * number + (wide - thick) / 2),
                y=_text(y(top)),
                tall=_text(y(bottom) - y(top)),
                middle=_text(wide * number + wide / 2),
                words_y=_text(y(top) - 6),
                link=_text(y(end)),
                link_to=_text(wide * (number + 1) + (wide - thick) / 2) if number + 1 < len(changes) else "",
            )
            for number, (change, (bottom, top, end)) in enumerate(zip(changes, levels, strict=True))
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallBar:
    x: str
    y: str
    tall: str
    is_last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Small:
    width: int
    height: int
    ground: int
    thick: str
    bars: tuple[SmallBar, ...]


def small(*, values: Sequence[int], most: int, width: int, height: int) -> Small:
    """One of many small pictures, all of them on the scale of the highest bar of any."""
    wide, ground = Decimal(width) / max(len(values), 1), height - SMALL_FOOT
    room = Decimal(ground - SMALL_TOP)
    talls = [room * value / (most or 1) for value in values]
    return Small(
        width=width,
        height=height,
        ground=ground,
        thick=_text(wide - GAP),
        bars=tuple(
            SmallBar(
                x=_text(wide * number + Decimal(GAP) / 2),
                y=_text(ground - tall),
                tall=_text(tall),
                is_last=number == len(values) - 1,
            )
            for number, tall in enumerate(talls)
        ),
    )


def _text(number: Decimal) -> str:
    return f"{number:.1f}"
