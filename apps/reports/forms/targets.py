"""A target of the year: a share in percent or a number of dossiers, and the decision that sets it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.reports.domain.aims import HUNDRED, OF_DOSSIERS, Aim

SAY_SHARE = _("Viết tỷ lệ từ 0 đến 100, nhiều nhất hai chữ số lẻ, như 65 hoặc 92,5.")
SAY_DOSSIERS = _("Viết một số nguyên không âm, như 0.")
SAY_BASIS = _("Viết chỉ tiêu này do văn bản nào đặt, như: Kế hoạch 12/KH-UBND ngày 05/01/2026.")
MOST_DOSSIERS = 100_000


class TargetForm(forms.Form):
    """`seen` is the version that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30_000)
    value = forms.CharField(
        max_length=20, widget=forms.TextInput(attrs={"class": "w-phone", "inputmode": "decimal", "autocomplete": "off"})
    )
    basis = forms.CharField(
        label=_("Văn bản đặt chỉ tiêu"),
        max_length=300,
        help_text=SAY_BASIS,
        error_messages={"required": SAY_BASIS},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, aim: Aim, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_of_dossiers = aim in OF_DOSSIERS
        field = self.fields["value"]
        field.label = _("Nhiều nhất bao nhiêu hồ sơ") if self.is_of_dossiers else _("Ít nhất bao nhiêu phần trăm")
        field.error_messages["required"] = SAY_DOSSIERS if self.is_of_dossiers else SAY_SHARE

    def clean_value(self) -> Decimal:
        said = self.cleaned_data["value"].replace(" ", "").removesuffix("%").replace(",", ".")
        wrong = forms.ValidationError(SAY_DOSSIERS if self.is_of_dossiers else SAY_SHARE)
        whole, _dot, cents = said.partition(".")
        if not (whole.isascii() and whole.isdecimal() and len(whole) < 7) or ("." in said and not _is_cents(cents)):
            raise wrong
        value = Decimal(said)
        most = MOST_DOSSIERS if self.is_of_dossiers else HUNDRED
        if value > most or (self.is_of_dossiers and cents):
            raise wrong
        return value


def _is_cents(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 2
