"""Rows of a table as records: consecutive rows with one code are one procedure, its papers, channels and fees gather.

A record that comes out of here looks like one of a JSON line, so that nothing after it knows what the file was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from apps.procedures.domain.cleaning import Json, clean, clean_line
from apps.procedures.domain.codes import CodeRefused, code_of
from apps.procedures.domain.columns import Column
from apps.procedures.domain.doubts import Doubt, Review, What
from apps.procedures.domain.records import RawRecord, Unreadable


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that is to be reckoned, or one whose reckoning failed: its text is known, its value nobody vouches for."""

    text: str


Cell: TypeAlias = str | int | float | bool | date | Formula | None
TableRow: TypeAlias = tuple[int, Sequence[Cell]]

_SCALARS: Mapping[Column, What] = {
    Column.NAME: What.NAME,
    Column.FIELD: What.FIELD,
    Column.AGENCY: What.AGENCY,
    Column.ISSUER: What.ISSUER,
    Column.DECISION: What.DECISION,
    Column.EFFECTIVE_FROM: What.DAY,
    Column.LEVEL: What.LEVEL,
    Column.KIND: What.KIND,
    Column.SUBJECTS: What.SUBJECTS,
    Column.STEPS: What.STEPS,
    Column.CONDITIONS: What.CONDITIONS,
    Column.KEYWORDS: What.KEYWORDS,
}
_SEVERAL_IN_A_CELL = frozenset({Column.AGENCY, Column.SUBJECTS})
_WHAT_OF_PARTS: Mapping[Column, What] = {
    Column.CHANNEL: What.CHANNEL,
    Column.TIME: What.TIME,
    Column.CASE_TIME: What.TIME,
    Column.FEE: What.FEE,
}
_SHOWN_VALUES = 4
_CODE_AS_NUMBER = re.compile(r"\d\.\d{6}", re.ASCII)
_ITEM = re.compile(r"^\s*(?:[-+*•–]|\d{1,2}[.)]|[a-zđ]\))\s*", re.IGNORECASE)
_ORIGINALS = re.compile(r"bản chính\D{0,5}(\d{1,3})", re.IGNORECASE)
_COPIES = re.compile(r"bản sao\D{0,5}(\d{1,3})", re.IGNORECASE)


def text_in(cell: Cell) -> str:
    """What a cell shows, as a person reads it; a formula shows nothing that could be trusted."""
    match cell:
        case str():
            return cell
        case None | bool() | Formula():
            return ""
        case datetime() | date():
            return f"{cell:%d/%m/%Y}"
        case float() if cell.is_integer():
            return str(int(cell))
    return repr(cell)


def records_in(
    rows: Iterable[TableRow | Unreadable], *, columns: Sequence[Column | None]
) -> Iterator[RawRecord | Unreadable]:
    """The procedures of a table. A row without a usable code is a record of its own, to be refused by name."""
    places = {column: index for index, column in enumerate(columns) if column}
    group: _Group | None = None
    for found in rows:
        if isinstance(found, Unreadable):
            yield found
            continue
        number, cells = found
        if not any(isinstance(cell, Formula) or text_in(cell).strip() for cell in cells):
            continue
        said = {column: cells[index] for column, index in places.items() if index < len(cells)}
        code, is_usable = _code(said.get(Column.CODE))
        if not is_usable:
            yield RawRecord(row=number, record={"code": code})
            continue
        if group is None or group.code != code:
            if group:
                yield group.record()
            group = _Group(row=number, code=code)
        group.add(said)
    if group:
        yield group.record()


def _code(cell: Cell) -> tuple[str, bool]:
    """The code in a cell. A number with six places is the code it shows; one with fewer has lost its noughts."""
    text = cell.text if isinstance(cell, Formula) else text_in(cell)
    try:
        code = code_of(text)
    except CodeRefused:
        return text, False
    return code, not isinstance(cell, (int, float, Formula)) or bool(_CODE_AS_NUMBER.fullmatch(text))


@dataclass(slots=True)
class _Group:
    """One procedure while its rows are read."""

    row: int
    code: str
    scalars: dict[Column, list[str]] = field(default_factory=dict)
    channels: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)
    cases: dict[tuple[str, str], None] = field(default_factory=dict)
    papers: dict[tuple[str, ...], None] = field(default_factory=dict)
    results: dict[tuple[str, str], None] = field(default_factory=dict)
    basis: dict[tuple[str, str], None] = field(default_factory=dict)
    reviews: dict[Review, None] = field(default_factory=dict)
    last_channel: str = ""
    last_case: str = ""
    counts_papers: bool = False

    def add(self, said: Mapping[Column, Cell]) -> None:
        """One more row of this procedure."""
        for column, cell in said.items():
            if isinstance(cell, Formula):
                what = _SCALARS.get(column) or _WHAT_OF_PARTS.get(column, What.PAPER)
                self.reviews[Review(what, cell.text, Doubt.FORMULA)] = None
        texts = {column: clean(text_in(cell)) for column, cell in said.items()}
        for column in _SCALARS:
            self._scalar(column, texts.get(column, ""))
        self._channel(texts)
        self._case(texts)
        self._papers(texts)
        for kept, code, name in (
            (self.results, Column.RESULT_CODE, Column.RESULT),
            (self.basis, Column.BASIS_CODE, Column.BASIS),
        ):
            pair = (clean_line(texts.get(code, "")), texts.get(name, ""))
            if any(pair):
                kept[pair] = None

    def _scalar(self, column: Column, text: str) -> None:
        told = self.scalars.setdefault(column, [])
        if text and clean_line(text) not in map(clean_line, told):
            told.append(text)

    def _channel(self, texts: Mapping[Column, str]) -> None:
        channel, time, note, fee = (
            texts.get(column, "") for column in (Column.CHANNEL, Column.TIME, Column.NOTE, Column.FEE)
        )
        if not (channel or time or fee):
            return
        if not (channel or time or note) and self.channels:
            # One more fee of the way of filing above.
            fees = self.channels[next(reversed(self.channels))]
        else:
            self.last_channel = channel or self.last_channel
            fees = self.channels.setdefault((self.last_channel, time, note), [])
        if fee and fee not in fees:
            fees.append(fee)

    def _case(self, texts: Mapping[Column, str]) -> None:
        case = (texts.get(Column.CASE, ""), texts.get(Column.CASE_TIME, ""))
        if any(case):
            self.cases[case] = None

    def _papers(self, texts: Mapping[Column, str]) -> None:
        self.last_case = texts.get(Column.PAPER_CASE) or ("" if Column.PAPER_CASE in texts else self.last_case)
        quantity = texts.get(Column.QUANTITY, "")
        originals = (
            texts.get(Column.ORIGINALS) or _counted(_ORIGINALS, quantity) or (quantity if quantity.isdecimal() else "")
        )
        copies = texts.get(Column.COPIES) or _counted(_COPIES, quantity)
        self.counts_papers |= not texts.keys().isdisjoint((Column.ORIGINALS, Column.COPIES, Column.QUANTITY))
        for name in _items(texts.get(Column.PAPER, "")):
            rest = (texts.get(Column.FORM, ""), texts.get(Column.PAPER_CODE, ""))
            self.papers[(self.last_case, name, originals, copies, *rest)] = None

    def record(self) -> RawRecord:
        """All its rows as one record, and what they leave a person to settle."""
        record: dict[str, Json] = {"code": self.code}
        reviews = dict(self.reviews)
        for column, told in self.scalars.items():
            if told:
                record[column.value] = _several(told[0]) if column in _SEVERAL_IN_A_CELL else told[0]
            if len(told) > 1:
                text = " | ".join(map(clean_line, told[:_SHOWN_VALUES]))
                reviews[Review(_SCALARS[column], text, Doubt.ROWS_DISAGREE)] = None
        record |= {name: rows for name, rows in self._parts() if rows}
        return RawRecord(row=self.row, record=record, reviews=tuple(reviews))

    def _parts(self) -> Iterator[tuple[str, Json]]:
        yield (
            "channels",
            [
                {"channel": channel, "time": time, "note": note, "fee": [*fees]}
                for (channel, time, note), fees in self.channels.items()
            ],
        )
        yield "cases", [{"name": name, "time": time} for name, time in self.cases]
        # Where a table counts no papers, one of each is asked for: a paper that nobody hands in is not listed.
        unsaid = "" if self.counts_papers else "1"
        yield (
            "documents",
            [
                {
                    "case": case,
                    "name": name,
                    "originals": originals or unsaid,
                    "copies": copies,
                    "form": form,
                    "code": code,
                }
                for case, name, originals, copies, form, code in self.papers
            ],
        )
        if len(self.results) == 1 and not next(iter(self.results))[0]:
            yield "result", next(iter(self.results))[1]
        else:
            yield "results", [{"code": code, "name": name} for code, name in self.results]
        yield "legal_basis", [{"code": code, "name": name} for code, name in self.basis]


def _several(text: str) -> Json:
    return [part for line in text.split("\n") if (part := line.strip(" ;"))] if "\n" in text else text


def _items(text: str) -> list[str]:
    """The papers of a cell: a list of them where every line is an item, else one."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all(_ITEM.match(line) for line in lines):
        return [_ITEM.sub("", line) for line in lines]
    return [clean_line(text)] if lines else []


def _counted(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group(1) if found else ""
