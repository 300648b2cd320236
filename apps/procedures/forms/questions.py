"""One question of a form as the fields a page draws, and back from what was posted to one answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.procedures.domain.conditions import is_filled
from apps.procedures.domain.form_schema import FieldType, FormField
from apps.procedures.forms.fields import (
    SENTENCES,
    DayField,
    MoneyField,
    NumberField,
    PersonalIdField,
    PersonNameField,
    PhoneField,
)
from apps.procedures.selectors.places import address_words, provinces

TEXT_LENGTH, LONGTEXT_LENGTH, DETAIL_LENGTH = 300, 5_000, 200
FEW_OPTIONS = 5
HERE = "here"  # the office's own commune: what most people choose, in one go

Fault = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a question needs to know of the day and the office."""

    today: date
    here: str = ""


class Asker:
    """A question that tells and asks nothing: a note, a heading, a paper that is sent with the others."""

    def __init__(self, question: FormField, *, known: Any, setting: Setting) -> None:
        self.question = question
        self.setting = setting
        self.fields: dict[str, forms.Field] = {}
        self.initial: dict[str, Any] = {}
        self.draw(known)

    @property
    def is_plainly_required(self) -> bool:
        """Whether it must be answered whatever the other answers are."""
        return self.question.required and self.question.required_when is None

    def draw(self, known: Any) -> None:
        """Make the fields."""

    def answer(self, values: Mapping[str, Any]) -> Any:
        """The one answer in what was posted."""
        return ""

    def faults(self, answer: Any, *, is_required: bool) -> Iterator[Fault]:
        """(field, sentence) for what no single field can say."""
        return iter(())

    def forgiven(self, values: Mapping[str, Any]) -> Iterable[str]:
        """Fields whose emptiness is no fault: those of a row nobody filled in."""
        return ()


class One(Asker):
    """A question with one field."""

    def draw(self, known: Any) -> None:
        text = known if isinstance(known, str) else ""
        field = field_of(self.question, known=text, setting=self.setting)
        self.fields[self.question.name] = field
        self.initial[self.question.name] = text

    def answer(self, values: Mapping[str, Any]) -> str:
        return str(values.get(self.question.name) or "")

    def faults(self, answer: Any, *, is_required: bool) -> Iterator[Fault]:
        if is_required and not answer:
            yield self.question.name, asks(self.question)


class Address(Asker):
    """Province, commune, and what stands before them on an envelope: two plain lists and a line."""

    def draw(self, known: Any) -> None:
        parts = known if isinstance(known, Mapping) else {"detail": known if isinstance(known, str) else ""}
        self.names = {part: f"{self.question.name}-{part}" for part in ("province", "commune", "detail")}
        own = [(HERE, self.setting.here)] if self.setting.here else []
        choices = [("", _("Chọn tỉnh, thành phố")), *own, *((one.code, one.name) for one in provinces().values())]
        self.fields = {
            self.names["province"]: forms.CharField(
                label=_("Tỉnh, thành phố"),
                required=self.is_plainly_required,
                max_length=4,
                widget=forms.Select({"class": "w-half", "autocomplete": "off"}, choices=choices),
                error_messages=SENTENCES | {"required": _("Chọn tỉnh hoặc thành phố.")},
            ),
            self.names["commune"]: forms.CharField(
                label=_("Xã, phường, đặc khu"),
                required=False,
                max_length=10,
                widget=forms.Select({"class": "w-half", "autocomplete": "off"}),
                error_messages=SENTENCES,
            ),
            self.names["detail"]: forms.CharField(
                label=_("Thôn, số nhà, đường"),
                required=False,
                max_length=DETAIL_LENGTH,
                widget=forms.TextInput({"autocomplete": "off"}),
                error_messages=SENTENCES,
            ),
        }
        self.initial = {name: str(parts.get(part, "")) for part, name in self.names.items()}
        self.offer(self.initial[self.names["province"]])

    def offer(self, province: str) -> None:
        """List the communes of a province."""
        found = provinces().get(province)
        first = gettext("Chọn xã, phường") if found else gettext("Chọn tỉnh trước")
        if province == HERE:
            first = self.setting.here
        rows = list(found.communes.items()) if found else []
        self.fields[self.names["commune"]].widget.choices = [("", first), *rows]

    def answer(self, values: Mapping[str, Any]) -> dict[str, str]:
        said = {part: " ".join(str(values.get(name) or "").split()) for part, name in self.names.items()}
        if not any(said.values()):
            return {}
        if said["province"] == HERE:
            words = ", ".join(part for part in (said["detail"], self.setting.here) if part)
            return said | {"commune": "", "words": words}
        return said | {"words": address_words(**said)}

    def faults(self, answer: Any, *, is_required: bool) -> Iterator[Fault]:
        if not answer and not is_required:
            return
        province = answer.get("province", "") if answer else ""
        if province == HERE and self.setting.here:
            return
        found = provinces().get(province)
        if found is None:
            yield self.names["province"], gettext("Chọn tỉnh hoặc thành phố.")
        elif not answer["commune"]:
            yield self.names["commune"], gettext("Chọn xã, phường hoặc đặc khu.")
        elif answer["commune"] not in found.communes:
            yield self.names["commune"], gettext("Xã này không thuộc tỉnh đã chọn. Chọn lại xã trong danh sách.")


class Table(Asker):
    """The same few questions once a row."""

    def draw(self, known: Any) -> None:
        rows = [row for row in known if isinstance(row, Mapping)] if isinstance(known, list) else []
        self.count = max(len(rows), self.question.rows[0], 1)
        self.rows: list[dict[str, str]] = []
        for number in range(self.count):
            said = rows[number] if number < len(rows) else {}
            names = {column.name: f"{self.question.name}-{number}-{column.name}" for column in self.question.columns}
            self.rows.append(names)
            for column in self.question.columns:
                text = str(said.get(column.name, ""))
                self.fields[names[column.name]] = field_of(column, known=text, setting=self.setting)
                self.initial[names[column.name]] = text

    @property
    def is_full(self) -> bool:
        return self.count >= self.question.rows[1]

    def answer(self, values: Mapping[str, Any]) -> list[dict[str, str]]:
        """The rows with something in them."""
        rows = self.all_rows(values)
        return [row for row in rows if is_filled(row)]

    def all_rows(self, values: Mapping[str, Any]) -> list[dict[str, str]]:
        """Every row, empty ones too."""
        return [{column: str(values.get(name) or "") for column, name in names.items()} for names in self.rows]

    def faults(self, answer: Any, *, is_required: bool) -> Iterator[Fault]:
        least = max(self.question.rows[0] if self.question.required or is_required else 0, int(is_required))
        if len(answer) < least:
            first = next(iter(self.rows[len(answer)].values()))
            yield first, gettext("Ghi ít nhất %(n)s dòng. Dòng này còn trống.") % {"n": least}

    def forgiven(self, values: Mapping[str, Any]) -> Iterable[str]:
        return [
            name
            for names in self.rows
            if not any(values.get(each) for each in names.values())
            for name in names.values()
        ]


class Signers(Asker):
    """Two people who stand for the form together: each agrees, and is named where no other question names them."""

    def draw(self, known: Any) -> None:
        rows = [row for row in known if isinstance(row, Mapping)] if isinstance(known, list) else []
        for number, role in enumerate(self.question.options):
            said = rows[number] if number < len(rows) else {}
            if not self.question.signs:
                self._add(f"{number}-name", str(said.get("name", "")), self._name_field(role))
            self._add(f"{number}-agreed", said.get("agreed") == "1", self._agreed_field(role))

    def _add(self, part: str, known: Any, field: forms.Field) -> None:
        self.fields[f"{self.question.name}-{part}"] = field
        self.initial[f"{self.question.name}-{part}"] = known

    def _name_field(self, role: str) -> forms.Field:
        return PersonNameField(
            label=_("%(role)s: họ, chữ đệm và tên") % {"role": role},
            required=self.is_plainly_required,
            widget=forms.TextInput({"class": "w-half", "autocomplete": "off"}),
            error_messages=SENTENCES | {"required": _("Viết họ tên người này.")},
        )

    def _agreed_field(self, role: str) -> forms.Field:
        return forms.BooleanField(
            label=_("%(role)s đã đọc tờ khai này và cam đoan là đúng.") % {"role": role},
            required=self.is_plainly_required,
            error_messages={"required": _("Cả hai người cùng cam đoan thì tờ khai mới đủ.")},
        )

    def answer(self, values: Mapping[str, Any]) -> list[dict[str, str]]:
        found = [
            {
                "role": role,
                "name": str(values.get(f"{self.question.name}-{number}-name") or ""),
                "agreed": "1" if values.get(f"{self.question.name}-{number}-agreed") else "",
            }
            for number, role in enumerate(self.question.options)
        ]
        return found if any(row["name"] or row["agreed"] for row in found) else []

    def faults(self, answer: Any, *, is_required: bool) -> Iterator[Fault]:
        if is_required and not all(row["agreed"] for row in answer or [{"agreed": ""}]):
            missing = [number for number in range(2) if not answer or not answer[number]["agreed"]]
            for number in missing:
                yield (
                    f"{self.question.name}-{number}-agreed",
                    gettext("Cả hai người cùng cam đoan thì tờ khai mới đủ."),
                )


KINDS: Mapping[FieldType, type[Asker]] = {
    FieldType.ADDRESS: Address,
    FieldType.TABLE: Table,
    FieldType.SIGNERS: Signers,
    FieldType.NOTE: Asker,
    FieldType.SECTION: Asker,
    FieldType.FILE: Asker,
}


def asker_of(question: FormField, *, known: Any, setting: Setting) -> Asker:
    """The question with its fields, filled in with what is known."""
    return KINDS.get(question.type, One)(question, known=known, setting=setting)


def field_of(question: FormField, *, known: str, setting: Setting) -> forms.Field:
    """The field of a question that has just one."""
    common: dict[str, Any] = {
        "label": question.label,
        "help_text": question.hint,
        "required": question.required and question.required_when is None,
        "error_messages": SENTENCES | {"required": asks(question)},
    }
    if question.type is FieldType.PERSONAL_ID:
        field = PersonalIdField(**common)
        field.keep(known)
        return field
    if question.type is FieldType.DATE:
        hint = question.hint or _("Ngày, tháng, năm. Ví dụ: 12/11/2026")
        return DayField(today=setting.today, until_today=question.until_today, **common | {"help_text": hint})
    if question.type is FieldType.PHONE:
        return PhoneField(**common)
    if question.type is FieldType.NUMBER:
        return NumberField(least=question.least, most=question.most, **common)
    if question.type is FieldType.MONEY:
        hint = question.hint or _("Tính theo đồng. Ví dụ: 1.250.000")
        return MoneyField(least=question.least, most=question.most, **common | {"help_text": hint})
    if question.type is FieldType.CHOICE:
        return _choice(question.options, **common)
    if question.type is FieldType.LONGTEXT:
        return forms.CharField(max_length=LONGTEXT_LENGTH, widget=forms.Textarea({"rows": 4}), **common)
    return forms.CharField(max_length=question.most or TEXT_LENGTH, **common)


def _choice(options: Iterable[str], **common: Any) -> forms.ChoiceField:
    """Few options are seen at a glance; many unfold."""
    choices = [(option, option) for option in options]
    if len(choices) <= FEW_OPTIONS:
        widget: forms.Widget = forms.RadioSelect({"class": "choices--row"} if len(choices) < FEW_OPTIONS - 1 else {})
        return forms.ChoiceField(choices=choices, widget=widget, **common)
    return forms.ChoiceField(choices=[("", _("Chọn một dòng")), *choices], **common)


def asks(question: FormField) -> str:
    """What to do about a question left open."""
    if question.type is FieldType.CHOICE:
        return gettext("Chưa chọn câu nào, bạn chọn một.")
    return gettext("Ô này còn trống, bạn viết vào.")
