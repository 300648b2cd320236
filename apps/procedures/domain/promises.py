"""From the cells of one procedure to its promise: typed only where channels, notes and cases do not contradict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from apps.procedures.domain.cleaning import clean_line
from apps.procedures.domain.doubts import Doubt, Review, What
from apps.procedures.domain.times import TimeReading, mentions_time, note_says, read_time
from apps.worktime import Allowance


@dataclass(frozen=True, slots=True)
class TimedChannel:
    """One row of «Cách thức thực hiện»: by which channel, how long, and the description beside it."""

    channel: str
    time_text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Promises:
    """One typed time per channel row (None where unsure), one for the whole procedure if all agree, and the doubts."""

    rows: tuple[Allowance | None, ...]
    whole: Allowance | None
    reviews: tuple[Review, ...]


# Doubts about other cases: each cell may stand, but nobody can promise one time for the whole procedure.
CASES_APART = frozenset({Doubt.NOTE_HAS_CASES, Doubt.SEVERAL_CASES, Doubt.SEVERAL_TIMES, Doubt.NOTE_ALONE})


def promises_of(
    *, channels: Sequence[TimedChannel], case_times: Sequence[str], settled: Mapping[str, Allowance] | None = None
) -> Promises:
    """What may be promised for a procedure with these channel rows and these times of its cases (trường hợp).

    `settled` is how a person read a cell that says too little alone; the other witnesses are heard all the same.
    """
    readings = [_read(row.time_text, settled or {}) for row in channels]
    reviews = [
        Review(What.TIME, row.time_text, reading.doubt)
        for row, reading in zip(channels, readings, strict=True)
        if reading.doubt
    ]
    rows = [_beside_its_note(row, reading, reviews) for row, reading in zip(channels, readings, strict=True)]
    rows = _beside_the_cases(channels, rows, case_times, reviews, settled or {})
    if _same_number_in_two_units(rows):
        reviews.append(_between_channels(channels, Doubt.CHANNELS_DISAGREE))
        rows = [None] * len(rows)
    if _several_for_one_channel(channels, rows):
        reviews.append(_between_channels(channels, Doubt.SEVERAL_TIMES))
    elif len({time for time in rows if time}) > 1:
        reviews.append(_between_channels(channels, Doubt.CHANNELS_DIFFER))
    whole = None if any(review.doubt in CASES_APART for review in reviews) else _whole(rows, readings)
    return Promises(rows=tuple(rows), whole=whole, reviews=tuple(dict.fromkeys(reviews)))


def _read(text: str, settled: Mapping[str, Allowance]) -> TimeReading:
    return TimeReading(time=settled[text]) if text in settled else read_time(text)


def _beside_its_note(row: TimedChannel, reading: TimeReading, reviews: list[Review]) -> Allowance | None:
    if reading.is_silent and mentions_time(row.note):
        reviews.append(Review(What.TIME, clean_line(row.note), Doubt.NOTE_ALONE))
    if reading.time is None:
        return None
    doubt = note_says(note=row.note, of=reading.time)
    if doubt:
        reviews.append(Review(What.TIME, f"{row.time_text}: {clean_line(row.note)}", doubt))
    return None if doubt == Doubt.NOTE_DISAGREES else reading.time


def _beside_the_cases(
    channels: Sequence[TimedChannel],
    rows: Sequence[Allowance | None],
    case_times: Sequence[str],
    reviews: list[Review],
    settled: Mapping[str, Allowance],
) -> list[Allowance | None]:
    """A channel whose time no case knows says something else than the law: it stays text."""
    cases = {reading.time for text in case_times if not (reading := _read(text, settled)).is_silent}
    if not cases or not any(rows):
        return list(rows)
    said = [row.time_text for row in channels] + [f"trường hợp: {text}" for text in case_times]
    together = "; ".join(dict.fromkeys(said))
    if any(time not in cases for time in rows if time):
        reviews.append(Review(What.TIME, together, Doubt.CASE_DISAGREES))
    elif len(cases) > 1:
        reviews.append(Review(What.TIME, together, Doubt.SEVERAL_CASES))
    return [time if time in cases else None for time in rows]


def _same_number_in_two_units(rows: Sequence[Allowance | None]) -> bool:
    units = defaultdict(set)
    for time in rows:
        if time:
            units[time.amount].add(time.unit)
    return any(len(found) > 1 for found in units.values())


def _several_for_one_channel(channels: Sequence[TimedChannel], rows: Sequence[Allowance | None]) -> bool:
    times = defaultdict(set)
    for row, time in zip(channels, rows, strict=True):
        if time:
            times[row.channel].add(time)
    return any(len(found) > 1 for found in times.values())


def _between_channels(channels: Sequence[TimedChannel], doubt: Doubt) -> Review:
    return Review(What.TIME, "; ".join(dict.fromkeys(row.time_text for row in channels)), doubt)


def _whole(rows: Sequence[Allowance | None], readings: Sequence[TimeReading]) -> Allowance | None:
    said = [time for time, reading in zip(rows, readings, strict=True) if not reading.is_silent]
    return said[0] if said and len(set(said)) == 1 else None
