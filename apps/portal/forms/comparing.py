"""Two texts of one step side by side: what is typed here, and what another page has saved meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext

from apps.accounts.domain.identity import mask_personal_id
from apps.procedures.forms.fields import PersonalIdField, is_personal_id, without_nul

MOST_LETTERS = 500  # of one text; the field itself holds the rest


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that says two things."""

    label: str
    here: str
    there: str


def differences(*, typed: forms.Form, kept: forms.Form) -> list[Difference]:
    """What `typed` says otherwise than `kept`; personal ids are masked."""
    found = [_difference(name, typed, kept) for name in typed.fields]
    return [one for one in found if one.here != one.there]


def _difference(name: str, typed: forms.Form, kept: forms.Form) -> Difference:
    field = typed.fields[name]
    label = " · ".join(str(words) for words in (getattr(field, "group", ""), field.label) if words)
    here = _words(field, field.widget.value_from_datadict(typed.data, typed.files, name))
    there = _words(field, kept.get_initial_for_field(kept.fields[name], name)) if name in kept.fields else ""
    if isinstance(field, PersonalIdField):
        there = mask_personal_id(field.kept) or there
        here = here or there  # left empty, the number that was given before stands
    return Difference(label, here, there)


def _words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return gettext("có") if value else gettext("không")
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value or ""))  # type: ignore[arg-type]
    text = str(field.prepare_value(value) if value is not None else "")
    digits = "".join(character for character in text if character.isdigit())
    if is_personal_id(text):
        return mask_personal_id(digits)
    return " ".join(without_nul(text).split())[:MOST_LETTERS]
