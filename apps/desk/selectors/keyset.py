"""Lists are cut by the last row seen, never by page number: page 1.000 costs what page 1 costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)
SIZE = 25
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cut(Generic[Row]):
    """The rows of one page and the marks that lead on; an empty mark means there is nothing there."""

    rows: Sequence[Row]
    before: str
    after: str


class BadMark(ValueError):
    """The mark in the address is not one of ours."""


def cut(queryset: QuerySet[Row], *, by: str, after: str = "", before: str = "", size: int = SIZE) -> Cut[Row]:
    """One page of a list in ascending order of the instant `by`, then of the key; the lists of `reports` are longer."""
    if before:
        rows = list(_beyond(queryset, by, before, "lt").order_by(f"-{by}", "-pk")[: size + 1])
        has_more, rows = len(rows) > size, rows[:size][::-1]
        return Cut(rows, _mark(rows[0], by) if has_more else "", _mark(rows[-1], by) if rows else "")
    rows = list((_beyond(queryset, by, after, "gt") if after else queryset).order_by(by, "pk")[: size + 1])
    has_more, rows = len(rows) > size, rows[:size]
    return Cut(rows, _mark(rows[0], by) if after and rows else "", _mark(rows[-1], by) if has_more else "")


def cut_back(queryset: QuerySet[Row], *, by: str, before: str = "", size: int = SIZE) -> Cut[Row]:
    """One page with the newest first; `before` of the answer leads to what is older."""
    rows = (_beyond(queryset, by, before, "lt") if before else queryset).order_by(f"-{by}", "-pk")
    found = list(rows[: size + 1])
    has_more, found = len(found) > size, found[:size]
    return Cut(found, _mark(found[-1], by) if has_more else "", "")


def _beyond(queryset: QuerySet[Row], by: str, mark: str, side: str) -> QuerySet[Row]:
    at, pk = _read(mark)
    return queryset.filter(Q(**{f"{by}__{side}": at}) | Q(**{by: at, f"pk__{side}": pk}))


def _mark(row: Any, by: str) -> str:
    microseconds = (getattr(row, by) - EPOCH) // timedelta(microseconds=1)
    return f"{microseconds}-{row.pk}"


def _read(mark: str) -> tuple[datetime, int]:
    microseconds, _, pk = mark.partition("-")
    try:
        return EPOCH + timedelta(microseconds=int(microseconds)), int(pk)
    except (ValueError, OverflowError) as error:
        raise BadMark(mark) from error
