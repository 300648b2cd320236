"""A condition as data: a small typed tree about answers, decided the same way for showing, requiring and routing.

`{"field": "married", "is": "equals", "value": "Có"}`, joined by `{"all": […]}`, `{"any": […]}` and `{"not": …}`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias


class Test(StrEnum):
    """What is asked of one answer."""

    __test__ = False  # not a case for pytest

    EQUALS = "equals"
    ONE_OF = "one_of"
    GREATER = "greater"
    LESS = "less"
    FILLED = "filled"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Asks:
    """One question about one answer; `field` may name a part of it: `home.commune`."""

    field: str
    test: Test
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition: TypeAlias = Asks | All | AnyOf | Not


class BadCondition(ValueError):
    """The condition cannot be decided as it is written."""


DEEPEST, MOST_PARTS = 4, 20
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}(?:\.[a-z][a-z0-9_]{0,59})?")
_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_NUMBER = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|-?[0-9]+(?:,[0-9]+)?")


def read_condition(tree: Any) -> Condition:
    """The condition in a tree of plain data. Raises BadCondition."""
    return _read(tree, depth=1)


def condition_data(condition: Condition) -> dict[str, Any]:
    """The condition as plain data, as `read_condition` takes it."""
    match condition:
        case All(parts):
            return {"all": [condition_data(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [condition_data(part) for part in parts]}
        case Not(part):
            return {"not": condition_data(part)}
        case Asks(field, Test.FILLED | Test.EMPTY as test):
            return {"field": field, "is": test.value}
        case Asks(field, Test.ONE_OF, values):
            return {"field": field, "is": Test.ONE_OF.value, "value": list(values)}
        case Asks(field, test, values):
            return {"field": field, "is": test.value, "value": values[0]}


def holds(condition: Condition, *, answers: Mapping[str, Any]) -> bool:
    """Whether the answers meet it. What nobody answered equals nothing and is neither greater nor less."""
    match condition:
        case All(parts):
            return all(holds(part, answers=answers) for part in parts)
        case AnyOf(parts):
            return any(holds(part, answers=answers) for part in parts)
        case Not(part):
            return not holds(part, answers=answers)
        case Asks(field, test, values):
            return _meets(_answer(answers, field), test, values)


def fields_asked(condition: Condition) -> tuple[str, ...]:
    """The fields it asks about, each once, without their parts."""
    return tuple(dict.fromkeys(asks.field.partition(".")[0] for asks in questions(condition)))


def questions(condition: Condition) -> tuple[Asks, ...]:
    """Every single question in it."""
    match condition:
        case All(parts) | AnyOf(parts):
            return tuple(asks for part in parts for asks in questions(part))
        case Not(part):
            return questions(part)
        case Asks():
            return (condition,)


def _read(tree: Any, *, depth: int) -> Condition:
    if not isinstance(tree, Mapping) or depth > DEEPEST:
        raise BadCondition(f"depth {depth}: {tree!r}"[:200])
    keys = set(tree)
    if keys == {"all"}:
        return All(_parts(tree["all"], depth))
    if keys == {"any"}:
        return AnyOf(_parts(tree["any"], depth))
    if keys == {"not"}:
        return Not(_read(tree["not"], depth=depth + 1))
    return _asks(tree)


def _parts(rows: Any, depth: int) -> tuple[Condition, ...]:
    if not isinstance(rows, Sequence) or isinstance(rows, str) or not 0 < len(rows) <= MOST_PARTS:
        raise BadCondition(f"parts: {rows!r}"[:200])
    return tuple(_read(row, depth=depth + 1) for row in rows)


def _asks(row: Mapping[str, Any]) -> Asks:
    if not set(row) <= {"field", "is", "value"} or not _NAME.fullmatch(str(row.get("field", ""))):
        raise BadCondition(f"field: {row!r}"[:200])
    try:
        test = Test(row.get("is", ""))
    except ValueError:
        raise BadCondition(f"test: {row!r}"[:200]) from None
    given = row.get("value", [])
    values = tuple(str(value) for value in ([given] if isinstance(given, str | int) else given))
    if not _fits(test, values):
        raise BadCondition(f"value: {row!r}"[:200])
    return Asks(field=str(row["field"]), test=test, values=values)


def _fits(test: Test, values: tuple[str, ...]) -> bool:
    if test in (Test.FILLED, Test.EMPTY):
        return not values
    if test in (Test.GREATER, Test.LESS):
        return len(values) == 1 and _measure(values[0]) is not None
    return bool(values) and all(values) and (test is Test.ONE_OF or len(values) == 1)


def _answer(answers: Mapping[str, Any], field: str) -> Any:
    whole, _, part = field.partition(".")
    answer = answers.get(field, answers.get(whole)) if part else answers.get(whole)
    if part and isinstance(answer, Mapping):
        return answer.get(part)
    return None if part and field not in answers else answer


def _meets(answer: Any, test: Test, values: tuple[str, ...]) -> bool:
    if test in (Test.FILLED, Test.EMPTY):
        return is_filled(answer) == (test is Test.FILLED)
    said = str(answer.get("words", "") if isinstance(answer, Mapping) else answer or "").strip()
    if test in (Test.EQUALS, Test.ONE_OF):
        return said in values
    mine, other = _measure(said), _measure(values[0])
    if mine is None or other is None or type(mine) is not type(other):
        return False
    return mine > other if test is Test.GREATER else mine < other  # type: ignore[operator]  # both days or both numbers


def is_filled(answer: Any) -> bool:
    """Whether anything was said: in a table or an address, anywhere in it."""
    if isinstance(answer, Mapping):
        return any(is_filled(part) for part in answer.values())
    if isinstance(answer, list | tuple):
        return any(is_filled(row) for row in answer)
    return bool(answer is not None and str(answer).strip())


def _measure(text: str) -> date | Decimal | None:
    """The day or the number that a text is, if it is one."""
    if found := _DAY.fullmatch(text.strip()):
        try:
            return date(int(found[3]), int(found[2]), int(found[1]))
        except ValueError:
            return None
    if _NUMBER.fullmatch(text.strip()):
        return Decimal(text.strip().replace(".", "").replace(",", "."))
    return None
