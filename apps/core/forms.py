"""Fields that forms of several flats share, each with its words for what is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DATE_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]


class DateField(forms.DateField):
    """A day as people write it: 26/11/2026."""

    default_error_messages = {
        "invalid": _("Viết ngày theo kiểu ngày/tháng/năm, như 26/11/2026."),
        "required": _("Viết ngày, như 26/11/2026."),
    }

    def __init__(self, **options: Any) -> None:
        attrs = {"class": "w-date", "inputmode": "numeric", "placeholder": _("ngày/tháng/năm"), "autocomplete": "off"}
        options.setdefault("widget", forms.DateInput(format="%d/%m/%Y", attrs=attrs))
        super().__init__(input_formats=DATE_FORMATS, **options)


class MoneyField(forms.IntegerField):
    """Whole đồng; «15.000» and «15000» are the same."""

    default_error_messages = {"invalid": _("Viết số tiền bằng đồng, như 15.000.")}

    def __init__(self, **options: Any) -> None:
        attrs = {"class": "w-phone", "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(min_value=0, max_value=1_000_000_000, widget=forms.TextInput(attrs=attrs), **options)

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = value.replace(".", "").replace(" ", "").removesuffix("đ")
        return super().to_python(value)
