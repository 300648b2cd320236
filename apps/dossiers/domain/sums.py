"""The arithmetic of a promise day by day, as the page counts it aloud."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from apps.dossiers.domain.sentence import WEEKDAYS, hour_words, lower_first, span_words
from apps.worktime import Unit

if TYPE_CHECKING:
    from apps.dossiers.domain.explanation import DayRun, Explanation

DAY = timedelta(days=1)
# Longer periods are counted week by week: sixty lines explain less than twelve.
LONGEST_COUNTED_ALOUD = 10
SHORT_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


@dataclass(frozen=True, slots=True)
class Row:
    """One line: which days, what they were, their number if they counted. A line without a number is crossed out."""

    days: str
    words: str
    number: str = ""
    is_last: bool = False


def rows(it: Explanation) -> tuple[Row, ...]:
    """The lines from the reception to the promised day."""
    lines = [*_receptions(it), *_days(it)]
    if it.extended_to:
        lines.append(Row(days=_day(it, it.extended_to), words=f"hẹn lại một lần, {hour_words(it.due_at)}"))
    return (*lines[:-1], replace(lines[-1], is_last=True))


def _receptions(it: Explanation) -> Iterator[Row]:
    """The days that start the count and are not part of it."""
    received = f"nhận lúc {hour_words(it.received_at)}"
    takes_effect_later = it.received_at.date() != it.effective_at.date()
    in_days = it.unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY)
    if takes_effect_later:
        yield Row(days=_day(it, it.received_at.date()), words=f"{received}, ngoài giờ làm việc")
        in_hours = it.unit == Unit.WORKING_HOUR
        received = f"bắt đầu tính từ {hour_words(it.effective_at)}" if in_hours else "ngày tiếp nhận"
    if it.is_restarted:
        yield Row(days=_day(it, it.effective_at.date()), words=received)
        received = "nhận đủ hồ sơ bổ sung, tính lại từ đầu"
    elif in_days:
        received = f"{received}, không tính" if takes_effect_later else f"{received}, ngày nhận không tính"
    yield Row(days=_day(it, it.counts_from.date()), words=received if it.runs else f"{received}, {_end(it)}")


def _days(it: Explanation) -> Iterator[Row]:
    number = 0
    for run in it.runs:
        if run.part not in ("counted", "made_up"):
            yield Row(days=_span(it, run), words=_words(it, run), number=_half(it, run))
            continue
        for piece in _pieces(it, run):
            before, number = number, number + (piece.last - piece.first).days + 1
            numbers = f"{before + 1}–{number}" if number - before > 1 else str(number)
            yield Row(days=_span(it, piece), words=_words(it, piece), number=numbers)


def _pieces(it: Explanation, run: DayRun) -> Iterator[DayRun]:
    """Counted days one by one; in a long period run by run, with the promised day apart."""
    last = it.runs[-1].last
    if it.amount <= LONGEST_COUNTED_ALOUD:
        yield from (replace(run, first=day, last=day) for day in _each(run))
        return
    if run.first < last:
        yield replace(run, last=min(run.last, last - DAY))
    if run.last == last:
        yield replace(run, first=last)


def _words(it: Explanation, run: DayRun) -> str:
    expected = "" if run.confirmed else " (dự kiến)"
    if run.part == "weekend":
        return "cuối tuần"
    if run.part == "holiday":
        return f"nghỉ lễ, {run.name}{expected}"
    if run.part in ("in_lieu", "swap_off"):
        return lower_first(run.name) + expected
    if run.last == it.runs[-1].last:
        return _end(it)
    if run.part == "paused":
        return "đồng hồ dừng, không tính"
    if it.unit == Unit.CALENDAR_DAY:
        return "ngày thường và ngày nghỉ đều tính"
    return f"ngày làm việc, {lower_first(run.name)}" if run.name else "ngày làm việc"


def _end(it: Explanation) -> str:
    if it.extended_to:
        return "hẹn lần đầu"
    is_close = it.unit != Unit.WORKING_HOUR and it.amount % 1 == 0 and it.late_after != it.due_at
    return f"{'hết giờ làm việc' if is_close else 'hạn lúc'}, {hour_words(it.due_at)}".replace("lúc,", "lúc")


def _half(it: Explanation, run: DayRun) -> str:
    """The last half day of a period in half days counts as one."""
    is_half = run.part == "worked" and it.unit == Unit.WORKING_DAY and run is it.runs[-1]
    return "½" if is_half else ""


def _day(it: Explanation, day: date) -> str:
    """«Thứ Hai 23/11»."""
    weekday = WEEKDAYS[day.weekday()]
    return f"{weekday[0].upper()}{weekday[1:]} {span_words(day, day, it.received_at)}"


def _span(it: Explanation, run: DayRun) -> str:
    """«T7, CN 21–22/11», «T2–T6 16–20/2»."""
    if run.first == run.last:
        return _day(it, run.first)
    joint = ", " if run.last - run.first == DAY else "–"
    weekdays = joint.join(SHORT_WEEKDAYS[day.weekday()] for day in (run.first, run.last))
    return f"{weekdays} {span_words(run.first, run.last, it.received_at).replace('-', '–')}"


def _each(run: DayRun) -> Iterator[date]:
    return (run.first + n * DAY for n in range((run.last - run.first).days + 1))
