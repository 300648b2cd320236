"""What is noted of a signed scan."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import DateField
from apps.desk.labels.digitising import SIGNED_KINDS
from apps.dossiers.domain.digitisation import SignedKind


class SignedCopyForm(forms.Form):
    """Whose digital signature the scan carries, and of what day."""

    kind = forms.ChoiceField(
        label=_("Loại chữ ký số"), choices=[(kind.value, words) for kind, words in SIGNED_KINDS.items()]
    )
    signed_by = forms.CharField(
        label=_("Tên trên chữ ký số"),
        max_length=200,
        error_messages={"required": _("Viết tên ghi trên chữ ký số.")},
    )
    signed_on = DateField(label=_("Ngày ký"), error_messages={"required": _("Viết ngày ký.")})

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_kind(self) -> SignedKind:
        return SignedKind(self.cleaned_data["kind"])

    def clean_signed_on(self) -> date:
        day: date = self.cleaned_data["signed_on"]
        if day > self.today:
            raise forms.ValidationError(_("Ngày ký không thể sau hôm nay."))
        return day
