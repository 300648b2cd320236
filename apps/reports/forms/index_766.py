"""A count of another system: two whole numbers and where they were read; never a percentage."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.reports.domain.index_766 import Count
from apps.reports.domain.typed_counts import NotTyped, Typed, count, whole
from apps.reports.labels.index_766 import typed_parts, wrong_words

SAY_SOURCE = _("Viết số này đọc ở đâu, như: Cổng Dịch vụ công quốc gia, báo cáo tháng 11, xem ngày 15/11/2026.")
SAY_WHOLE = _("Viết một số nguyên không âm, như 213.")
LONGEST_SOURCE = 300


class WholeField(forms.CharField):
    """A number of things as people write it; a percentage gets a sentence of its own."""

    def __init__(self, **options: Any) -> None:
        attrs = {"class": "w-phone", "inputmode": "numeric", "autocomplete": "off"}
        required = {"required": SAY_WHOLE}
        super().__init__(widget=forms.TextInput(attrs), max_length=40, error_messages=required, **options)

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        try:
            return whole(said)
        except NotTyped as error:
            raise forms.ValidationError(wrong_words(error.wrong)) from error


class CountForm(forms.Form):
    """Part, whole, source. `seen` is the version that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30_000)
    numerator = WholeField()
    denominator = WholeField()
    source = forms.CharField(
        label=_("Nguồn"),
        max_length=LONGEST_SOURCE,
        help_text=SAY_SOURCE,
        error_messages={"required": SAY_SOURCE},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, what: Typed, month: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.what, self.month = what, month
        for name, words in zip(("numerator", "denominator"), typed_parts(what), strict=True):
            self.fields[name].label = words

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "numerator" in said and "denominator" in said:
            try:
                said["count"] = count(numerator=said["numerator"], denominator=said["denominator"])
            except NotTyped as error:
                self.add_error("numerator", wrong_words(error.wrong))
        return said

    @property
    def count(self) -> Count:
        """What was said. Only after is_valid()."""
        said: Count = self.cleaned_data["count"]
        return said
