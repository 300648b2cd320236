"""What is kept of a report that was handed in, and in which cells a later count of the same days differs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

Content = Mapping[str, Any]
AS_OF = "as_of"  # when it was counted: no figure


@dataclass(frozen=True, slots=True)
class Changed:
    """One cell of form II.06a that is no longer what it was; `field` is empty in the first row, of all together."""

    field: str
    column: int
    before: int
    after: int


def digest(content: Content) -> str:
    """SHA-256 of the content, however its keys are ordered; the same figures counted later have another hour and so
    another digest."""
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def fingerprint(content: Content) -> str:
    """The digest of the figures alone: it stays while nothing changes, and tells who hands in what they have seen."""
    return digest({name: value for name, value in content.items() if name != AS_OF})


def changes(*, before: Content, after: Content) -> list[Changed]:
    """The cells of form II.06a that differ, the row of all fields first."""
    old, new = _rows(before), _rows(after)
    found = []
    for code in {**old, **new}:
        name, was = old.get(code) or (new[code][0], {})
        now = new[code][1] if code in new else {}
        found += [
            Changed(name, int(column), was.get(column, 0), now.get(column, 0))
            for column in sorted({*was, *now}, key=int)
            if was.get(column, 0) != now.get(column, 0)
        ]
    return found


def _rows(content: Content) -> dict[str, tuple[str, Mapping[str, int]]]:
    """Name and cells of each row by the code of its field."""
    form = content["form_06"]
    return {"": ("", form["total"]), **{row["field_code"]: (row["field"], row["cells"]) for row in form["rows"]}}
