"""What an editor says about one step of a workflow."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.officials.domain.duties import Duty
from apps.procedures.domain.conditions import (
    All,
    AnyOf,
    Asks,
    BadCondition,
    Condition,
    Test,
    condition_data,
    read_condition,
)
from apps.procedures.domain.workflow import Part, Route, Step
from apps.procedures.labels.workflow import PART_HINTS, PART_LABELS, STEP_DUTIES, TEST_LABELS, decimal_words

ROWS = 3  # questions of one condition, and units a step can be routed to
LONGEST_WAIT = 366
HERE, ELSEWHERE = "xa", "co-quan"
EVERY, ANY = "moi", "mot"


class HoursField(forms.DecimalField):
    """Working hours as people write them: 4, 1,5."""

    def __init__(self, **options: Any) -> None:
        attrs = {"class": "w-date", "inputmode": "decimal", "autocomplete": "off"}
        super().__init__(
            min_value=Decimal(0),
            max_value=Decimal(2000),
            max_digits=6,
            decimal_places=2,
            required=False,
            widget=forms.TextInput(attrs=attrs),
            error_messages={
                "invalid": _("Viết số giờ, như 16 hoặc 4,5."),
                "min_value": _("Số giờ không thể âm."),
                "max_value": _("Nhiều nhất 2.000 giờ."),
                "max_decimal_places": _("Nhiều nhất hai số lẻ, như 1,25."),
                "max_digits": _("Nhiều nhất 2.000 giờ."),
                "max_whole_digits": _("Nhiều nhất 2.000 giờ."),
            },
            **options,
        )

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def clean(self, value: Any) -> Decimal:
        return super().clean(value) or Decimal(0)

    def prepare_value(self, value: Any) -> Any:
        return decimal_words(value) if isinstance(value, Decimal) else value


class QuestionForm(forms.Form):
    """One question about an answer; left empty, it asks nothing."""

    field = forms.ChoiceField(
        label=_("Ô trong biểu mẫu"),
        required=False,
        error_messages={"invalid_choice": _("Biểu mẫu không còn ô này. Chọn ô khác.")},
    )
    test = forms.ChoiceField(
        label=_("So sánh"),
        choices=[(test.value, words) for test, words in TEST_LABELS.items()],
        required=False,
        initial=Test.EQUALS.value,
        error_messages={"invalid_choice": _("Chọn một cách so sánh trong danh sách.")},
    )
    values = forms.CharField(
        label=_("Câu trả lời"),
        required=False,
        max_length=500,
        help_text=_("Viết đúng như trong biểu mẫu. Nhiều câu thì cách nhau bằng dấu chấm phẩy."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("Viết ngắn lại, nhiều nhất 500 ký tự.")},
    )

    def __init__(self, *args: Any, labels: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["field"].choices = [("", "—"), *labels.items()]  # type: ignore[attr-defined]
        self.question: Condition | None = None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self.errors or not said.get("field"):
            if not self.errors and said.get("values"):
                self.add_error("field", _("Chọn ô mà câu trả lời này nằm trong đó."))
            return said
        values = [" ".join(unicodedata.normalize("NFC", value).split()) for value in said["values"].split(";")]
        values = [value for value in values if value]
        test = Test(said["test"] or Test.EQUALS)
        if test is Test.EQUALS and len(values) > 1:
            test = Test.ONE_OF
        try:
            self.question = read_condition({"field": said["field"], "is": test.value, "value": values})
        except BadCondition:
            self.add_error("values", SENTENCES[test])
        return said


SENTENCES = {
    Test.EQUALS: _("Viết câu trả lời làm cho điều kiện đúng."),
    Test.ONE_OF: _("Viết các câu trả lời, cách nhau bằng dấu chấm phẩy."),
    Test.GREATER: _("Viết một số hoặc một ngày, như 20 hay 01/12/2026."),
    Test.LESS: _("Viết một số hoặc một ngày, như 20 hay 01/12/2026."),
    Test.FILLED: _("Với “có điền” thì để trống câu trả lời."),
    Test.EMPTY: _("Với “để trống” thì không viết câu trả lời."),
}


class RouteForm(QuestionForm):
    """Where a question holds, to which unit the step goes."""

    unit = forms.ChoiceField(
        label=_("thì giao cho"),
        required=False,
        error_messages={"invalid_choice": _("Chọn một bộ phận trong danh sách.")},
    )

    def __init__(self, *args: Any, units: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = [("", "—"), *((unit, unit) for unit in units)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not self.errors and self.question and not said.get("unit"):
            self.add_error("unit", _("Chọn bộ phận nhận việc khi điều này đúng."))
        if not self.errors and said.get("unit") and not self.question:
            self.add_error("field", _("Chọn ô và câu trả lời đưa việc đến bộ phận này."))
        return said


class StepForm(forms.Form):
    """One step: what, who, how long, and when it is done at all."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Việc của bước này"),
        max_length=200,
        help_text=_("Viết như nói với người mới, như “Xác minh nơi ở trước đây”."),
        error_messages={
            "required": _("Viết việc phải làm, như “Xem xét hồ sơ”."),
            "max_length": _("Viết ngắn lại, nhiều nhất 200 ký tự."),
        },
    )
    where = forms.ChoiceField(
        label=_("Ai làm"),
        choices=[(HERE, _("Trong xã")), (ELSEWHERE, _("Cơ quan khác (liên thông)"))],
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
        initial=HERE,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Chọn trong xã hay cơ quan khác.")),
    )
    duty = forms.ChoiceField(
        label=_("Nhiệm vụ"),
        choices=[(duty.value, words) for duty, words in STEP_DUTIES.items()],
        help_text=_("Hồ sơ chỉ chuyển được đến người đang có nhiệm vụ này. Cơ quan khác thì không cần chọn."),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Chọn một nhiệm vụ trong danh sách.")),
    )
    unit = forms.ChoiceField(
        label=_("Bộ phận"),
        required=False,
        error_messages={"invalid_choice": _("Chọn một bộ phận trong danh sách.")},
    )
    agency = forms.CharField(
        label=_("Tên cơ quan khác"),
        required=False,
        max_length=200,
        help_text=_("Như “Công an xã”. Chỉ ghi khi cơ quan khác làm bước này."),
        error_messages={"max_length": _("Viết ngắn lại, nhiều nhất 200 ký tự.")},
    )
    part = forms.ChoiceField(
        label=_("Vai trò"),
        choices=[(part.value, f"{PART_LABELS[part]}: {PART_HINTS[part]}") for part in Part],
        widget=forms.RadioSelect,
        initial=Part.MAIN.value,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Chọn một vai trò.")),
    )
    hours = HoursField(
        label=_("Làm trong bao nhiêu giờ làm việc"),
        help_text=_("Tính theo giờ mở cửa của xã. Người theo dõi thì ghi 0."),
    )
    wait_days = forms.IntegerField(
        label=_("Rồi chờ thêm mấy ngày"),
        required=False,
        min_value=0,
        max_value=LONGEST_WAIT,
        help_text=_("Ngày theo lịch mà luật buộc phải chờ, như niêm yết 7 ngày. Không có thì để trống."),
        widget=forms.TextInput(attrs={"class": "w-date", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": _("Viết số ngày, như 7."),
            "min_value": _("Số ngày không thể âm."),
            "max_value": _("Nhiều nhất 366 ngày."),
        },
    )
    remind_hours = HoursField(
        label=_("Nhắc trước khi hết bước"), help_text=_("Số giờ làm việc. Để trống thì không nhắc riêng.")
    )
    is_parallel = forms.BooleanField(label=_("Làm cùng lúc với bước ngay trên"), required=False)
    is_optional = forms.BooleanField(label=_("Có thể bỏ qua khi không cần"), required=False)
    joined = forms.ChoiceField(
        label=_("Khi có nhiều điều kiện"),
        choices=[(EVERY, _("phải đúng mọi điều kiện")), (ANY, _("chỉ cần đúng một điều kiện"))],
        required=False,
        initial=EVERY,
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
        error_messages={"invalid_choice": _("Chọn mọi điều kiện hoặc một điều kiện.")},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        step: Step | None = None,
        seen: str,
        labels: Mapping[str, str],
        units: Sequence[str],
    ) -> None:
        super().__init__(data, initial={"seen": seen, **(_initial(step) if step else {})})
        known = [*units, *(name for name in _units_of(step) if name not in units)]
        self.fields["unit"].choices = [("", _("Không riêng bộ phận nào")), *((u, u) for u in known)]  # type: ignore[attr-defined]
        self.questions = [
            QuestionForm(data, prefix=f"khi-{number}", labels=labels, initial=initial)
            for number, initial in enumerate(_padded(_question_rows(step)), start=1)
        ]
        self.routes = [
            RouteForm(data, prefix=f"giao-{number}", labels=labels, units=known, initial=initial)
            for number, initial in enumerate(_padded(_route_rows(step)), start=1)
        ]
        self.kept = step.when if step and step.when and not _is_plain(step.when) else None

    def is_valid(self) -> bool:
        small = [part.is_valid() for part in (*self.questions, *self.routes)]
        return super().is_valid() and all(small)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("where") == ELSEWHERE and not said.get("agency", "").strip() and "agency" not in self.errors:
            self.add_error("agency", _("Viết tên cơ quan làm bước này, như “Công an xã”."))
        is_working = said.get("part") not in (None, Part.OBSERVER)
        if is_working and said.get("hours") == 0 and not said.get("wait_days") and "wait_days" not in self.errors:
            self.add_error("hours", _("Ghi số giờ làm việc, hoặc số ngày phải chờ ở ô dưới."))
        return said

    def step(self, *, position: int) -> Step:
        """The step as it is to be kept."""
        said = self.cleaned_data
        is_here = said["where"] == HERE
        return Step(
            position=position,
            name=" ".join(unicodedata.normalize("NFC", said["name"]).split()),
            duty=Duty(said["duty"]),
            hours=said["hours"],
            unit=said["unit"] if is_here else "",
            agency="" if is_here else said["agency"].strip(),
            part=Part(said["part"]),
            is_optional=said["is_optional"],
            is_parallel=said["is_parallel"],
            wait_days=said["wait_days"] or 0,
            remind_hours=said["remind_hours"],
            when=self._when(),
            routes=tuple(
                Route(row.question, row.cleaned_data["unit"]) for row in self.routes if row.question is not None
            ),
        )

    def _when(self) -> Condition | None:
        asked = tuple(row.question for row in self.questions if row.question is not None)
        if not asked:
            return self.kept
        if len(asked) == 1:
            return asked[0]
        return AnyOf(asked) if self.cleaned_data["joined"] == ANY else All(asked)


def _initial(step: Step) -> dict[str, Any]:
    return {
        "name": step.name,
        "where": ELSEWHERE if step.agency else HERE,
        "duty": step.duty.value,
        "unit": step.unit,
        "agency": step.agency,
        "part": step.part.value,
        "hours": step.hours,
        "wait_days": step.wait_days or None,
        "remind_hours": step.remind_hours or None,
        "is_parallel": step.is_parallel,
        "is_optional": step.is_optional,
        "joined": ANY if isinstance(step.when, AnyOf) else EVERY,
    }


def _is_plain(condition: Condition) -> bool:
    """Whether the rows of this form can show it."""
    if isinstance(condition, All | AnyOf):
        return len(condition.parts) <= ROWS and all(isinstance(part, Asks) for part in condition.parts)
    return isinstance(condition, Asks)


def _question_rows(step: Step | None) -> list[dict[str, Any]]:
    if step is None or step.when is None or not _is_plain(step.when):
        return []
    parts = step.when.parts if isinstance(step.when, All | AnyOf) else (step.when,)
    return [_row(part) for part in parts]


def _route_rows(step: Step | None) -> list[dict[str, Any]]:
    return [{**_row(route.when), "unit": route.unit} for route in step.routes] if step else []


def _row(condition: Condition) -> dict[str, Any]:
    plain = condition_data(condition)
    value = plain.get("value", [])
    values = [value] if isinstance(value, str) else value
    return {"field": plain.get("field", ""), "test": plain.get("is", ""), "values": "; ".join(values)}


def _padded(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As many rows as there are, and always one more to fill in."""
    return [*rows, *({} for _ in range(max(ROWS - len(rows), 1)))]


def _units_of(step: Step | None) -> list[str]:
    units = [step.unit, *(route.unit for route in step.routes)] if step else []
    return [unit for unit in dict.fromkeys(units) if unit]
