"""The electronic form of a procedure, made from its schema; it keeps what was typed even where it cannot stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext

from apps.core.labels import day_short
from apps.procedures.domain.answering import must_answer, shown_when, standing
from apps.procedures.domain.conditions import condition_data
from apps.procedures.domain.days import NotADate, read_date
from apps.procedures.domain.form_schema import EARLIER, FieldType, FormField
from apps.procedures.forms.questions import Address, Asker, Setting, Table, asker_of
from apps.procedures.labels.forms import condition_words

KEPT_LENGTH = 20_000  # of something that is too long to stand, this much is still there when its writer comes back
ADD_ROW, DROP_ROW, LIST_COMMUNES = "them-dong", "bo-dong", "cac-xa"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table as the page draws it."""

    number: int
    fields: tuple[BoundField, ...]
    drop: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One question as the page draws it; `when` is its condition for scripts, `when_words` for everybody else."""

    question: FormField
    fields: tuple[BoundField, ...] = ()
    rows: tuple[Row, ...] = ()
    can_add: bool = False
    when: str = ""
    when_words: str = ""
    needed_words: str = ""
    is_earlier: bool = False

    @property
    def kind(self) -> str:
        """Which piece of the page draws it."""
        own = (FieldType.ADDRESS, FieldType.TABLE, FieldType.SIGNERS, FieldType.NOTE, FieldType.SECTION, FieldType.FILE)
        return self.question.type.value if self.question.type in own else "one"


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together, under one heading."""

    legend: str
    entries: tuple[Entry, ...]
    section: Entry | None = None

    @property
    def fields(self) -> tuple[BoundField, ...]:
        return tuple(field for entry in self.entries for field in entry.fields)


class AnswersForm(forms.Form):
    """The questions of one procedure. `here` is the office's own commune, «Xã Suối Mây»."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        questions: Sequence[FormField],
        answers: Mapping[str, Any],
        sources: Mapping[str, Any],
        today: date,
        here: str = "",
    ) -> None:
        self.questions = tuple(questions)
        setting = Setting(today=today, here=here)
        known = {question.name: _known(question, answers, sources) for question in self.questions}
        self.earlier = {
            question.name
            for question in self.questions
            if question.source == EARLIER and not answers.get(question.name) and known[question.name]
        }
        self.askers = [asker_of(one, known=known[one.name], setting=setting) for one in self.questions]
        if data is not None:
            self.askers = [_as_posted(asker, data, setting) for asker in self.askers]
        super().__init__(data, initial={name: value for asker in self.askers for name, value in asker.initial.items()})
        self.use_required_attribute = not any(one.show_when or one.required_when for one in self.questions)
        for asker in self.askers:
            for name, field in asker.fields.items():
                field.group = _heading(asker.question)  # type: ignore[attr-defined]  # «Mẹ», where three have a birthday
                self.fields[name] = field

    def groups(self) -> list[Group]:
        """The questions as the page draws them."""
        entries = [self._entry(asker) for asker in self.askers]
        legends = list(dict.fromkeys(entry.question.group for entry in entries))
        return [_group(legend, [entry for entry in entries if entry.question.group == legend]) for legend in legends]

    def kept(self) -> dict[str, Any]:
        """Every answer as it is to be saved: in its one spelling where it can stand, otherwise as it was typed."""
        self.is_valid()
        kept = {
            asker.question.name: _cut(asker.answer(self._values())) for asker in self.askers if asker.question.is_asked
        }
        return kept | self._rows_asked_for()

    def clean(self) -> dict[str, Any]:
        """Judge each question where it stands: what is hidden is forgiven, what a condition demands is demanded."""
        cleaned = super().clean() or {}
        values = self._values()
        answers = {asker.question.name: asker.answer(values) for asker in self.askers}
        shown = {question.name for question in standing(self.questions, answers=answers)}
        stand = {name: answer for name, answer in answers.items() if name in shown}
        for asker in self.askers:
            if asker.question.name in shown:
                self._judge(asker, stand)
            else:
                self._forgive(asker.fields)
        return cleaned

    def _judge(self, asker: Asker, answers: Mapping[str, Any]) -> None:
        self._forgive(asker.forgiven(self._values()))
        answer = answers[asker.question.name]
        for name, sentence in asker.faults(answer, is_required=must_answer(asker.question, answers=answers)):
            if name not in self.errors:
                self.add_error(name, sentence)
        self._judge_days(asker.question, answers)

    def _judge_days(self, question: FormField, answers: Mapping[str, Any]) -> None:
        """A death does not come before a birth."""
        if not question.not_before or question.name in self.errors:
            return
        try:
            first, then = read_date(str(answers.get(question.not_before))), read_date(str(answers[question.name]))
        except NotADate:
            return
        if then < first:
            other = next(one for one in self.questions if one.name == question.not_before)
            words = gettext("Ngày này trước %(label)s (%(day)s). Xem lại hai ngày.")
            self.add_error(question.name, words % {"label": _lowered(other.label), "day": day_short(first)})

    def _forgive(self, names: Any) -> None:
        for name in list(names):
            self.errors.pop(name, None)

    def _values(self) -> dict[str, Any]:
        """What each field says: in its one spelling, else as it was typed."""
        return {
            name: self.cleaned_data[name] if name in self.cleaned_data else self.data.get(name, "")
            for name in self.fields
        }

    def _rows_asked_for(self) -> dict[str, Any]:
        """Tables as they stand after «Thêm một dòng» or «Bỏ dòng này» was pressed."""
        changed: dict[str, Any] = {}
        dropped, _, number = str(self.data.get(DROP_ROW, "")).rpartition("-")
        for asker in self.askers:
            if not isinstance(asker, Table):
                continue
            rows = asker.all_rows(self._values())
            if self.data.get(ADD_ROW) == asker.question.name and not asker.is_full:
                changed[asker.question.name] = _cut([*rows, {}])
            if dropped == asker.question.name and number.isdecimal():
                changed[asker.question.name] = _cut([row for at, row in enumerate(rows) if at != int(number)])
        return changed

    def _entry(self, asker: Asker) -> Entry:
        question = asker.question
        condition = shown_when(question, self.questions)
        return Entry(
            question=question,
            fields=tuple(self[name] for name in asker.fields),
            rows=tuple(self._table_rows(asker)) if isinstance(asker, Table) else (),
            can_add=isinstance(asker, Table) and not asker.is_full,
            when=json.dumps(condition_data(condition), ensure_ascii=False) if condition else "",
            when_words=condition_words(question.show_when, self.questions) if question.show_when else "",
            needed_words=condition_words(question.required_when, self.questions) if question.required_when else "",
            is_earlier=question.name in self.earlier,
        )

    def _table_rows(self, asker: Table) -> Iterator[Row]:
        for number, names in enumerate(asker.rows):
            drop = f"{asker.question.name}-{number}" if len(asker.rows) > 1 else ""
            yield Row(number + 1, tuple(self[name] for name in names.values()), drop)


def posted(
    *, questions: Sequence[FormField], answers: Mapping[str, Any], today: date, here: str = ""
) -> dict[str, Any]:
    """The answers that are kept, in the shape in which a page would post them."""
    setting = Setting(today=today, here=here)
    flat: dict[str, Any] = {}
    for question in questions:
        flat |= asker_of(question, known=answers.get(question.name, ""), setting=setting).initial
    return flat | {f"{one.name}-rows": str(_count(answers.get(one.name))) for one in questions}


def _known(question: FormField, answers: Mapping[str, Any], sources: Mapping[str, Any]) -> Any:
    source = f"{EARLIER}.{question.name}" if question.source == EARLIER else question.source
    return answers.get(question.name) or sources.get(source, "")


def _as_posted(asker: Asker, data: Mapping[str, Any], setting: Setting) -> Asker:
    """A table has as many rows as were posted; the communes on offer are those of the province that was chosen."""
    if isinstance(asker, Address):
        asker.offer(str(data.get(asker.names["province"], "")))
    if isinstance(asker, Table):
        typed = str(data.get(f"{asker.question.name}-rows", ""))
        count = min(int(typed), asker.question.rows[1]) if typed.isdecimal() and len(typed) < 4 else 0
        known = asker.all_rows(asker.initial)[: max(count, 1)]
        return asker_of(asker.question, known=known + [{}] * (count - len(known)), setting=setting)
    return asker


def _count(answer: Any) -> int:
    return len(answer) if isinstance(answer, list) else 0


def _cut(answer: Any) -> Any:
    if isinstance(answer, Mapping):
        return {name: _cut(part) for name, part in answer.items()}
    if isinstance(answer, list):
        return [_cut(row) for row in answer]
    return str(answer)[:KEPT_LENGTH]


def _group(legend: str, entries: list[Entry]) -> Group:
    section = next((entry for entry in entries if entry.question.type is FieldType.SECTION), None)
    return Group(legend, tuple(entry for entry in entries if entry is not section), section)


def _heading(question: FormField) -> str:
    """What tells two fields of the same name apart in the summary of errors."""
    is_composed = question.type in (FieldType.ADDRESS, FieldType.TABLE, FieldType.SIGNERS)
    return " · ".join(part for part in (question.group, question.label if is_composed else "") if part)


def _lowered(label: str) -> str:
    return label[:1].lower() + label[1:]
