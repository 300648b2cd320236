"""The history of a dossier recomputed now, beside what its papers say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from apps.desk import labels
from apps.desk.domain.papers import HEAD_HASH_LENGTH, SlipKind
from apps.desk.models import Slip
from apps.dossiers.domain.chain_report import Examined, NoteState, Report
from apps.dossiers.models import Dossier
from apps.dossiers.selectors.chains import chain_report

_NOT_HEX = re.compile(r"[^0-9a-f]")
SHORTEST_TYPED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLine:
    """One link in words; `note` is the state of what was said with it."""

    number: int
    what: str
    at: datetime
    head: str
    holds: bool
    note: NoteState


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One issued paper: the digits that stand on it, and the link they belong to; none where they fit nowhere."""

    label: str
    number: str
    digits: str
    place: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainPage:
    """What the page shows; `typed` are digits read from a paper in the hand, `typed_place` the link they belong to."""

    is_whole: bool
    agrees: bool
    since: datetime | None
    lines: tuple[ChainLine, ...]
    broken: ChainLine | None
    printed: tuple[Printed, ...]
    typed: str
    typed_place: int | None
    is_typed_too_short: bool


def chain_page(*, dossier: Dossier, slips: Iterable[Slip], typed: str, words: Callable[[str], str]) -> ChainPage:
    """Every link recomputed from what is stored, and whether the papers' digits belong to it."""
    report = chain_report(dossier=dossier)
    lines = tuple(_line(link, words) for link in report.links)
    printed = tuple(_printed(slip, report) for slip in slips)
    digits = _NOT_HEX.sub("", typed.lower())[:64]
    return ChainPage(
        is_whole=report.is_whole and all(paper.place for paper in printed),
        agrees=report.agrees,
        since=lines[0].at if lines else None,
        lines=lines,
        broken=next((line for line in lines if not line.holds), None),
        printed=printed,
        typed=digits,
        typed_place=report.place_of(digits) if len(digits) >= SHORTEST_TYPED else None,
        is_typed_too_short=bool(typed.strip()) and len(digits) < SHORTEST_TYPED,
    )


def _line(link: Examined, words: Callable[[str], str]) -> ChainLine:
    return ChainLine(
        number=link.link.sequence,
        what=words(link.link.action),
        at=datetime.fromisoformat(link.link.at),
        head=link.head,
        holds=link.holds,
        note=link.note,
    )


def _printed(slip: Slip, report: Report) -> Printed:
    digits = slip.head[:HEAD_HASH_LENGTH]
    return Printed(
        label=str(labels.SLIP_LABELS[SlipKind(slip.kind)]),
        number=slip.number,
        digits=digits,
        place=report.place_of(slip.head),
    )
