"""An electronic form as data: which fields in which group, checked before anybody is asked to fill them in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class FieldType(StrEnum):
    TEXT = "text"
    LONGTEXT = "longtext"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"
    PHONE = "phone"
    PERSONAL_ID = "personal_id"


# What a form may be filled in with beforehand: about the person in whose name it is filed.
SOURCES = (
    "applicant.name",
    "applicant.personal_id",
    "applicant.birth_date",
    "applicant.phone",
    "applicant.email",
    "applicant.address",
)


@dataclass(frozen=True, slots=True)
class FormField:
    """One question: its name in the answers, and what the reader sees.

    `source` names what portal and desk fill it in with; `until_today` refuses a day that has not come, such as a birth.
    """

    name: str
    label: str
    type: FieldType
    group: str = ""
    hint: str = ""
    required: bool = True
    options: tuple[str, ...] = ()
    source: str = ""
    until_today: bool = False


class BadSchema(ValueError):
    """The form cannot be shown as it is written."""


_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")


def fields_of(schema: Mapping[str, Any]) -> tuple[FormField, ...]:
    """The fields in order. Raises BadSchema, naming the field, where one is unusable."""
    fields = tuple(_field(row) for row in schema.get("fields", []))
    names = [field.name for field in fields]
    if len(set(names)) != len(names):
        raise BadSchema(f"repeated: {sorted(name for name in set(names) if names.count(name) > 1)}")
    return fields


def _field(row: Mapping[str, Any]) -> FormField:
    name = str(row.get("name", ""))
    if not _NAME.fullmatch(name) or not row.get("label"):
        raise BadSchema(f"name or label: {row!r}")
    try:
        kind = FieldType(row.get("type", "text"))
    except ValueError:
        raise BadSchema(f"type of {name}: {row.get('type')!r}") from None
    options = tuple(str(option) for option in row.get("options", ()))
    if (kind is FieldType.CHOICE) != bool(options):
        raise BadSchema(f"options of {name}")
    source = str(row.get("source", ""))
    if source and source not in SOURCES:
        raise BadSchema(f"source of {name}: {source!r}")
    return FormField(
        name=name,
        label=str(row["label"]),
        type=kind,
        group=str(row.get("group", "")),
        hint=str(row.get("hint", "")),
        required=bool(row.get("required", True)),
        options=options,
        source=source,
        until_today=bool(row.get("until_today", False)),
    )
