"""Two things to look a dossier up with: its code and its look-up factor."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.procedures.forms.fields import SENTENCES

AS_PRINTED = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "w-id"}


class TrackForm(forms.Form):
    """What is printed on the receipt, however it is typed."""

    reference = forms.CharField(
        label=_("Mã hồ sơ"),
        help_text=_("In ngay dưới mã vạch của giấy hẹn. Viết thường, có khoảng trắng hay dán cả địa chỉ đều được."),
        max_length=200,
        error_messages=SENTENCES | {"required": _("Viết mã hồ sơ in trên giấy hẹn.")},
        widget=forms.TextInput(AS_PRINTED),
    )
    factor = forms.CharField(
        label=_("Mã tra cứu"),
        help_text=_("8 chữ và số, in cạnh mã QR. Không phải số điện thoại hay số căn cước."),
        max_length=40,
        error_messages=SENTENCES | {"required": _("Viết mã tra cứu in trên giấy hẹn.")},
        widget=forms.TextInput(AS_PRINTED),
    )
