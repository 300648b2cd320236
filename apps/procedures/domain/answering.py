"""Which questions of a form stand, given what was answered so far, and which of them must be answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from apps.procedures.domain.conditions import All, Condition, holds
from apps.procedures.domain.form_schema import FormField


def standing(fields: Sequence[FormField], *, answers: Mapping[str, Any]) -> tuple[FormField, ...]:
    """The fields that are shown, in order; the answer to a hidden one counts for nothing further down."""
    counted: dict[str, Any] = {}
    shown: list[FormField] = []
    hidden_sections: set[str] = set()
    for field in fields:
        if field.section in hidden_sections or not (field.show_when is None or holds(field.show_when, answers=counted)):
            hidden_sections.add(field.name)
            continue
        shown.append(field)
        counted[field.name] = answers.get(field.name)
    return tuple(shown)


def counted(fields: Sequence[FormField], *, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that stand: what a hidden field still remembers is nobody's answer."""
    return {field.name: answers[field.name] for field in standing(fields, answers=answers) if field.name in answers}


def must_answer(field: FormField, *, answers: Mapping[str, Any]) -> bool:
    """Whether a field that is shown has to be answered. `answers` are those that stand."""
    if field.required_when is not None:
        return holds(field.required_when, answers=answers)
    return field.required


def shown_when(field: FormField, fields: Sequence[FormField]) -> Condition | None:
    """When a field is shown: by its own condition and by that of its section."""
    section = next((other for other in fields if field.section and other.name == field.section), None)
    conditions = tuple(one for one in (section.show_when if section else None, field.show_when) if one is not None)
    return All(conditions) if len(conditions) > 1 else next(iter(conditions), None)
