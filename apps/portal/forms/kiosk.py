"""The forms of the office's machines."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.procedures.forms.fields import SENTENCES


class EnrolForm(forms.Form):
    """The code that an administrator made for this machine."""

    code = forms.CharField(
        label=_("Mã ghi danh"),
        help_text=_("8 chữ và số, do quản trị tạo ở mục “Thiết bị”, dùng một lần trong 10 phút."),
        max_length=40,
        error_messages=SENTENCES | {"required": _("Gõ mã ghi danh mà quản trị đọc cho.")},
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "class": "w-id"}),
    )


class DeviceForm(forms.Form):
    """A new machine."""

    name = forms.CharField(
        label="Tên máy",
        help_text="Ví dụ: Ki-ốt sảnh chính.",
        max_length=100,
        error_messages=SENTENCES | {"required": "Đặt tên để biết máy nào."},
        widget=forms.TextInput({"class": "w-half", "autocomplete": "off"}),
    )
    place = forms.CharField(
        label="Đặt ở đâu",
        max_length=200,
        required=False,
        error_messages=SENTENCES,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
