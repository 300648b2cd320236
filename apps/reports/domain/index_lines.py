"""Scores asked for as JSON lines, one component a line: reading a line, and the answer as plain values.

The shape of both is a promise to other programs (issue 7).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from apps.reports.domain.index_766 import (
    Component,
    Count,
    Item,
    NotACount,
    Score,
    score,
    score_payment,
    score_publication,
    two_decimals,
)

Name = TypeVar("Name", bound=StrEnum)
LONGEST = 65_536  # bytes of a line: a count of dossiers has no more digits than that
OF_PAYMENT = ("a", "b", "c")
OF_SHARE = ("numerator", "denominator")


class Fault(StrEnum):
    """Why a line has no score."""

    BAD_LINE = "bad_line"
    BAD_NUMBER = "bad_number"
    UNKNOWN_COMPONENT = "unknown_component"
    UNKNOWN_ITEM = "unknown_item"


class Unanswerable(ValueError):
    """A line that gets a sentence instead of points."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def answer(line: bytes) -> dict[str, str | None]:
    """Rate and points of the component on that line. Raises Unanswerable: first line, component, item, last number."""
    asked = _asked(line)
    found = _scored(component=_named(Component, asked["component"], Fault.UNKNOWN_COMPONENT), asked=asked)
    return {
        "rate": None if found.rate is None else two_decimals(found.rate),
        "points": None if found.points is None else two_decimals(found.points),
    }


def _asked(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST:
        raise Unanswerable(Fault.BAD_LINE)
    try:
        asked = JSON.decode(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unanswerable(Fault.BAD_LINE) from error
    if not isinstance(asked, dict):
        raise Unanswerable(Fault.BAD_LINE)
    _need(asked, "component")
    return asked


def _scored(*, component: Component, asked: dict[str, Any]) -> Score:
    if component is Component.ONLINE_PAYMENT:
        _need(asked, *OF_PAYMENT)
        paid, paying, used = (_pair(asked[name]) for name in OF_PAYMENT)
        return score_payment(paid=paid, paying=paying, used=used)
    _need(asked, *OF_SHARE)
    if component is Component.PUBLICATION:
        _need(asked, "item")
        item = _named(Item, asked["item"], Fault.UNKNOWN_ITEM)
        return score_publication(item=item, count=_count(*(asked[name] for name in OF_SHARE)))
    return score(component=component, count=_count(*(asked[name] for name in OF_SHARE)))


def _need(asked: dict[str, Any], *names: str) -> None:
    if not asked.keys() >= set(names):
        raise Unanswerable(Fault.BAD_LINE)


def _named(names: type[Name], text: object, fault: Fault) -> Name:
    if not isinstance(text, str) or text not in {name.value for name in names}:
        raise Unanswerable(fault)
    return names(text)


def _pair(value: object) -> Count:
    if not isinstance(value, list) or len(value) != len(OF_SHARE):
        raise Unanswerable(Fault.BAD_NUMBER)
    return _count(*value)


def _count(numerator: object, denominator: object) -> Count:
    """Whole numbers alone: `true` is none, and 3.0 was measured by somebody, not counted."""
    if type(numerator) is not int or type(denominator) is not int:
        raise Unanswerable(Fault.BAD_NUMBER)
    try:
        return Count(numerator, denominator)
    except NotACount as error:
        raise Unanswerable(Fault.BAD_NUMBER) from error


def _whole(text: str) -> int:
    """However many digits: Python reads no more than 4300 at once, and a limit of its own would be an error of ours."""
    return int(Decimal(text))


def _each_once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice leaves open which number is meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unanswerable(Fault.BAD_LINE)
    return found


JSON = json.JSONDecoder(parse_int=_whole, object_pairs_hook=_each_once)
