"""When a record differs from what we hold: by content, never by where it came from; and how, as people read it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from apps.procedures.domain.cleaning import Json, clean_line

# Several offices or kinds of applicants in one cell: in which order says nothing.
_SETS = ("agency", "subjects")
# Where any of these is known, somebody has told how the procedure is done.
_DETAILS = ("decision", "steps", "conditions", "channels", "documents", "results", "legal_basis", "cases")
_SENTENCES = re.compile(r"\n+|(?<=[.;]) +(?=[A-ZÀ-ỸĐ])")
LONGEST_LINE, MOST_LINES = 400, 60


def merged(*, held: Mapping[str, Json], told: Mapping[str, Json]) -> dict[str, Json]:
    """What we hold after a file spoke. It speaks only of the columns it has: an absent or empty one changes nothing."""
    spoken = {column: value for column, value in told.items() if value not in (None, "", [], {})}
    same = {column for column in _SETS if column in spoken and _parts(spoken[column]) == _parts(held.get(column))}
    return {**held, **{column: value for column, value in spoken.items() if column not in same}}


def fingerprint(content: Mapping[str, Json]) -> str:
    """Equal for equal content, however its keys were ordered."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def is_listed_only(content: Mapping[str, Json]) -> bool:
    """Whether all we know is what a list says: that the procedure is there, and who does it."""
    return not any(content.get(column) for column in _DETAILS)


@dataclass(frozen=True, slots=True)
class Change:
    """What a column loses and gains, in lines as one reads them."""

    column: str
    gone: tuple[str, ...]
    came: tuple[str, ...]


def changes(*, held: Mapping[str, Json], content: Mapping[str, Json]) -> list[Change]:
    """How a record differs from what we hold, column by column, in the order of the record."""
    columns = [column for column in content if content[column] != held.get(column)]
    return [_change(column, _lines(column, held.get(column)), _lines(column, content[column])) for column in columns]


def _change(column: str, old: list[str], new: list[str]) -> Change:
    gone: list[str] = []
    came: list[str] = []
    for what, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if what != "equal":
            gone += old[i1:i2]
            came += new[j1:j2]
    return Change(column=column, gone=_shown(gone), came=_shown(came))


def _shown(lines: list[str]) -> tuple[str, ...]:
    cut = [line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…" for line in lines]
    return (*cut[:MOST_LINES], *(["…"] if len(cut) > MOST_LINES else []))


def _lines(column: str, value: Json | None) -> list[str]:
    if isinstance(value, list):
        return [_LINES.get(column, _plain)(row) if isinstance(row, dict) else str(row) for row in value]
    return [line for part in _SENTENCES.split(str(value or "")) if (line := clean_line(part))]


def _channel(row: Mapping[str, Any]) -> str:
    fees = "; ".join(row.get("fees") or [])
    return _joined(row.get("channel_text"), row.get("time"), fees, row.get("note"))


def _paper(row: Mapping[str, Any]) -> str:
    counts = f"{row.get('originals') or 0} bản chính, {row.get('copies') or 0} bản sao"
    return _joined(row.get("case"), f"{row.get('name')} ({counts})", row.get("form"))


def _plain(row: Mapping[str, Any]) -> str:
    return _joined(*(str(value) for value in row.values() if value))


def _joined(*parts: Any) -> str:
    return clean_line(" · ".join(str(part) for part in parts if part))


_LINES = {"channels": _channel, "documents": _paper}


def _parts(value: Json | None) -> list[str]:
    """The words of a set in one order. Exporters separate its members by «;» or «,», and commas stand inside names too
    («Phòng Kinh tế, Hạ tầng và Đô thị»), so that members cannot be told apart but the same set has the same words.
    """
    return sorted(word for word in re.split(r"[\s;,]+", str(value or "").lower()) if word)
