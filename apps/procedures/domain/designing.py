"""Changing a form that is still a draft: rows of plain data in, rows of plain data out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from apps.core.folding import fold
from apps.procedures.domain.conditions import (
    All,
    AnyOf,
    Asks,
    BadCondition,
    Condition,
    Not,
    Test,
    condition_data,
    read_condition,
)

Row = dict[str, Any]
Rows = Sequence[Mapping[str, Any]]
MOST_ASKED = 4  # questions that the page for one condition has room for
NOT = "not_"


class NoSuchField(Exception):
    """There is no field of this name: somebody else took it out meanwhile."""


def put(rows: Rows, *, row: Mapping[str, Any], replacing: str = "", after: str = "") -> list[Row]:
    """The form with a row in the place of another, or after one; at the end where nothing is named."""
    kept = [dict(each) for each in rows]
    if replacing:
        kept[_place(rows, replacing)] = dict(row)
        return kept
    kept.insert(_place(rows, after) + 1 if after else len(kept), dict(row))
    return kept


def moved(rows: Rows, *, name: str, by: int) -> list[Row]:
    """The form with a row some places further down, or up; at either end it stays."""
    kept = [dict(each) for each in rows]
    place = _place(rows, name)
    kept.insert(min(max(place + by, 0), len(kept) - 1), kept.pop(place))
    return kept


def removed(rows: Rows, *, name: str) -> list[Row]:
    """The form without a row."""
    place = _place(rows, name)
    return [dict(each) for at, each in enumerate(rows) if at != place]


def row_of(rows: Rows, *, name: str) -> Row:
    """One row. Raises NoSuchField."""
    return dict(rows[_place(rows, name)])


def name_for(label: str, *, taken: Sequence[str]) -> str:
    """A name in the answers for a question: «Họ tên mẹ» gives `ho_ten_me`, and `ho_ten_me_2` where that is taken."""
    folded = re.sub(r"[^a-z0-9]+", "_", fold(label)).strip("_")[:50]
    name = folded if folded[:1].isalpha() else f"o_{folded}".rstrip("_")
    used = set(taken)
    if name not in used:
        return name
    return next(numbered for number in range(2, len(used) + 3) if (numbered := f"{name}_{number}") not in used)


def _place(rows: Rows, name: str) -> int:
    place = next((at for at, row in enumerate(rows) if row.get("name") == name), None)
    if place is None:
        raise NoSuchField(name)
    return place


Asked = tuple[str, str, str]


def flat(tree: Any) -> tuple[bool, list[Asked]] | None:
    """A condition as a page shows it: whether all must hold, and (field, test, values). None: it is more than that."""
    try:
        condition = read_condition(tree)
    except BadCondition:
        return None
    is_all = not isinstance(condition, AnyOf)
    parts = condition.parts if isinstance(condition, All | AnyOf) else (condition,)
    asked = [_asked(part) for part in parts]
    if len(asked) > MOST_ASKED or any(one is None for one in asked):
        return None
    return is_all, [one for one in asked if one is not None]


def composed(*, is_all: bool, asked: Sequence[Asked]) -> dict[str, Any] | None:
    """The condition that a page describes, as plain data; None where it asks nothing. Raises BadCondition."""
    parts = [_composed_one(one) for one in asked]
    if not parts:
        return None
    if len(parts) == 1:
        return condition_data(parts[0])
    return condition_data(All(tuple(parts)) if is_all else AnyOf(tuple(parts)))


def _asked(part: Condition) -> Asked | None:
    if isinstance(part, Asks):
        return part.field, part.test.value, "; ".join(part.values)
    if isinstance(part, Not) and isinstance(part.part, Asks) and part.part.test in (Test.EQUALS, Test.ONE_OF):
        return part.part.field, f"{NOT}{part.part.test.value}", "; ".join(part.part.values)
    return None


def _composed_one(one: Asked) -> Condition:
    field, test, said = one
    values = [value.strip() for value in said.split(";") if value.strip()]
    name = test.removeprefix(NOT)
    if name in (Test.FILLED, Test.EMPTY):
        values = []
    value: Any = values if name == Test.ONE_OF or len(values) != 1 else values[0]
    tree = {"field": field, "is": name} | ({"value": value} if values else {})
    asks = read_condition(tree)
    return Not(asks) if test.startswith(NOT) else asks
