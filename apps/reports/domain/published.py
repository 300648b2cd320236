"""Figures as they are given away (ruling 16): counts by field and by channel, and nothing that anybody would have to
take on trust. A share is never written into a file: it follows from the counts beside it."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from apps.dossiers.domain.timeliness import VIETNAM
from apps.procedures.domain.open_data import LICENCE, LICENCE_ADDRESS, safe_cell
from apps.reports.domain.figures import Sums
from apps.reports.domain.periods import Month, NotAMonth

# Raised when a column goes or changes its meaning; new columns may come at any time.
SCHEMA = "1.0"
BOM = "\ufeff"  # spreadsheets take anything else for the old code pages
NOT_CLOSED = 0  # the version of a month that is still counted
_NAME = re.compile(r"(\d{4}-\d{2})(?:\.v([1-9]\d{0,3}))?\.(json|csv)", re.ASCII)


class Cut(StrEnum):
    """What a row of a file counts: everything, one field, or one channel; fields and channels are never crossed."""

    TOTAL = "total"
    FIELD = "field"
    CHANNEL = "channel"


class FileKind(StrEnum):
    """The two shapes of each file."""

    JSON = "json"
    CSV = "csv"


class NoSuchFile(ValueError):
    """The name is of no file that could be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """What came and went in a month."""

    received: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    ended_in_time: int = 0
    ended_late: int = 0

    @classmethod
    def of(cls, sums: Sums) -> Flow:
        return cls(
            received=sums.received,
            early=sums.early,
            on_time=sums.on_time,
            late=sums.late,
            ended_in_time=sums.ended_in_time,
            ended_late=sums.ended_late,
        )

    @property
    def sums(self) -> Sums:
        """The same as the figures reckon with it."""
        return Sums(
            received=self.received,
            early=self.early,
            on_time=self.on_time,
            late=self.late,
            ended=self.ended_in_time + self.ended_late,
            ended_late=self.ended_late,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """What is open at one instant; a stopped clock breaks no promise."""

    open: int = 0
    paused: int = 0
    overdue: int = 0
    nationally_late: int = 0


Counts = TypeVar("Counts", Flow, Stock)
FLOW_COLUMNS = tuple(one.name for one in fields(Flow))
STOCK_COLUMNS = tuple(one.name for one in fields(Stock))
ABOUT_COLUMNS = ("agency_code", "agency", "cut", "key", "name")
MONTH_COLUMNS = ("month", "version", *ABOUT_COLUMNS, *FLOW_COLUMNS)
NOW_COLUMNS = ("as_of", *ABOUT_COLUMNS, *STOCK_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Generic[Counts]):
    """One line of a file; `key` and `name` are empty for the total."""

    cut: Cut
    counts: Counts
    key: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Giver:
    """Who gives the figures away, and which promise they hold a dossier to."""

    code: str
    name: str
    site: str
    basis: str
    is_demo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One month as it is given away; a month that is not over has version 0 and says until when it was counted."""

    month: Month
    version: int
    reason: str
    at: datetime
    rows: Sequence[Row[Flow]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A count that is not what was published."""

    cut: Cut
    name: str
    column: str
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileName:
    """«2026-10.csv», the newest version, or «2026-10.v1.csv», that very one for ever."""

    month: Month
    version: int | None
    kind: FileKind

    @classmethod
    def read(cls, text: str) -> FileName:
        """Raises NoSuchFile."""
        found = _NAME.fullmatch(text)
        if not found:
            raise NoSuchFile(text)
        try:
            month = Month.read(found[1])
        except NotAMonth as error:
            raise NoSuchFile(text) from error
        return cls(month=month, version=int(found[2]) if found[2] else None, kind=FileKind(found[3]))

    def __str__(self) -> str:
        return f"{self.month.text}{f'.v{self.version}' if self.version else ''}.{self.kind}"


def rows_of(cells: Mapping[tuple[str, str], Sums], *, names: Mapping[Cut, Mapping[str, str]]) -> list[Row[Flow]]:
    """The rows of a month from its sums by (field, channel): total, fields, channels, each in the order of `names`."""
    parts: dict[tuple[Cut, str], Sums] = {(Cut.TOTAL, ""): Sums()}
    for (field, channel), sums in cells.items():
        for place in ((Cut.TOTAL, ""), (Cut.FIELD, field), (Cut.CHANNEL, channel)):
            parts[place] = parts.get(place, Sums()) + sums
    return [
        Row(cut=cut, key=key, name=name, counts=Flow.of(parts[cut, key])) for cut, key, name in _places(names, parts)
    ]


def stock_rows(cells: Mapping[tuple[str, str], Stock], *, names: Mapping[Cut, Mapping[str, str]]) -> list[Row[Stock]]:
    """The same for what is open."""
    parts: dict[tuple[Cut, str], Stock] = {(Cut.TOTAL, ""): Stock()}
    for (field, channel), stock in cells.items():
        for place in ((Cut.TOTAL, ""), (Cut.FIELD, field), (Cut.CHANNEL, channel)):
            before = parts.get(place, Stock())
            parts[place] = Stock(**{name: getattr(before, name) + getattr(stock, name) for name in STOCK_COLUMNS})
    return [Row(cut=cut, key=key, name=name, counts=parts[cut, key]) for cut, key, name in _places(names, parts)]


def added(months: Iterable[Sequence[Row[Flow]]]) -> list[Row[Flow]]:
    """Several months together; a field bears the name of the last month that knows it."""
    names: dict[tuple[Cut, str], str] = {(Cut.TOTAL, ""): ""}
    parts: dict[tuple[Cut, str], Sums] = {(Cut.TOTAL, ""): Sums()}
    for rows in months:
        for row in rows:
            names[row.cut, row.key] = row.name
            parts[row.cut, row.key] = parts.get((row.cut, row.key), Sums()) + row.counts.sums
    return [Row(cut=cut, key=key, name=names[cut, key], counts=Flow.of(sums)) for (cut, key), sums in parts.items()]


def changes(*, before: Sequence[Row[Flow]], after: Sequence[Row[Flow]]) -> list[Change]:
    """Every count that differs, the totals first."""
    old, new = ({(row.cut, row.key): row for row in rows} for rows in (before, after))
    found = []
    for place in sorted(old.keys() | new.keys(), key=lambda place: (list(Cut).index(place[0]), place[1])):
        was, now = old.get(place), new.get(place)
        for column in FLOW_COLUMNS:
            counts = [getattr(row.counts, column) if row else 0 for row in (was, now)]
            if counts[0] != counts[1]:
                name = (now or was or Row(cut=place[0], counts=Flow())).name
                found.append(Change(cut=place[0], name=name, column=column, before=counts[0], after=counts[1]))
    return found


def month_json(edition: Edition, *, giver: Giver) -> str:
    """One month as JSON, a row a line."""
    head = {
        "schema": SCHEMA,
        "month": edition.month.text,
        "from": edition.month.first.isoformat(),
        "before": edition.month.next.first.isoformat(),
        "version": edition.version,
        "is_closed": edition.version != NOT_CLOSED,
        "reason": edition.reason,
        "as_of": _instant(edition.at),
        **_head(giver, file=f"thong-ke/{edition.month.text}.json"),
    }
    return _whole("figures", head, edition.rows)


def month_csv(edition: Edition, *, giver: Giver) -> str:
    """One month as CSV, with its head."""
    return BOM + "".join((_line(MONTH_COLUMNS), *csv_lines(edition, giver=giver)))


def csv_lines(edition: Edition, *, giver: Giver) -> Iterator[str]:
    """The lines of one month without a head."""
    for row in edition.rows:
        yield _line((edition.month.text, edition.version, *_about(row, giver), *_counts(row.counts)))


def csv_head() -> str:
    """The first line of any number of months."""
    return BOM + _line(MONTH_COLUMNS)


def now_json(rows: Sequence[Row[Stock]], *, at: datetime, giver: Giver) -> str:
    """What is open at one instant, as JSON."""
    head = {"schema": SCHEMA, "as_of": _instant(at), **_head(giver, file="thong-ke/dang-giu.json")}
    return _whole("open", head, rows)


def now_csv(rows: Sequence[Row[Stock]], *, at: datetime, giver: Giver) -> str:
    """What is open at one instant, as CSV."""
    lines = (_line((_instant(at), *_about(row, giver), *_counts(row.counts))) for row in rows)
    return BOM + "".join((_line(NOW_COLUMNS), *lines))


def read_rows(text: str) -> list[Row[Flow]]:
    """The rows of a month from its own JSON: what we show is what anybody can take."""
    return [
        Row(
            cut=Cut(one["cut"]),
            key=one["key"],
            name=one["name"],
            counts=Flow(**{column: one[column] for column in FLOW_COLUMNS}),
        )
        for one in json.loads(text)["rows"]
    ]


def checksum(text: str) -> str:
    """SHA-256 of a file as it is sent."""
    return hashlib.sha256(text.encode()).hexdigest()


def _places(
    names: Mapping[Cut, Mapping[str, str]], parts: Mapping[tuple[Cut, str], Any]
) -> Iterator[tuple[Cut, str, str]]:
    """The total, then whatever has a part, in the order of its name."""
    yield Cut.TOTAL, "", ""
    for cut in (Cut.FIELD, Cut.CHANNEL):
        yield from ((cut, key, name) for key, name in names[cut].items() if (cut, key) in parts)


def _head(giver: Giver, *, file: str) -> dict[str, Any]:
    return {
        "agency": {"code": giver.code, "name": giver.name},
        "late_basis": giver.basis,
        "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
        "attribution": f"{giver.name}, {giver.site}/du-lieu-mo/{file}",
        "schema_address": f"{giver.site}/du-lieu-mo/thong-ke/luoc-do.json",
        "is_demo": giver.is_demo,
    }


def _whole(name: str, head: Mapping[str, Any], rows: Sequence[Row[Any]]) -> str:
    lines = ",\n".join(_json({"cut": row.cut, "key": row.key, "name": row.name, **_named(row.counts)}) for row in rows)
    return f'{{"{name}": {_json(head)},\n"rows": [\n{lines}\n]}}\n'


def _about(row: Row[Any], giver: Giver) -> tuple[str, ...]:
    return giver.code, giver.name, row.cut, row.key, row.name


def _named(counts: Flow | Stock) -> dict[str, int]:
    return {one.name: getattr(counts, one.name) for one in fields(counts)}


def _counts(counts: Flow | Stock) -> tuple[int, ...]:
    return tuple(_named(counts).values())


class _Line:
    """What csv.writer writes to: hands each line on."""

    def write(self, text: str) -> str:
        return text


def _line(cells: Sequence[object]) -> str:
    written: str = csv.writer(_Line()).writerow([safe_cell(str(cell)) for cell in cells])
    return written


def _instant(at: datetime) -> str:
    return at.astimezone(VIETNAM).isoformat(timespec="seconds")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
