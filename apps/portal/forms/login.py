"""The forms of the log-in pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.accounts.domain.identity import NotAPhone, read_phone

_WRONG_PHONE = _("Số này chưa đúng. Viết đủ 10 chữ số, như 0912 345 678.")
_WRITE_CODE = _("Viết 6 chữ số trong tin nhắn vừa gửi.")


class LoginForm(forms.Form):
    """An official's user name and password."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=60,
        error_messages={"required": _("Viết tên đăng nhập của bạn.")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        max_length=200,
        strip=False,
        error_messages={"required": _("Viết mật khẩu.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PhoneField(forms.CharField):
    """A Vietnamese phone number however it is written; its value is +84…, "" where it may be missing."""

    default_error_messages = {
        "required": _("Viết số điện thoại của bạn, như 0912 345 678."),
        "max_length": _WRONG_PHONE,
        "null_characters_not_allowed": _WRONG_PHONE,
    }

    def __init__(self, **options: Any) -> None:
        attrs = {"class": "w-phone", "inputmode": "tel", "autocomplete": "tel"}
        super().__init__(max_length=30, widget=forms.TextInput(attrs={"type": "tel", **attrs}), **options)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return read_phone(typed) if typed else ""
        except NotAPhone as error:
            raise forms.ValidationError(_WRONG_PHONE) from error


class PhoneForm(forms.Form):
    """The phone to which a code goes."""

    phone = PhoneField(label=_("Số điện thoại"))


class CodeForm(forms.Form):
    """Six digits from an SMS; whether they are right is asked elsewhere."""

    code = forms.CharField(
        label=_("Mã 6 chữ số trong tin nhắn"),
        max_length=40,
        error_messages={
            "required": _WRITE_CODE,
            "max_length": _WRITE_CODE,
            "null_characters_not_allowed": _WRITE_CODE,
        },
        widget=forms.TextInput(
            attrs={"class": "w-id", "inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}
        ),
    )
