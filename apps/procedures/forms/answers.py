"""The electronic form of a procedure, made from its schema; it keeps what was typed even where it cannot stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.accounts.domain.identity import mask_personal_id, show_phone
from apps.core.labels import day
from apps.procedures.domain.form_schema import FieldType, FormField
from apps.procedures.forms.fields import (
    SENTENCES,
    DayField,
    NotADate,
    NumberField,
    PersonalIdField,
    PhoneField,
    is_personal_id,
    read_date,
)

TEXT_LENGTH, LONGTEXT_LENGTH = 300, 5_000
KEPT_LENGTH = 20_000  # of something that is too long to stand, this much is still there when its writer comes back
FEW_OPTIONS = 5


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together, under one heading."""

    legend: str
    fields: tuple[BoundField, ...]


class AnswersForm(forms.Form):
    """The questions of one procedure."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        questions: Sequence[FormField],
        answers: Mapping[str, str],
        sources: Mapping[str, str],
        today: date,
    ) -> None:
        known = {
            question.name: answers.get(question.name) or sources.get(question.source, "") for question in questions
        }
        super().__init__(data, initial=known)
        self.questions = tuple(questions)
        for question in questions:
            field = _field(question, known=known[question.name], today=today)
            field.group = question.group  # type: ignore[attr-defined]  # «Mẹ», where three people have a birthday
            self.fields[question.name] = field

    def groups(self) -> list[Group]:
        """The questions as the page draws them."""
        legends = list(dict.fromkeys(question.group for question in self.questions))
        return [
            Group(legend, tuple(self[question.name] for question in self.questions if question.group == legend))
            for legend in legends
        ]

    def kept(self) -> dict[str, str]:
        """Every answer as it is to be saved: in its one spelling where it can stand, otherwise as it was typed."""
        self.is_valid()
        return {
            name: str(self.cleaned_data[name] if name in self.cleaned_data else self.data.get(name, ""))[:KEPT_LENGTH]
            for name in self.fields
        }


def _field(question: FormField, *, known: str, today: date) -> forms.Field:
    common: dict[str, Any] = {
        "label": question.label,
        "help_text": question.hint,
        "required": question.required,
        "error_messages": SENTENCES | {"required": _asks(question)},
    }
    if question.type is FieldType.PERSONAL_ID:
        field = PersonalIdField(**common)
        field.keep(known)
        return field
    if question.type is FieldType.DATE:
        hint = question.hint or _("Ngày, tháng, năm. Ví dụ: 12/11/2026")
        return DayField(today=today, until_today=question.until_today, **common | {"help_text": hint})
    if question.type is FieldType.PHONE:
        return PhoneField(**common)
    if question.type is FieldType.NUMBER:
        return NumberField(**common)
    if question.type is FieldType.CHOICE:
        return _choice(question.options, known=known, **common)
    if question.type is FieldType.LONGTEXT:
        return forms.CharField(max_length=LONGTEXT_LENGTH, widget=forms.Textarea({"rows": 4}), **common)
    return forms.CharField(max_length=TEXT_LENGTH, **common)


def _choice(options: Iterable[str], *, known: str, **common: Any) -> forms.ChoiceField:
    """Few options are seen at a glance; many unfold."""
    choices = [(option, option) for option in options]
    if len(choices) <= FEW_OPTIONS:
        widget: forms.Widget = forms.RadioSelect({"class": "choices--row"} if len(choices) < FEW_OPTIONS - 1 else {})
        return forms.ChoiceField(choices=choices, widget=widget, **common)
    return forms.ChoiceField(choices=[("", _("Chọn một dòng")), *choices], **common)


def _asks(question: FormField) -> str:
    """What to do about a question left open."""
    if question.type is FieldType.CHOICE:
        return gettext("Chưa chọn câu nào, bạn chọn một.")
    return gettext("Ô này còn trống, bạn viết vào.")


def answer_words(question: FormField, answer: str) -> str:
    """An answer read back to its writer: personal ids masked, days with their weekday."""
    if question.type is FieldType.PERSONAL_ID:
        return masked(answer)
    if question.type is FieldType.PHONE:
        return show_phone(answer)
    if question.type is FieldType.DATE:
        try:
            return day(read_date(answer))
        except NotADate:
            return answer
    return answer


def masked(number: str) -> str:
    """A whole personal id masked; what cannot be one is shown, so that its writer can put it right."""
    return mask_personal_id(number) if is_personal_id(number) else number
