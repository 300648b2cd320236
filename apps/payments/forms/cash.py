"""Which sums are paid now, of one dossier or of several, and what was handed over for them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import MoneyField
from apps.core.labels import money
from apps.payments.forms import MoneyAct


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One sum that may be ticked: its words, đồng, whether it is ticked at first."""

    id: int
    words: str
    amount: int
    is_ticked: bool = True


class CashForm(MoneyAct):
    """Which sums are paid in cash now, together, and what was handed over."""

    demands = forms.TypedMultipleChoiceField(
        label=_("Thu những khoản nào"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Chọn ít nhất một khoản."),
            "invalid_choice": _("Có khoản không còn phải thu. Xem lại danh sách."),
        },
    )
    given = MoneyField(
        label=_("Tiền người nộp đưa (đồng)"),
        required=False,
        help_text=_("Để tính tiền thừa. Đưa vừa đủ thì để trống."),
        error_messages={
            "invalid": _("Viết số tiền bằng đồng, như 50.000."),
            "min_value": _("Số tiền không thể âm."),
            "max_value": _("Số tiền lớn quá, xem lại."),
        },
    )

    def __init__(self, *args: Any, owed: Iterable[Owed], **options: Any) -> None:
        super().__init__(*args, **options)
        self.owed = {each.id: each for each in owed}
        field = self.fields["demands"]
        field.choices = [(each.id, each.words) for each in self.owed.values()]  # type: ignore[attr-defined]
        field.initial = [each.id for each in self.owed.values() if each.is_ticked]
        # The page adds up while somebody ticks, and knows what each box is worth from here.
        amounts = json.dumps({each.id: each.amount for each in self.owed.values()})
        self.fields["given"].widget.attrs |= {"data-given": amounts} | ({} if self.is_bound else {"autofocus": True})

    @property
    def total(self) -> int:
        """Đồng, of what is ticked."""
        ticked = self.cleaned_data.get("demands", []) if self.is_bound else self.fields["demands"].initial
        return sum(self.owed[number].amount for number in ticked)

    @property
    def change(self) -> int:
        """Đồng to hand back."""
        given = self.cleaned_data.get("given") if self.is_bound else None
        return max((given or 0) - self.total, 0)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        given = said.get("given")
        if given and said.get("demands") and given < self.total:
            lacking = money(self.total - given)
            self.add_error("given", _("Còn thiếu %(sum)s so với số phải thu.") % {"sum": lacking})
        return said


class TogetherForm(CashForm):
    """The sums of several dossiers, and whose name stands on the receipt."""

    payer = forms.CharField(
        label=_("Người nộp tiền (ghi trên biên lai)"),
        max_length=200,
        error_messages={"required": _("Viết tên người nộp tiền.")},
    )
    field_order = ["key", "demands", "payer", "given"]
