"""One question of a form, as its editor fills it in: what is asked, of whom, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.procedures.domain.conditions import BadCondition, Test
from apps.procedures.domain.designing import MOST_ASKED, NOT, composed, flat, name_for
from apps.procedures.domain.form_schema import IN_A_TABLE, SAID_ONLY, Fault, FieldType, problems
from apps.procedures.labels.forms import SOURCE_LABELS, TEST_LABELS, TYPE_LABELS, problem_words

MOST_COLUMNS = 8
CONDITIONS = ("show_when", "required_when")
PARTS = ("field", "test", "value")
COLUMN_PARTS = ("label", "type", "options", "required")
# Beside which box a fault of the whole form stands.
BOX_OF: Mapping[Fault, str] = {
    Fault.NAME: "name",
    Fault.REPEATED: "name",
    Fault.LABEL: "label",
    Fault.TYPE: "type",
    Fault.OPTIONS: "options",
    Fault.SIGNERS: "options",
    Fault.SOURCE: "source",
    Fault.COLUMNS: "column_0_label",
    Fault.BOUNDS: "most",
    Fault.DAY_BEFORE: "not_before",
}
TESTS = (
    ("", _("Chọn cách so")),
    (Test.EQUALS.value, TEST_LABELS[Test.EQUALS]),
    (f"{NOT}{Test.EQUALS.value}", _("không phải là")),
    (Test.ONE_OF.value, TEST_LABELS[Test.ONE_OF]),
    (f"{NOT}{Test.ONE_OF.value}", _("không thuộc")),
    (Test.GREATER.value, TEST_LABELS[Test.GREATER]),
    (Test.LESS.value, TEST_LABELS[Test.LESS]),
    (Test.FILLED.value, TEST_LABELS[Test.FILLED]),
    (Test.EMPTY.value, TEST_LABELS[Test.EMPTY]),
)


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=10**12,
        widget=forms.TextInput({"inputmode": "numeric", "class": "w-date"}),
        error_messages={"invalid": _("Viết một số nguyên, như 20.")},
    )


class FieldForm(forms.Form):
    """One question. `rows` is the form it stands in, `row` the question as it is, empty for a new one."""

    label = forms.CharField(
        label=_("Câu hỏi, như người dân đọc"),
        max_length=300,
        error_messages={"required": _("Viết câu hỏi mà người dân đọc.")},
    )
    type = forms.ChoiceField(label=_("Loại ô"), choices=[(kind.value, words) for kind, words in TYPE_LABELS.items()])
    hint = forms.CharField(label=_("Lời dặn dưới câu hỏi"), max_length=500, required=False)
    required = forms.BooleanField(label=_("Phải trả lời"), required=False)
    options = forms.CharField(
        label=_("Các dòng để chọn"),
        help_text=_("Mỗi dòng một câu. Với “hai người cùng cam đoan”: hai vai, mỗi dòng một vai."),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    source = forms.ChoiceField(label=_("Điền sẵn từ"), choices=list(SOURCE_LABELS.items()), required=False)
    until_today = forms.BooleanField(label=_("Ngày đã qua, như ngày sinh"), required=False)
    not_before = forms.ChoiceField(label=_("Không trước ngày ở ô"), required=False)
    least = _number(_("Ít nhất"))
    most = _number(_("Nhiều nhất"))
    first_signer = forms.ChoiceField(label=_("Họ tên người thứ nhất lấy ở ô"), required=False)
    second_signer = forms.ChoiceField(label=_("Họ tên người thứ hai lấy ở ô"), required=False)
    name = forms.CharField(
        label=_("Tên ô trong câu trả lời"),
        help_text=_("Dùng trong điều kiện và mẫu kết quả. Để trống thì đặt theo câu hỏi."),
        max_length=60,
        required=False,
    )
    guessed = forms.BooleanField(label=_("Chưa đối chiếu với mẫu chính thức"), required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, rows: Sequence[Mapping[str, Any]], row: Mapping[str, Any]
    ) -> None:
        self.rows, self.row = rows, row
        super().__init__(data, initial=self._initial())
        above = rows[: next((at for at, each in enumerate(rows) if each.get("name") == row.get("name")), len(rows))]
        self._offer("not_before", above, {FieldType.DATE})
        for name in ("first_signer", "second_signer"):
            self._offer(name, above, {FieldType.TEXT})
        asked = [(each["name"], each["label"]) for each in above if _type(each) not in SAID_ONLY | {FieldType.FILE}]
        for key in CONDITIONS:
            self._add_condition(key, asked)
        for number in range(MOST_COLUMNS):
            self._add_column(number)
        self.order_fields([*self.fields])

    def conditions(self) -> list[dict[str, Any]]:
        """The two conditions as the page draws them: heading, joiner, lines of three boxes, whether it is more."""
        return [
            {
                "key": key,
                "is_by_hand": self._is_by_hand(key),
                "keep": self[f"{key}_keep"] if self._is_by_hand(key) else None,
                "joined": self[f"{key}_joined"],
                "lines": [[self[f"{key}_{number}_{part}"] for part in PARTS] for number in range(MOST_ASKED)],
            }
            for key in CONDITIONS
        ]

    def columns(self) -> list[list[Any]]:
        """The columns of a table as the page draws them."""
        return [[self[f"column_{number}_{part}"] for part in COLUMN_PARTS] for number in range(MOST_COLUMNS)]

    def made(self) -> dict[str, Any]:
        """The question as plain data."""
        said = self.cleaned_data
        kind = FieldType(said["type"])
        others = [str(each.get("name")) for each in self.rows if each.get("name") != self.row.get("name")]
        made: dict[str, Any] = {
            "name": said["name"] or self.row.get("name") or name_for(said["label"], taken=others),
            "label": said["label"],
            "type": kind.value,
        }
        if kind not in SAID_ONLY:
            made["required"] = said["required"]
        kept = {
            "hint": said["hint"],
            "options": [line.strip() for line in said["options"].splitlines() if line.strip()],
            "source": said["source"],
            "until_today": said["until_today"] if kind is FieldType.DATE else False,
            "not_before": said["not_before"] if kind is FieldType.DATE else "",
            "columns": self._columns_made() if kind is FieldType.TABLE else [],
            "signs": [name for name in (said["first_signer"], said["second_signer"]) if name],
            "group": self.row.get("group", ""),
            "guessed": said["guessed"],
        } | {key: self._condition_made(key) for key in CONDITIONS}
        bounds = {key: said[key] for key in ("least", "most") if said[key] is not None}
        return made | {key: value for key, value in kept.items() if value} | bounds

    def clean(self) -> dict[str, Any]:
        """A question that could not be shown is refused beside the box that says why."""
        cleaned = super().clean() or {}
        for key in CONDITIONS:
            try:
                self._condition_made(key)
            except BadCondition:
                self.add_error(self._box(key), _("Điều kiện chưa đủ: chọn ô, cách so và giá trị."))
        if not self.errors:
            self._judge(self.made())
        return cleaned

    def _judge(self, made: Mapping[str, Any]) -> None:
        place = next((at for at, each in enumerate(self.rows) if each.get("name") == self.row.get("name")), None)
        rows = [*self.rows, made] if place is None else [*self.rows[:place], made, *self.rows[place + 1 :]]
        labels = {str(each.get("name")): str(each.get("label")) for each in rows}
        before = {(one.field, one.fault, one.about) for one in problems({"fields": self.rows})}
        for problem in problems({"fields": rows}):
            key = (problem.field, problem.fault, problem.about)
            if problem.field == made["name"] and (key not in before or problem.field == self.row.get("name")):
                box = BOX_OF.get(problem.fault) or self._box(self._asking(problem.about))
                if box not in self.errors:
                    self.add_error(box, problem_words(problem, labels=labels))

    def _asking(self, about: str) -> str:
        """Which of the two conditions asks about a field."""
        is_required = any(about == self.cleaned_data.get(f"required_when_{at}_field") for at in range(MOST_ASKED))
        is_shown = any(about == self.cleaned_data.get(f"show_when_{at}_field") for at in range(MOST_ASKED))
        return "required_when" if is_required and not is_shown else "show_when"

    def _box(self, key: str) -> str:
        return f"{key}_keep" if self._is_by_hand(key) else f"{key}_0_field"

    def _initial(self) -> dict[str, Any]:
        row = self.row
        known: dict[str, Any] = {
            name: row[name]
            for name in ("label", "type", "hint", "source", "until_today", "not_before", "least", "most", "name")
            if name in row
        }
        known |= {"required": row.get("required", True), "guessed": row.get("guessed", False)}
        known["options"] = "\n".join(row.get("options", ()))
        known |= dict(zip(("first_signer", "second_signer"), row.get("signs", ()), strict=False))
        for number, column in enumerate(row.get("columns", ())[:MOST_COLUMNS]):
            known |= {
                f"column_{number}_label": column.get("label", ""),
                f"column_{number}_type": column.get("type", "text"),
                f"column_{number}_options": "; ".join(column.get("options", ())),
                f"column_{number}_required": column.get("required", True),
            }
        for key in CONDITIONS:
            is_all, asked = (flat(row[key]) if row.get(key) else None) or (True, [])
            known[f"{key}_joined"] = "all" if is_all else "any"
            for number, parts in enumerate(asked):
                known |= dict(zip((f"{key}_{number}_{part}" for part in PARTS), parts, strict=True))
        return known

    def _is_by_hand(self, key: str) -> bool:
        """Whether the condition is more than the page has boxes for."""
        return bool(self.row.get(key)) and flat(self.row[key]) is None

    def _offer(self, name: str, above: Sequence[Mapping[str, Any]], kinds: set[FieldType]) -> None:
        choices = [(str(each["name"]), str(each["label"])) for each in above if _type(each) in kinds]
        self.fields[name].choices = [("", _("Không")), *choices]  # type: ignore[attr-defined]

    def _add_condition(self, key: str, asked: Sequence[tuple[str, str]]) -> None:
        if self._is_by_hand(key):
            self.fields[f"{key}_keep"] = forms.BooleanField(
                label=_("Giữ điều kiện nhiều tầng đang có"), required=False, initial=True
            )
        self.fields[f"{key}_joined"] = forms.ChoiceField(
            label=_("Khi có nhiều dòng"),
            choices=[("all", _("mọi dòng đều đúng")), ("any", _("một dòng đúng là đủ"))],
            required=False,
        )
        known = [name for name, _label in asked]
        for number in range(MOST_ASKED):
            now = str(self.initial.get(f"{key}_{number}_field", "")).partition(".")[0]
            gone = [(now, f"{now} (?)")] if now and now not in known else []
            choices = [("", _("Không hỏi")), *asked, *gone]
            self.fields[f"{key}_{number}_field"] = forms.ChoiceField(
                label=_("Ô được hỏi"), choices=choices, required=False
            )
            self.fields[f"{key}_{number}_test"] = forms.ChoiceField(label=_("Cách so"), choices=TESTS, required=False)
            self.fields[f"{key}_{number}_value"] = forms.CharField(label=_("Giá trị"), max_length=500, required=False)

    def _add_column(self, number: int) -> None:
        name = f"column_{number}"
        self.fields[f"{name}_label"] = forms.CharField(label=_("Tên cột"), max_length=100, required=False)
        self.fields[f"{name}_type"] = forms.ChoiceField(
            label=_("Loại"),
            choices=[(kind.value, words) for kind, words in TYPE_LABELS.items() if kind in IN_A_TABLE],
            required=False,
        )
        self.fields[f"{name}_options"] = forms.CharField(
            label=_("Các câu để chọn, cách nhau bằng ;"), max_length=500, required=False
        )
        self.fields[f"{name}_required"] = forms.BooleanField(
            label=_("Phải điền"), required=False, initial=True if number >= len(self.row.get("columns", ())) else None
        )

    def _condition_made(self, key: str) -> dict[str, Any] | None:
        """Raises BadCondition."""
        said = self.cleaned_data
        if said.get(f"{key}_keep"):
            kept: dict[str, Any] = self.row[key]
            return kept
        lines = [tuple(str(said.get(f"{key}_{number}_{part}") or "") for part in PARTS) for number in range(MOST_ASKED)]
        return composed(
            is_all=said.get(f"{key}_joined") != "any", asked=[(line[0], line[1], line[2]) for line in lines if line[0]]
        )

    def _columns_made(self) -> list[dict[str, Any]]:
        before = list(self.row.get("columns", ()))
        made: list[dict[str, Any]] = []
        for number in range(MOST_COLUMNS):
            said = {part: self.cleaned_data.get(f"column_{number}_{part}") for part in COLUMN_PARTS}
            if not said["label"]:
                continue
            old = before[number] if number < len(before) else {}
            kept = {key: old[key] for key in ("until_today", "least", "most", "hint") if key in old}
            name = old.get("name") or name_for(said["label"], taken=[one["name"] for one in made])
            options = [option.strip() for option in (said["options"] or "").split(";") if option.strip()]
            column = {"name": name, "label": said["label"], "type": said["type"] or "text"}
            made.append(
                column | {"required": bool(said["required"])} | kept | ({"options": options} if options else {})
            )
        return made


class ResultForm(forms.Form):
    """The text of a result, with places that answers fill in."""

    text = forms.CharField(
        label=_("Nội dung kết quả"),
        required=False,
        max_length=20_000,
        strip=False,
        widget=forms.Textarea({"rows": 22, "spellcheck": "false", "class": "code"}),
    )


def _type(row: Mapping[str, Any]) -> FieldType | None:
    kind = row.get("type", "text")
    return FieldType(kind) if kind in set(FieldType) else None
