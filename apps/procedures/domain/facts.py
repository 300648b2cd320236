"""A record's content as the facts a catalogue keeps: typed where certain, everything else as text and as a doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from apps.core.folding import fold
from apps.procedures.domain.cleaning import Json
from apps.procedures.domain.doubts import Doubt, Review, What
from apps.procedures.domain.fees import FeeReading, beside_note, read_fee
from apps.procedures.domain.headings import heading_of
from apps.procedures.domain.promises import TimedChannel, promises_of
from apps.worktime import Allowance

SHORT_NAME = 200
# Beyond this nobody searches a title, and a text index must not swallow a whole law.
SEARCHED = 4_000


@dataclass(frozen=True, slots=True)
class FeeFact:
    """One fee as it is written, with its amount in đồng where certain."""

    text: str
    amount: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class ChannelFact:
    """One way of filing: its time and fees as written, typed where certain."""

    channel: str
    time_text: str
    time: Allowance | None
    fees: tuple[FeeFact, ...]
    note: str


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """One paper of one case. No original and no copy: a remark. Only shown: its owner keeps it."""

    case: str
    name: str
    originals: int
    copies: int
    form_code: str
    is_note: bool
    is_shown_only: bool


@dataclass(frozen=True, slots=True)
class ProcedureFacts:
    """What a version of a procedure is made of."""

    name: str
    short_name: str
    folded_name: str
    folded: str
    field: str
    time_text: str
    promise: Allowance | None
    channels: tuple[ChannelFact, ...]
    documents: tuple[DocumentFact, ...]
    reviews: tuple[Review, ...]


def facts_of(content: Mapping[str, Json], *, unverified: Sequence[str] = ()) -> ProcedureFacts:
    """Read the cleaned content of one record; `unverified` names the cells its author took from memory."""
    name = _text(content, "name")
    rows = _rows(content, "channels")
    timed = [TimedChannel(channel=row["channel"], time_text=row["time"], note=row["note"]) for row in rows]
    promises = promises_of(channels=timed, case_times=[row["time"] for row in _rows(content, "cases")])
    readings = [[beside_note(read_fee(text), note=row["note"]) for text in row["fees"]] for row in rows]
    reviews = [
        *promises.reviews,
        *_fee_reviews(rows, readings),
        *_channel_reviews(rows),
        *_unverified(content, unverified),
    ]
    return ProcedureFacts(
        name=name,
        short_name=shortened(name),
        folded_name=fold(shortened(name)),
        folded=fold(f"{name} {_text(content, 'keywords')}"[:SEARCHED]),
        field=_text(content, "field"),
        time_text="; ".join(dict.fromkeys(row["time"] for row in rows if row["time"])),
        promise=promises.whole,
        channels=tuple(
            ChannelFact(
                channel=row["channel"],
                time_text=row["time"],
                time=time,
                fees=tuple(
                    FeeFact(text=text, amount=reading.amount, unit=reading.unit)
                    for text, reading in zip(row["fees"], fees, strict=True)
                ),
                note=row["note"],
            )
            for row, time, fees in zip(rows, promises.rows, readings, strict=True)
        ),
        documents=tuple(_document(row) for row in _rows(content, "documents")),
        reviews=tuple(dict.fromkeys(reviews)),
    )


def _document(row: Mapping[str, Any]) -> DocumentFact:
    heading = heading_of(row["case"])
    return DocumentFact(
        case=heading.case,
        name=row["name"],
        originals=row["originals"],
        copies=row["copies"],
        form_code=row["form"],
        is_note=heading.is_note or not (row["originals"] or row["copies"]),
        is_shown_only=heading.is_shown_only,
    )


def shortened(name: str) -> str:
    """The title, or its first words where it is longer than a title can be."""
    if len(name) <= SHORT_NAME:
        return name
    return name[: SHORT_NAME - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _fee_reviews(rows: Sequence[Mapping[str, Any]], readings: Sequence[Sequence[FeeReading]]) -> list[Review]:
    return [
        Review(What.FEE, text, reading.doubt)
        for row, fees in zip(rows, readings, strict=True)
        for text, reading in zip(row["fees"], fees, strict=True)
        if reading.doubt
    ]


def _channel_reviews(rows: Sequence[Mapping[str, Any]]) -> list[Review]:
    return [
        Review(What.CHANNEL, row["channel_text"], Doubt.UNKNOWN_CHANNEL) for row in rows if row["channel"] == "other"
    ]


def _unverified(content: Mapping[str, Json], named: Sequence[str]) -> list[Review]:
    return [Review(What(name), _said(content, What(name)), Doubt.UNVERIFIED) for name in named if name in set(What)]


def _said(content: Mapping[str, Json], what: What) -> str:
    rows = _rows(content, "channels")
    said = [text for row in rows for text in (row["fees"] if what is What.FEE else [row["time"]])]
    return "; ".join(dict.fromkeys(said))


def _text(content: Mapping[str, Json], column: str) -> str:
    return str(content.get(column) or "")


def _rows(content: Mapping[str, Json], column: str) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", content.get(column) or [])
