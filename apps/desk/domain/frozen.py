"""Frozen values to plain JSON and back, so that a slip of today can be printed again in ten years."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Frozen = TypeVar("Frozen")


class NaiveInstant(ValueError):
    """An instant without a zone reached a paper: it could mean two different hours."""


def freeze(value: Any) -> Any:
    """The value as JSON knows it: instants and days as ISO text, tuples as lists, dataclasses as objects."""
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise NaiveInstant(value.isoformat())
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [freeze(item) for item in value]
    if is_dataclass(value):
        return {field.name: freeze(getattr(value, field.name)) for field in fields(value)}
    return value


def thaw(kind: type[Frozen], plain: Any) -> Frozen:
    """The value that `freeze` wrote down. A name the class no longer knows is an error, never a silent loss."""
    thawed: Frozen = _thaw(kind, plain)
    return thawed


def _thaw(hint: Any, plain: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return None if plain is None else _thaw(next(arm for arm in get_args(hint) if arm is not type(None)), plain)
    if get_origin(hint) is tuple:
        return tuple(_thaw(get_args(hint)[0], item) for item in plain)
    if is_dataclass(hint):
        return _thaw_facts(hint, plain)
    if hint is datetime or hint is date:
        return hint.fromisoformat(plain)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(plain)
    return plain


def _thaw_facts(kind: Any, plain: dict[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{name: _thaw(hints.get(name), item) for name, item in plain.items()})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
