"""A record's content as the facts a catalogue keeps: typed where certain, everything else as text and as a doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from apps.core.folding import fold
from apps.procedures.domain.authorities import AuthorityFact, authorities_of
from apps.procedures.domain.cases import CaseFact, cases_of
from apps.procedures.domain.cleaning import Json
from apps.procedures.domain.digitising import Digitise, rule_for
from apps.procedures.domain.doubts import Doubt, Review, What
from apps.procedures.domain.fee_reading import FeeFact, fact_of, structured
from apps.procedures.domain.fees import FeeReading, beside_note, read_fee
from apps.procedures.domain.headings import heading_of
from apps.procedures.domain.lawful_parts import LawfulPart, lacking
from apps.procedures.domain.life import OnlineLevel
from apps.procedures.domain.promises import TimedChannel, promises_of
from apps.procedures.domain.settling import NO_READINGS, Readings
from apps.procedures.domain.times import read_time
from apps.worktime import Allowance

SHORT_NAME = 200
# Beyond this nobody searches a title, and a text index must not swallow a whole law.
SEARCHED = 4_000


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
    code: str = ""
    digitise: Digitise = Digitise.SCAN


@dataclass(frozen=True, slots=True)
class BasisFact:
    """One text of law: its number, its title, its day where one of them says it."""

    number: str
    title: str
    issued_date: date | None


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
    cases: tuple[CaseFact, ...] = ()
    authorities: tuple[AuthorityFact, ...] = ()
    issuer: AuthorityFact | None = None
    legal_basis: tuple[BasisFact, ...] = ()
    decision_date: date | None = None
    sets: int | None = None
    online_level: OnlineLevel | None = None
    online_reason: str = ""
    lacks: tuple[LawfulPart, ...] = ()


def facts_of(
    content: Mapping[str, Json], *, unverified: Sequence[str] = (), settled: Readings = NO_READINGS
) -> ProcedureFacts:
    """Read the cleaned content of one record; `unverified` names the cells its author took from memory.

    `settled` is what a person read in cells that say too little alone: it wins over the reading made here.
    """
    name = _text(content, "name")
    rows = _rows(content, "channels")
    timed = [TimedChannel(channel=row["channel"], time_text=row["time"], note=row["note"]) for row in rows]
    case_times = [row["time"] for row in _rows(content, "cases")]
    promises = promises_of(channels=timed, case_times=case_times, settled=settled.times)
    readings = [[_fee_reading(text, row["note"], settled) for text in row["fees"]] for row in rows]
    reviews = [
        *promises.reviews,
        *_fee_reviews(rows, readings),
        *_channel_reviews(rows),
        *_unverified(content, unverified),
    ]
    documents = tuple(_document(row) for row in _rows(content, "documents"))
    issuers = authorities_of(_text(content, "issuing_agency"))
    rules = structured(_rows(content, "fee_rules"), channels=[row["channel"] for row in rows])
    time_text = "; ".join(dict.fromkeys(row["time"] for row in rows if row["time"]))
    return ProcedureFacts(
        name=name,
        short_name=shortened(name),
        folded_name=fold(shortened(name)),
        folded=fold(f"{name} {_text(content, 'keywords')}"[:SEARCHED]),
        field=_text(content, "field"),
        time_text=time_text,
        promise=settled.whole or promises.whole,
        channels=tuple(
            ChannelFact(
                channel=row["channel"],
                time_text=row["time"],
                time=time,
                fees=(
                    *(
                        fact_of(text=text, reading=reading, note=row["note"])
                        for text, reading in zip(row["fees"], fees, strict=True)
                    ),
                    *rules.pop(row["channel"], ()),
                ),
                note=row["note"],
            )
            for row, time, fees in zip(rows, promises.rows, readings, strict=True)
        ),
        documents=documents,
        reviews=tuple(dict.fromkeys(reviews)),
        cases=cases_of(
            title=name,
            listed=_rows(content, "cases"),
            headings=[document.case for document in documents if document.case],
            reviews=reviews,
        ),
        authorities=authorities_of(_text(content, "agency")),
        issuer=issuers[0] if issuers else None,
        legal_basis=tuple(_basis(row) for row in _rows(content, "legal_basis")),
        decision_date=day_in(_text(content, "decision_date")) or day_in(_text(content, "decision")),
        sets=_number(content, "sets"),
        online_level=OnlineLevel(level) if (level := _text(content, "online_level")) else None,
        online_reason=_text(content, "online_reason"),
        lacks=lacking(content=content, says_time=_says_time(time_text, _rows(content, "cases"))),
    )


def _says_time(time_text: str, cases: Sequence[Mapping[str, Any]]) -> bool:
    return any(not read_time(text).is_silent for text in (time_text, *(row["time"] for row in cases)))


def _basis(row: Mapping[str, Any]) -> BasisFact:
    return BasisFact(number=row["code"], title=row["name"], issued_date=day_in(row["name"]))


_DAY = re.compile(r"(?<!\d)(?P<day>[0-3]?\d)\s?[/.-]\s?(?P<month>[01]?\d)\s?[/.-]\s?(?P<year>(?:19|20)\d{2})(?!\d)")
_DAY_IN_WORDS = re.compile(
    r"ngày (?P<day>[0-3]?\d) tháng (?P<month>[01]?\d) năm (?P<year>(?:19|20)\d{2})", re.IGNORECASE
)


def day_in(text: str) -> date | None:
    """The first day a text names: «… ngày 15/11/2015 …», «2015-11-15»; None where it names none that exists."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    found = _DAY.search(text) or _DAY_IN_WORDS.search(text)
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None
    except ValueError:
        return None


def _document(row: Mapping[str, Any]) -> DocumentFact:
    heading = heading_of(row["case"])
    is_note = heading.is_note or not (row["originals"] or row["copies"])
    return DocumentFact(
        case=heading.case,
        name=row["name"],
        originals=row["originals"],
        copies=row["copies"],
        form_code=row["form"],
        is_note=is_note,
        is_shown_only=heading.is_shown_only,
        code=row.get("code", ""),
        digitise=rule_for(is_note=is_note, is_shown_only=heading.is_shown_only, said=row.get("digitise", "")),
    )


def shortened(name: str) -> str:
    """The title, or its first words where it is longer than a title can be."""
    if len(name) <= SHORT_NAME:
        return name
    return name[: SHORT_NAME - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _fee_reading(text: str, note: str, settled: Readings) -> FeeReading:
    if text in settled.fees:
        amount, unit = settled.fees[text]
        return FeeReading(amount=amount, unit=unit)
    return beside_note(read_fee(text), note=note)


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


def _number(content: Mapping[str, Json], column: str) -> int | None:
    value = content.get(column)
    return value if isinstance(value, int) else None


def _rows(content: Mapping[str, Json], column: str) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", content.get(column) or [])
