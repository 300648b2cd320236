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
