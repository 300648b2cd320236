"""Where the marks of a chart stand. The page draws them; coordinates are texts, since no reader's language may turn
the point of a decimal into a comma inside an SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

ROW, THICKNESS = 34, 25
VALUE_ROOM = 44  # right of the longest bar, for its number
TOP, BOTTOM, LEFT, RIGHT = 14, 30, 44, 30
WORDS_ABOVE, WORDS_BELOW = 12, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRow:
    """One thing counted; `kind` is late, soon, ok, pause or river."""

    label: str
    value: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar with its words: baselines and ends."""

    label: str
    value: int
    kind: str
    y: str
    length: str
    baseline: str
    value_x: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    width: int
    height: int
    axis: int
    label_x: int
    thickness: int
    bars: tuple[Bar, ...]


def bars(*, rows: Sequence[BarRow], width: int, label_room: int) -> BarChart:
    """Lying bars, the longest as wide as the room allows; nothing counted is no bar, but still a number."""
    room = width - label_room - VALUE_ROOM
    most = max((row.value for row in rows), default=0) or 1
    drawn = []
    for number, row in enumerate(rows):
        y, length = ROW * number + 4, Decimal(room) * row.value / most
        drawn.append(
            Bar(
                label=row.label,
                value=row.value,
                kind=row.kind,
                y=str(y),
                length=_text(length),
                baseline=str(y + 18),
                value_x=_text(label_room + length + 8),
            )
        )
    return BarChart(
        width=width,
        height=ROW * len(rows) + 6,
        axis=label_room,
        label_x=label_room - 12,
        thickness=THICKNESS,
        bars=tuple(drawn),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A share of one month and how it is written; without a value there is no data, and the line has a gap."""

    label: str
    percent: Decimal | None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A month on the line; the worst and the last say their share."""

    x: str
    y: str
    label: str
    words: str
    words_y: str
    has_label: bool
    has_value: bool
    is_last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GridLine:
    y: str
    baseline: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart:
    width: int
    height: int
    left: int
    right: int
    foot: int
    grid: tuple[GridLine, ...]
    paths: tuple[str, ...]
    dots: tuple[Dot, ...]
    target: GridLine | None = None


def line(
    *, points: Sequence[Point], width: int, height: int, label_every: int, target: Decimal | None = None, aim: str = ""
) -> LineChart:
    """Shares over the months on a scale that ends at 100 %; the last month always has its label. `target` is the share
    aimed at, drawn across and called `aim`."""
    known = [point.percent for point in points if point.percent is not None]
    low, step = _scale([*known, target] if target is not None else known)
    tall, wide = height - TOP - BOTTOM, width - LEFT - RIGHT
    gap = Decimal(wide) / max(len(points) - 1, 1)

    def y(percent: Decimal) -> Decimal:
        return TOP + tall * (100 - percent) / (100 - low)

    last = len(points) - 1
    worst = min((point.percent for point in points if point.percent is not None), default=None)
    heights = [y(point.percent) if point.percent is not None else None for point in points]
    dots = tuple(
        Dot(
            x=_text(LEFT + gap * number),
            y=_text(heights[number]),
            label=point.label,
            words=point.words if number == last or point.percent == worst != points[last].percent else "",
            words_y=_text(y(point.percent) + (20 if y(point.percent) < TOP + 20 else -12))
            if point.percent is not None
            else "",
            has_label=(last - number) % label_every == 0,
            has_value=point.percent is not None,
            is_last=number == last,
        )
        for number, point in enumerate(points)
    )
    return LineChart(
        width=width,
        height=height,
        left=LEFT,
        right=width - RIGHT,
        foot=height - 8,
        grid=tuple(
            GridLine(y=_text(y(Decimal(share))), baseline=_text(y(Decimal(share)) + 4), label=f"{share}%")
            for share in range(low, 101, step)
        ),
        paths=_paths(dots),
        dots=dots,
        target=GridLine(y=_text(y(target)), baseline=_text(y(target) - 6), label=aim) if target is not None else None,
    )


def _beside(y: Decimal | None, before: Decimal | None, *, foot: int) -> Decimal | None:
    """Where a share is written: below its dot where the line comes down to it, else above, but never off the chart."""
    if y is None:
        return None
    is_free_below = y + WORDS_BELOW <= foot + WORDS_ABOVE
    comes_down = before is not None and before < y
    is_free_above = y - WORDS_ABOVE > TOP
    return y + WORDS_BELOW if is_free_below and (comes_down or not is_free_above) else y - WORDS_ABOVE


def _paths(dots: Sequence[Dot]) -> tuple[str, ...]:
    """One stroke for each run of months that have data."""
    strokes: list[list[str]] = [[]]
    for dot in dots:
        if dot.has_value:
            strokes[-1].append(f"{dot.x} {dot.y}")
        elif strokes[-1]:
            strokes.append([])
    return tuple("M" + " L".join(stroke) for stroke in strokes if len(stroke) > 1)


def _scale(shares: Sequence[Decimal]) -> tuple[int, int]:
    """The lowest line and the step: as close as the worst month allows, so that a change can be seen."""
    worst = min(shares, default=Decimal(100))
    for low, step in ((90, 2), (75, 5), (50, 10)):
        if worst >= low:
            return low, step
    return 0, 20


def _text(number: Decimal | None) -> str:
    return "" if number is None else f"{number:.1f}"
