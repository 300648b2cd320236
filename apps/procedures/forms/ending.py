"""How and from which day a procedure ends."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import DateField
from apps.procedures.domain.life import Ending
from apps.procedures.labels.law import ENDINGS


class EndForm(forms.Form):
    """A decision that ends a procedure, and what one files instead."""

    ending = forms.ChoiceField(
        label=_("Vì sao"),
        choices=[(ending.value, words) for ending, words in ENDINGS.items()],
        widget=forms.RadioSelect,
        initial=Ending.ABOLISHED.value,
        error_messages={"required": _("Chọn bãi bỏ hoặc hết hiệu lực.")},
    )
    on = DateField(label=_("Từ ngày"), help_text=_("Từ ngày này không ai nộp được nữa; hồ sơ đã nộp vẫn làm tiếp."))
    ended_by = forms.CharField(
        label=_("Theo quyết định nào"),
        max_length=200,
        error_messages={"required": _("Viết số quyết định.")},
    )
    successor = forms.CharField(
        label=_("Mã thủ tục thay thế"), max_length=40, required=False, help_text=_("Để trống nếu không có.")
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].initial = today

    def clean_successor(self) -> str:
        return str(self.cleaned_data["successor"]).strip()


class ReckonForm(forms.Form):
    """For what the fee is tried out; it changes nothing."""

    kenh = forms.CharField(required=False, max_length=10)
    trang = forms.IntegerField(required=False, min_value=1, max_value=9_999)
    ban = forms.IntegerField(required=False, min_value=1, max_value=999)
    mien = forms.CharField(required=False, max_length=20)
