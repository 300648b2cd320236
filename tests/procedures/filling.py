"""Filling in whatever form there is, as a careful citizen would: every question that stands gets a good answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from apps.procedures.domain.answering import standing
from apps.procedures.domain.form_schema import FieldType, FormField, fields_of
from apps.procedures.services.commune import OWN_FORMS

NAMES = ("khai_sinh", "khai_tu", "ket_hon", "hon_nhan", "chung_thuc_ban_sao", "tro_cap")
PLAIN: Mapping[FieldType, str] = {
    FieldType.TEXT: "Lò Thị Mai",
    FieldType.LONGTEXT: "Viết vài dòng.",
    FieldType.DATE: "02/11/2026",
    FieldType.MONEY: "1.250.000",
    FieldType.PHONE: "0978 654 312",
    FieldType.PERSONAL_ID: "036198004217",
}


def shipped_rows(name: str) -> tuple[list[dict[str, Any]], str]:
    """One of the forms that are shipped as plain data, and the text of its result."""
    whole = json.loads((OWN_FORMS / f"{name}.json").read_text(encoding="utf-8"))
    return whole["fields"], whole["result"]


def shipped(name: str) -> tuple[tuple[FormField, ...], str]:
    """One of the forms that are shipped, and the text of its result."""
    rows, result = shipped_rows(name)
    return fields_of({"fields": rows}), result


def filled(fields: Sequence[FormField], *, chosen: Mapping[str, str] | None = None, commune: str) -> dict[str, str]:
    """What a page would post. `chosen` says otherwise than the first line of a choice."""
    answers: dict[str, Any] = {}
    posted: dict[str, str] = {}
    for place, field in enumerate(fields):
        if field not in standing(fields[: place + 1], answers=answers) or not field.is_asked:
            continue
        answer = dict(_posted(field, chosen or {}, commune))
        posted |= answer
        answers[field.name] = answer.get(field.name, "x")
    return posted


def _posted(field: FormField, chosen: Mapping[str, str], commune: str) -> Iterator[tuple[str, str]]:
    if field.type is FieldType.ADDRESS:
        yield from {
            f"{field.name}-province": "14",
            f"{field.name}-commune": commune,
            f"{field.name}-detail": "Nà Lạn",
        }.items()
    elif field.type is FieldType.TABLE:
        yield f"{field.name}-rows", "1"
        for column in field.columns:
            yield f"{field.name}-0-{column.name}", _plain(column, chosen)
    elif field.type is FieldType.SIGNERS:
        for number in range(2):
            yield f"{field.name}-{number}-agreed", "on"
            yield f"{field.name}-{number}-name", "Lò Văn An"
    else:
        yield field.name, _plain(field, chosen)


def _plain(field: FormField, chosen: Mapping[str, str]) -> str:
    if field.options:
        return chosen.get(field.name, field.options[0])
    if field.type is FieldType.NUMBER:
        return str(field.least or 2)
    return "Việt Nam" if field.name.endswith("nationality") else PLAIN[field.type]
