"""Answers in words: as their writer reads them back, as the desk reads them, as a paper prints them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from apps.accounts.domain.identity import NotAPersonalId, mask_personal_id, read_personal_id, show_phone
from apps.core.labels import day
from apps.procedures.domain.answering import standing
from apps.procedures.domain.days import NotADate, read_date
from apps.procedures.domain.form_schema import FieldType, FormField


@dataclass(frozen=True, slots=True)
class Told:
    """One answer under its question; a table has lines of cells instead of words."""

    label: str
    words: str
    heads: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ToldGroup:
    """Answers that belong together, under one heading."""

    legend: str
    answers: tuple[Told, ...]


def told(fields: Sequence[FormField], *, answers: Mapping[str, Any], in_full: bool = False) -> list[ToldGroup]:
    """What was answered, group by group; what is empty or hidden is left out.

    `in_full`: for a paper that is signed, so personal ids stand as they are, and signers under their signatures;
    elsewhere ids are masked.
    """
    found: dict[str, list[Told]] = {}
    for field in standing(fields, answers=answers):
        answer = answers.get(field.name)
        if in_full and field.type is FieldType.SIGNERS:
            continue
        if not field.is_asked or not (words := answer_words(field, answer, answers=answers, in_full=in_full)):
            continue
        heads = tuple(column.label for column in field.columns)
        lines = _cells(field, answer, in_full=in_full) if field.type is FieldType.TABLE else ()
        found.setdefault(field.group, []).append(Told(field.label, words, heads if lines else (), lines))
    return [ToldGroup(legend, tuple(rows)) for legend, rows in found.items()]


def answer_words(
    field: FormField, answer: Any, *, answers: Mapping[str, Any] | None = None, in_full: bool = False
) -> str:
    """An answer in one line: personal ids masked, days with their weekday, a table row by row."""
    if field.type is FieldType.TABLE:
        lines = _cells(field, answer, in_full=in_full)
        return "; ".join(f"{number}. " + " – ".join(filter(None, line)) for number, line in enumerate(lines, start=1))
    if field.type is FieldType.SIGNERS:
        return "; ".join(_signer(field, at, row, answers or {}) for at, row in enumerate(_rows(answer)))
    if field.type is FieldType.ADDRESS:
        return str(answer.get("words", "")) if isinstance(answer, Mapping) else str(answer or "")
    return _words(field, str(answer or ""), in_full=in_full)


def signer_names(field: FormField, *, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """The names under the two signatures, empty where nobody has given them."""
    rows = _rows(answers.get(field.name))
    if field.signs:
        return tuple(str(answers.get(name) or "") for name in field.signs)
    return tuple(str(rows[at].get("name", "")) if at < len(rows) else "" for at in range(len(field.options)))


def masked(number: str) -> str:
    """A whole personal id masked; what cannot be one is shown, so that its writer can put it right."""
    try:
        read_personal_id(number)
    except NotAPersonalId:
        return number
    return mask_personal_id(number)


def _words(field: FormField, answer: str, *, in_full: bool) -> str:
    if field.type is FieldType.PERSONAL_ID:
        return answer if in_full else masked(answer)
    if field.type is FieldType.PHONE:
        return show_phone(answer)
    if field.type is FieldType.MONEY and answer:
        return gettext("%(sum)s đồng") % {"sum": answer}
    if field.type is FieldType.DATE and not in_full:
        try:
            return day(read_date(answer))
        except NotADate:
            return answer
    return answer


def _cells(field: FormField, answer: Any, *, in_full: bool) -> tuple[tuple[str, ...], ...]:
    rows = [row for row in _rows(answer) if any(row.values())]
    return tuple(
        tuple(_words(column, str(row.get(column.name) or ""), in_full=in_full) for column in field.columns)
        for row in rows
    )


def _rows(answer: Any) -> list[Mapping[str, Any]]:
    return [row for row in answer if isinstance(row, Mapping)] if isinstance(answer, list) else []


def _signer(field: FormField, at: int, row: Mapping[str, Any], answers: Mapping[str, Any]) -> str:
    name = str(answers.get(field.signs[at]) or "") if field.signs else str(row.get("name", ""))
    who = ": ".join(filter(None, (str(row.get("role", "")), name)))
    return gettext("%(who)s (đã cam đoan)") % {"who": who} if row.get("agreed") else who
