"""What an editor answers to a doubt: one of the readings put to them, their own, or that it stays as it is written."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.procedures.domain.doubts import What
from apps.procedures.domain.fees import SMALLEST_FEE
from apps.procedures.domain.settling import Answer
from apps.procedures.domain.times import LONGEST
from apps.worktime import Allowance, BadAllowance, Unit

KEEP, OWN = "giu", "khac"
MOST_DONG = 10_000_000_000
UNITS = [
    (Unit.WORKING_DAY.value, _("ngày làm việc")),
    (Unit.CALENDAR_DAY.value, _("ngày (kể cả ngày nghỉ)")),
    (Unit.WORKING_HOUR.value, _("giờ làm việc")),
    (Unit.SAME_DAY.value, _("trong ngày")),
]
NUMBER = {"class": "w-date", "inputmode": "decimal", "autocomplete": "off"}


def value_of(answer: Answer) -> str:
    """A reading as the value of its button."""
    if answer.time:
        return f"{answer.time.amount.normalize():f} {answer.time.unit.value}"
    return f"{answer.fee[0]} {answer.fee[1]}" if answer.fee else KEEP


class DoubtForm(forms.Form):
    """Its `answer` is there once it is valid. By itself it lets one say only that the words were looked at."""

    chon = forms.CharField(
        max_length=140,
        widget=forms.HiddenInput,
        error_messages={"required": _("Chọn một cách hiểu, nhập số khác, hoặc giữ nguyên văn.")},
    )
    so = forms.CharField(label=_("Số"), required=False, max_length=20, widget=forms.TextInput(attrs=NUMBER))
    ca = forms.BooleanField(label=_("Áp dụng cho mọi chỗ giống hệt"), required=False)

    answer: Answer

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = cleaned.get("chon", "")
        if chosen == KEEP:
            self.answer = Answer()
        elif chosen:
            number, unit = self._own(cleaned) if chosen == OWN else (chosen.partition(" ")[0], chosen.partition(" ")[2])
            self._read(number, unit)
        return cleaned

    def _own(self, cleaned: dict[str, Any]) -> tuple[str, str]:
        return "", ""

    def _read(self, number: str, unit: str) -> None:
        self.add_error("chon", _("Chỗ này chỉ xem lại rồi giữ nguyên văn; sửa ở tệp nguồn."))


class TimeDoubtForm(DoubtForm):
    """How long, in which unit."""

    don_vi = forms.ChoiceField(label=_("Đơn vị"), choices=UNITS, required=False)

    def _own(self, cleaned: dict[str, Any]) -> tuple[str, str]:
        return cleaned.get("so", ""), cleaned.get("don_vi") or Unit.WORKING_DAY.value

    def _read(self, number: str, unit: str) -> None:
        if unit == Unit.SAME_DAY:
            self.answer = Answer(time=Allowance(amount=Decimal(0), unit=Unit.SAME_DAY))
            return
        try:
            amount = Decimal(number.strip().replace(",", "."))
            if not 0 < amount <= LONGEST:
                raise InvalidOperation
            self.answer = Answer(time=Allowance(amount=amount, unit=Unit(unit)))
        except InvalidOperation:
            self.add_error("so", _("Viết một số từ 1 đến 999, như 3 hoặc 7,5."))
        except (BadAllowance, ValueError):
            self.add_error("so", _("Ngày làm việc tính đến nửa ngày, ngày tính tròn. Xem lại số và đơn vị."))


class FeeDoubtForm(DoubtForm):
    """How many đồng, and per what."""

    moi = forms.CharField(
        label=_("Tính cho mỗi"),
        required=False,
        max_length=100,
        help_text=_("Bản, trang, hồ sơ. Để trống nếu văn bản không ghi."),
        widget=forms.TextInput(attrs={"class": "w-id", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["so"].label = _("Số tiền (đồng)")

    def _own(self, cleaned: dict[str, Any]) -> tuple[str, str]:
        return cleaned.get("so", ""), " ".join(cleaned.get("moi", "").split())

    def _read(self, number: str, unit: str) -> None:
        digits = "".join(number.replace(".", "").replace("đ", "").split())
        if not (digits.isascii() and digits.isdigit()) or int(digits) > MOST_DONG:
            self.add_error("so", _("Viết số tiền bằng đồng, như 8.000. Miễn phí thì viết 0."))
        elif 0 < int(digits) < SMALLEST_FEE:
            self.add_error("so", _("Số này dưới 1.000 đồng. Nếu văn bản tính bằng nghìn, viết đủ, như 135.000."))
        else:
            self.answer = Answer(fee=(int(digits), unit if int(digits) else ""))


FORMS: dict[What, type[DoubtForm]] = {What.TIME: TimeDoubtForm, What.FEE: FeeDoubtForm}


def form_for(what: What) -> type[DoubtForm]:
    """The form for a doubt about this part."""
    return FORMS.get(what, DoubtForm)
